import TenfoldModel
import Testing

@testable import TenfoldDiscovery

struct ComposeFolderTests {
  private static let shop = "services: {web: {image: web, depends_on: [db]}, db: {image: postgres}}"

  private func shape(_ sets: [DeclarationSet]) -> [String] {
    sets.map { set in
      "\(set.name) \(set.isDefault ? "default" : "\(set.role) of \(set.variantOf ?? "nothing")")"
    }
  }

  @Test func `the override file is laid over the base by itself`() throws {
    let sets = try ComposeFixture([
      "docker-compose.yml": Self.shop, "docker-compose.override.yml": "services: {web: {build: .}}",
    ]).sets()
    #expect(shape(sets) == ["docker-compose.yml default"])
    #expect(sets.first?.files == ["docker-compose.yml", "docker-compose.override.yml"])
    #expect(
      sets.first?.diagnostics.map(\.message) == [
        "docker-compose.yml + docker-compose.override.yml are read together: docker compose lays the override file "
          + "over the other by itself"
      ])
  }

  @Test func `a complete file beside the base is an alternative with its own workloads`() throws {
    let sets = try ComposeFixture([
      "compose.yaml": Self.shop,
      "compose.images.yaml": "services: {web: {image: a}, db: {image: b}, mq: {image: c}}",
    ]).sets()
    #expect(shape(sets) == ["compose.yaml default", "compose.images.yaml alternative of compose.yaml"])
    #expect(sets[1].workloads.map(\.name) == ["web", "db", "mq"])
    #expect(sets[1].purpose == .variant)
  }

  @Test(arguments: [
    ("compose.full.yaml", "services: {web: {environment: {A: 1}}, mq: {image: kafka}}", ["web", "db", "mq"]),
    ("compose.load.yaml", "services: {load: {image: k6, depends_on: [web]}}", ["web", "db", "load"]),
    ("compose.monitoring.yaml", "services: {prometheus: {image: prom}}", ["web", "db", "prometheus"]),
  ])
  func `a file that needs the base is read over it`(_ name: String, _ text: String, _ names: [String]) throws
  {
    let sets = try ComposeFixture(["compose.yaml": Self.shop, name: text]).sets()
    #expect(shape(sets) == ["compose.yaml default", "\(name) overlay of compose.yaml"])
    #expect(sets[0].workloads.map(\.name) == ["web", "db"])
    #expect(sets[1].workloads.map(\.name) == names)
  }

  private static let overlays = [
    "compose.yaml": shop, "compose.full.yaml": "services: {web: {environment: {A: 1}}, mq: {image: kafka}}",
    "compose.dev.yaml": "services: {web: {command: watch}}",
  ]

  @Test(arguments: [
    ("Makefile", "up:\n\tdocker compose -f compose.yaml -f compose.full.yaml up -d\n"),
    ("README.md", "    docker-compose --file compose.yaml \\\n      --file=compose.full.yaml up"),
    (
      ".github/workflows/test.yml",
      "jobs: {a: {steps: [{run: docker compose -f compose.yaml -f compose.full.yaml up}]}}"
    ),
    ("readme.txt.sh", "echo\r\ndocker compose -f compose.yaml -f compose.full.yaml up\r\necho\r\n"),
    ("scripts/start.sh", "docker compose -f ../compose.yaml -f ../compose.full.yaml up"),
  ])
  func `an overlay that a command puts over the base belongs to the default`(_ name: String, _ text: String)
    throws
  {
    let sets = try ComposeFixture(Self.overlays.merging([name: text]) { $1 }).sets()
    #expect(sets.first?.files == ["compose.yaml", "compose.full.yaml"])
    #expect(sets.first?.workloads.map(\.name) == ["web", "db", "mq"])
    #expect(sets.first?.diagnostics.first?.location?.file == name)
    #expect(shape(Array(sets.dropFirst())) == ["compose.dev.yaml overlay of compose.yaml"])
  }

  @Test func `a complete file that a command lays over the base is an overlay`() throws {
    let texts = ["compose.yaml": Self.shop, "compose.prod.yaml": "services: {web: {image: prod}}"]
    let command = ["README.md": "docker compose -f compose.yaml -f compose.prod.yaml up"]
    let alone = try ComposeFixture(texts).sets()
    #expect(shape(alone).last == "compose.prod.yaml alternative of compose.yaml")
    let together = try ComposeFixture(texts.merging(command) { $1 }).sets()
    #expect(shape(together) == ["compose.yaml default", "compose.prod.yaml overlay of compose.yaml"])
    #expect(together.last?.workloads.map(\.name) == ["web", "db"])
    #expect(together.last?.container("web")?.image == "prod")
  }

  @Test func `an overlay for development is not part of the default, unless it is called so`() throws {
    let plain = ["Makefile": "dev:\n\tdocker compose -f compose.yaml -f compose.dev.yaml up\n"]
    let named = [
      "Makefile": "# The default way\nup:\n\tdocker compose -f compose.yaml -f compose.dev.yaml up\n"
    ]
    #expect(try ComposeFixture(Self.overlays.merging(plain) { $1 }).sets().first?.files == ["compose.yaml"])
    #expect(
      try ComposeFixture(Self.overlays.merging(named) { $1 }).sets().first?.files == [
        "compose.yaml", "compose.dev.yaml",
      ])
  }

  @Test func `COMPOSE_FILE decides`() throws {
    let fixture = try ComposeFixture(
      Self.overlays.merging([".env": "COMPOSE_FILE=compose.yaml:compose.dev.yaml"]) { $1 })
    #expect(fixture.sets().first?.files == ["compose.yaml", "compose.dev.yaml"])
  }

  @Test func `COMPOSE_FILE may name files of another folder, whose variables are those beside it`() throws {
    let sets = try ComposeFixture([
      ".env": "COMPOSE_FILE=docker/base.yml:docker/prod.yml\nTAG=3", "docker/base.yml": Self.shop,
      "docker/prod.yml": "services: {web: {image: 'web:${TAG}'}}",
    ]).sets()
    #expect(sets.first { $0.isDefault }?.files == ["docker/base.yml", "docker/prod.yml"])
    #expect(sets.first { $0.isDefault }?.container("web")?.image == "web:3")
    #expect(shape(sets) == ["docker/base.yml default", "docker/prod.yml alternative of docker/base.yml"])
  }

  @Test func `folders tell what a file is for where its name does not`() throws {
    let purposes = try ComposeFixture([
      "compose.yaml": "services: {a: {image: x}}", "tests/e2e/compose.yaml": "services: {b: {image: x}}",
      "monitoring/compose.prod.yaml": "services: {c: {image: x}}",
    ]).sets().map(\.purpose)
    #expect(purposes == [nil, .production, .test])
  }

  @Test func `among files without a default name the plainest is the default`() throws {
    let sets = try ComposeFixture([
      "run/docker-compose-dev.yml": Self.shop, "run/docker-compose-prod.yml": Self.shop,
      "run/docker-compose-test.yml": Self.shop,
    ]).sets()
    #expect(
      shape(sets) == [
        "run/docker-compose-prod.yml default",
        "run/docker-compose-dev.yml alternative of run/docker-compose-prod.yml",
        "run/docker-compose-test.yml alternative of run/docker-compose-prod.yml",
      ])
  }

  @Test func `of folders that describe the same services the one nearest to the top counts`() throws {
    let sets = try ComposeFixture(["deploy/compose.yaml": Self.shop, "compose.yaml": Self.shop]).sets()
    #expect(
      Set(shape(sets)) == ["compose.yaml default", "deploy/compose.yaml alternative of compose.yaml"])
  }

  @Test func `a few of the services beside a full description are its variant, even at the top`() throws {
    let full = "services: {" + (0..<9).map { "s\($0): {image: x}" }.joined(separator: ", ") + "}"
    let sets = try ComposeFixture([
      "compose.yaml": "services: {s0: {image: x}, s1: {image: x}}", "deploy/compose.yaml": full,
    ])
    .sets()
    #expect(
      Set(shape(sets)) == ["deploy/compose.yaml default", "compose.yaml alternative of deploy/compose.yaml"])
  }

  @Test func `folders of different services are each a default`() throws {
    let sets = try ComposeFixture([
      "a/compose.yaml": "services: {a: {image: x}, db: {image: y}}",
      "b/compose.yaml": "services: {b: {image: x}, db: {image: y}}",
    ]).sets()
    #expect(shape(sets) == ["a/compose.yaml default", "b/compose.yaml default"])
  }
}
