import TenfoldModel
import Testing

@testable import TenfoldDiscovery

struct ComposeProjectTests {
  // MARK: extends

  @Test func `a service extends another of its file and wins over it`() throws {
    let set = try ComposeFixture([
      "compose.yaml": """
      services:
        base: {image: a, environment: {A: 1, B: 1}, command: one}
        web: {extends: base, environment: {B: 2}}
        worker: {extends: {service: web}, command: two}
      """
    ]).main()
    #expect(set.container("worker")?.image == "a")
    #expect(set.environment("worker") == ["A": "1", "B": "2"])
    #expect(set.container("worker")?.arguments.map(\.text) == ["two"])
  }

  @Test func `a service of another folder brings paths relative to that folder`() throws {
    let fixture = try ComposeFixture([
      "compose.yaml": "services: {web: {extends: {file: common/base.yml, service: web}}}",
      "common/base.yml": """
      services:
        web: {extends: root, build: ./src, env_file: a.env, volumes: ["./c:/c"]}
        root: {image: "x:${TAG}"}
      """,
      "common/a.env": "A=1", ".env": "TAG=7",
    ])
    let set = fixture.main()
    #expect(set.container("web")?.image == "x:7")
    #expect(set.container("web")?.buildContext == "common/src")
    #expect(set.container("web")?.mounts.map(\.source) == [.file("common/c")])
    #expect(set.environment("web") == ["A": "1"])
    #expect(set.files == ["compose.yaml", "common/base.yml"])
    #expect(fixture.sets().map(\.name) == ["compose.yaml"])
  }

  @Test func `extending in a circle ends with a diagnostic`() throws {
    let set = try ComposeFixture([
      "compose.yaml":
        "services: {a: {extends: b, image: x}, b: {extends: a}, c: {extends: {file: compose.yaml, service: c}}}"
    ]).main()
    #expect(set.workloads.map(\.name) == ["a", "b", "c"])
    #expect(set.diagnostics.contains { $0.id == "TF-COMPOSE-004" })
  }

