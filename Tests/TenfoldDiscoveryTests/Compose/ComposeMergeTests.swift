import TenfoldModel
import Testing

@testable import TenfoldDiscovery

struct ComposeMergeTests {
  private func merged(_ base: String, _ over: String) throws -> DeclarationSet {
    try ComposeFixture([
      "compose.yaml": "services:\n  web:\n" + base, "compose.override.yaml": "services:\n  web:\n" + over,
    ]).main()
  }

  @Test func `single values are replaced, and commands as a whole`() throws {
    let set = try merged(
      "    image: a\n    command: [run, --debug]\n    mem_limit: 1m\n",
      "    image: b\n    command: serve\n")
    #expect(set.container("web")?.image == "b")
    #expect(set.container("web")?.arguments.map(\.text) == ["serve"])
    #expect(set.container("web")?.memory?.likely == 1_048_576)
    #expect(set["web"]?.location == SourceLocation(file: "compose.yaml", line: 2))
  }

  @Test func `environment merges by name across both syntaxes`() throws {
    let set = try merged(
      "    image: a\n    environment: [A=1, B=2]\n", "    environment: {B: 3, C: 4}\n")
    #expect(set.environment("web") == ["A": "1", "B": "3", "C": "4"])
    let origin = set.container("web")?.environment.first { $0.name == "B" }?.location
    #expect(origin == SourceLocation(file: "compose.override.yaml", line: 3))
  }

  @Test func `ports join and the same port stands once`() throws {
    let set = try merged("    image: a\n    ports: ['80:80', '81:81']\n", "    ports: ['81:81', '82:82']\n")
    #expect(set.container("web")?.ports.map(\.container) == [80, 81, 82])
  }

  @Test func `volumes merge by the path inside the container`() throws {
    let set = try merged(
      "    image: a\n    volumes: ['data:/data', './conf:/conf']\n", "    volumes: ['./local:/data:ro']\n")
    #expect(set.container("web")?.mounts.map(\.source) == [.file("local"), .file("conf")])
  }

  @Test func `dependencies merge across both syntaxes`() throws {
    let set = try merged(
      "    image: a\n    depends_on: [db, cache]\n",
      "    depends_on: {db: {condition: service_healthy}, mq: {}}\n")
    #expect(set["web"]?.dependencies.map(\.name) == ["db", "cache", "mq"])
    #expect(
      set["web"]?.dependencies.map(\.condition) == ["service_healthy", "service_started", "service_started"])
  }

  @Test func `a build text merges with a build mapping`() throws {
    let set = try merged("    build: ./web\n", "    build: {dockerfile: Dev.Dockerfile}\n")
    #expect(set.container("web")?.buildContext == "web")
    #expect(set.container("web")?.dockerfile == "web/Dev.Dockerfile")
  }

  @Test func `options of another logging driver go with it`() throws {
    let base = "    image: a\n    logging: {driver: json-file, options: {max-size: 1m}}\n"
    #expect(
      try merged(base, "    logging: {driver: fluentd}\n").container("web")?.loggingDriver?.text == "fluentd")
    #expect(
      try merged(base, "    logging: {options: {x: y}}\n").container("web")?.loggingDriver?.text
        == "json-file")
  }

  @Test func `reset takes away and override puts in place`() throws {
    let set = try merged(
      """
          image: a
          ports: ['80:80']
          environment: {A: 1, B: 2}
          depends_on: [db]
          volumes: ['data:/data']

      """,
      """
          ports: !reset []
          environment: {A: !reset null}
          depends_on: !override [mq]
          volumes: !override ['./x:/x']

      """)
    #expect(set.container("web")?.ports.isEmpty == true)
    #expect(set.environment("web") == ["B": "2"])
    #expect(set["web"]?.dependencies.map(\.name) == ["mq"])
    #expect(set.container("web")?.mounts.map(\.source) == [.file("x")])
  }

  @Test func `a whole service can be reset`() throws {
    let set = try ComposeFixture([
      "compose.yaml": "services: {web: {image: a}, debug: {image: b}}",
      "compose.override.yaml": "services: {debug: !reset null, extra: {image: c}}",
    ]).main()
    #expect(set.workloads.map(\.name) == ["web", "extra"])
  }

  @Test func `env files join in order, so that later ones win`() throws {
    let set = try ComposeFixture([
      "compose.yaml": "services: {web: {image: a, env_file: one.env}}",
      "compose.override.yaml": "services: {web: {env_file: [two.env]}}",
      "one.env": "A=1\nB=1", "two.env": "B=2",
    ]).main()
    #expect(set.environment("web") == ["A": "1", "B": "2"])
  }

  @Test func `anchors, merge keys and extensions are worked out`() throws {
    let set = try ComposeFixture([
      "compose.yaml": """
      x-common: &common
        image: base
        environment: &env {A: 1}
      services:
        web:
          <<: *common
          environment: {<<: *env, B: 2}
        two: {<<: [*common], image: own}
      """
    ]).main()
    #expect(set.container("web")?.image == "base")
    #expect(set.environment("web") == ["A": "1", "B": "2"])
    #expect(set.container("two")?.image == "own")
  }
}