  @Test func `extending what is not there names it`() throws {
    let set = try ComposeFixture([
      "compose.yaml":
        "services: {a: {image: x, extends: gone}, b: {image: x, extends: {file: no.yml, service: s}}}"
    ]).main()
    #expect(set.workloads.count == 2)
    #expect(
      set.diagnostics.map(\.message) == [
        "service \"a\" extends \"gone\", which no file declares",
        "service \"b\" extends \"s\" of no.yml, which is not among the files given",
      ])
  }

  // MARK: include

  @Test func `included projects keep their folder and variables, and the including file wins`() throws {
    let fixture = try ComposeFixture([
      "compose.yaml": """
      include:
        - shop/compose.yaml
        - path: [mail/a.yml, mail/b.yml]
          project_directory: mail/root
          env_file: mail/mail.env
      services:
        web: {image: own}
      """,
      ".env": "OUTER=1",
      "shop/compose.yaml":
        "services: {cart: {build: ., environment: {X: \"${OUTER}-${INNER}\"}}, web: {image: other}}",
      "shop/.env": "INNER=2\nOUTER=9",
      "mail/a.yml": "services: {mail: {image: \"m:${V}\", volumes: [\"./x:/x\"]}}",
      "mail/b.yml": "services: {mail: {environment: {B: 1}}}",
      "mail/mail.env": "V=3",
    ])
    let set = fixture.main()
    #expect(Set(set.workloads.map(\.name)) == ["cart", "web", "mail"])
    #expect(set.container("web")?.image == "own")
    #expect(set.environment("cart") == ["X": "1-2"])
    #expect(set.container("cart")?.buildContext == "shop")
    #expect(set.container("mail")?.image == "m:3")
    #expect(set.environment("mail") == ["B": "1"])
    #expect(set.container("mail")?.mounts.map(\.source) == [.file("mail/root/x")])
    #expect(fixture.sets().count == 1)
  }

  @Test func `files that include each other end with a diagnostic`() throws {
    let set = try ComposeFixture([
      "compose.yaml": "include: [other.yaml]\nservices: {a: {image: x}}",
      "other.yaml": "include: [compose.yaml]\nservices: {b: {image: y}}",
    ]).main(files: ["compose.yaml"])
    #expect(Set(set.workloads.map(\.name)) == ["a", "b"])
    #expect(set.diagnostics.contains { $0.id == "TF-COMPOSE-006" })
  }

  // MARK: Profiles, files and variables

  @Test func `services of profiles rest until they are asked for`() throws {
    let fixture = try ComposeFixture([
      "compose.yaml": """
      services:
        web: {image: x}
        seed: {image: x, profiles: [seed, tools]}
        debug: {image: x, profiles: debug}
        off: {image: x, deploy: {replicas: 0}}
      """
    ])
    #expect(fixture.main().workloads.map(\.name) == ["web"])
    #expect(
      fixture.main().inactive.map(\.reason) == [
        "profile seed, tools is not active", "profile debug is not active", "0 replicas",
      ])
    #expect(fixture.main(profiles: ["tools"]).workloads.map(\.name) == ["web", "seed"])
    #expect(fixture.main(profiles: ["*"]).workloads.map(\.name) == ["web", "seed", "debug"])
  }

  @Test func `where every service has a profile all are read, and said so`() throws {
    let set = try ComposeFixture([
      "compose.yaml": "services: {a: {image: x, profiles: [one]}, b: {image: x, profiles: [two]}}"
    ]).main()
    #expect(set.workloads.map(\.name) == ["a", "b"])
    #expect(set.diagnostics.map(\.id) == ["TF-COMPOSE-012"])
  }

  @Test func `an env file that is kept out of the repository is read from its example`() throws {
    let set = try ComposeFixture([
      "compose.yaml": "services: {web: {image: x, env_file: [.env, app/web.env]}}", ".env.example": "A=1",
      "app/web.env.sample": "B=2",
    ]).main()
    #expect(set.environment("web") == ["A": "1", "B": "2"])
    let messages = set.diagnostics.filter { $0.id == "TF-COMPOSE-009" }.map(\.message)
    #expect(messages.count == 2)
    #expect(messages.last?.hasSuffix("app/web.env.sample are used") == true)
  }

  @Test func `COMPOSE_PROFILES in .env activates profiles`() throws {
    let set = try ComposeFixture([
      "compose.yaml": "services: {a: {image: x, profiles: [one]}, b: {image: x, profiles: [two]}}",
      ".env": "COMPOSE_PROFILES=two,three",
    ]).main()
    #expect(set.workloads.map(\.name) == ["b"])
  }

  @Test func `files named by the user are one set, in their order`() throws {
    let sets = try ComposeFixture([
      "compose.yaml": "services: {web: {image: a}}", "compose.override.yaml": "services: {web: {image: b}}",
      "deploy/prod.yaml": "services: {web: {image: c, volumes: ['./x:/x']}}",
    ]).sets(files: ["compose.yaml", "deploy/prod.yaml"])
    #expect(sets.count == 1)
    #expect(sets.first?.container("web")?.image == "c")
    #expect(sets.first?.files == ["compose.yaml", "deploy/prod.yaml"])
    // As `docker compose -f` does: relative to the folder of the first file.
    #expect(sets.first?.container("web")?.mounts.map(\.source) == [.file("x")])
  }

  @Test func `a file named by the user that is not there is a diagnostic`() throws {
    let sets = try ComposeFixture(["compose.yaml": "services: {web: {image: a}}"])
      .sets(files: ["compose.yaml", "no.yaml"])
    #expect(
      sets.first?.diagnostics.first?.message
        == "no.yaml is named as a Compose file but is not among the files given")
  }

  @Test func `variables without a value are named once, never their neighbours' values`() throws {
    let set = try ComposeFixture([
      "compose.yaml": "services: {web: {image: \"a:${TAG}\", environment: {P: \"${SECRET}${PASSWORD}\"}}}",
      ".env": "SECRET=hunter2",
    ]).main()
    let messages = set.diagnostics.map(\.message)
    #expect(messages == ["PASSWORD, TAG: no file gives a value; set them in .env to make them known"])
  }

  @Test func `without .env the example that users copy is read, and said so`() throws {
    let set = try ComposeFixture([
      "compose.yaml": "services: {web: {image: \"a:${TAG}\"}}", ".env.example": "TAG=5",
    ]).main()
    #expect(set.container("web")?.image == "a:5")
    #expect(set.diagnostics.map(\.id) == ["TF-COMPOSE-008"])
  }

  @Test func `a folder without .env uses the nearest one above`() throws {
    let set = try ComposeFixture([
      "deploy/compose/compose.yaml": "services: {web: {image: \"a:${TAG}\"}}", ".env": "TAG=5",
    ]).main()
    #expect(set.container("web")?.image == "a:5")
  }

  @Test func `files of the first version have services at the top`() throws {
    let set = try ComposeFixture([
      "docker-compose.yml": "web:\n  build: .\n  links: [db]\ndb:\n  image: postgres\n"
    ]).main()
    #expect(set.workloads.map(\.name) == ["web", "db"])
    #expect(set["web"]?.dependencies.map(\.name) == ["db"])
  }

  @Test func `several documents of a file are merged`() throws {
    let set = try ComposeFixture([
      "compose.yaml": "services: {web: {image: a}}\n---\nservices: {web: {command: x}, db: {image: b}}\n"
    ]).main()
    #expect(set.workloads.map(\.name) == ["web", "db"])
    #expect(set.container("web")?.arguments.map(\.text) == ["x"])
  }

  @Test(arguments: [
    ("k8s.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: web}"),
    (".gitlab-ci.yml", "services: [docker:dind]\nbuild: {script: make}"),
    ("values.yaml", "image: x\nservices: {web: {image: y}}"),
    ("compose-post-service.yaml", "apiVersion: apps/v1\nkind: Deployment"),
    ("openapi.yaml", "openapi: 3.0.0\npaths: {}"), ("list.yaml", "- a\n- b"), ("text.yaml", "hello"),
  ])
  func `what is no Compose file is left to others`(_ name: String, _ text: String) throws {
    #expect(try ComposeFixture([name: text]).sets().isEmpty)
  }

  @Test func `malformed services are passed over and the rest is read`() throws {
    let set = try ComposeFixture([
      "compose.yaml": """
      services:
        none:
        text: hello
        list: [a]
        odd: {image: [a], ports: {a: b}, environment: text, depends_on: {x: y}, volumes: 5, networks: [[a]], deploy: x}
        web: {image: x}
      """
    ]).main()
    #expect(set.workloads.map(\.name) == ["odd", "web"])
    #expect(set.container("odd")?.image == nil)
    #expect(set["odd"]?.dependencies.map(\.name) == ["x"])
  }
}
