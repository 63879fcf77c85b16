import TenfoldModel
import Testing

@testable import TenfoldDiscovery

struct ComposeServiceTests {
  private func container(_ lines: String) throws -> ContainerDeclaration? {
    let text = lines.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
    return try ComposeFixture([
      "compose.yaml": "services:\n  web:\n    image: x\n" + text.joined(separator: "\n")
    ])
    .main().container("web")
  }

  @Test(arguments: [
    ("80", [80], [nil]), ("8080:80", [80], [8080]), ("127.0.0.1:8080:80/udp", [80], [8080]),
    ("\"[::1]:8080:80\"", [80], [8080]), ("3000-3002", [3000, 3001, 3002], [nil, nil, nil]),
    ("4000-4001:5000-5001", [5000, 5001], [4000, 4001]), ("127.0.0.1::80", [80], [nil]),
    ("{target: 80, published: 8080}", [80], [8080]), ("{target: 80, published: 8080-8090}", [80], [8080]),
    ("{target: 80}", [80], [nil]), ("22:22", [22], [22]), ("http", [], []),
    ("99999999999999999999:80", [80], [nil]),
    ("70000", [], []), ("9-5", [], []), ("0", [], []),
  ])
  func `a port is read in every syntax`(_ port: String, _ inside: [Int], _ published: [Int?]) throws {
    let ports = try container("ports: [\(port.hasPrefix("{") ? port : "'\(port.filter { $0 != "\"" })'")]")?
      .ports
    #expect(ports?.map(\.container) == inside)
    #expect(ports?.map(\.published) == published)
  }

  @Test func `a range of all ports stays short`() throws {
    #expect(try container("expose: ['1-65535']")?.ports.count == 16)
  }

  @Test(
    arguments: [
      ("./conf:/etc/conf:ro", .file("conf"), "/etc/conf"), ("../up:/x", .file("../up"), "/x"),
      ("data:/var/lib", .volume("data"), "/var/lib"), ("/var/lib/data", .volume(""), "/var/lib/data"),
      ("/var/run/docker.sock:/var/run/docker.sock", .file("/var/run/docker.sock"), "/var/run/docker.sock"),
      ("~/x:/y", .file("~/x"), "/y"), (".:/app", .file("."), "/app"),
      ("C:\\data:/data", .file("C:\\data"), "/data"),
      ("{type: bind, source: ./a.conf, target: /b.conf}", .file("a.conf"), "/b.conf"),
      ("{type: volume, source: data, target: /d}", .volume("data"), "/d"),
    ] as [(String, MountDeclaration.Source, String)])
  func `a volume is read in every syntax`(
    _ volume: String, _ source: MountDeclaration.Source, _ path: String
  ) throws {
    let item = volume.hasPrefix("{") ? volume : "'\(volume)'"
    let mount = try container("volumes: [\(item)]")?.mounts.first
    #expect(mount?.source == source)
    #expect(mount?.path == path)
  }

  @Test func `a temporary file system is no mount`() throws {
    #expect(try container("volumes: [{type: tmpfs, target: /t}]")?.mounts.isEmpty == true)
  }

  @Test(arguments: [
    ("deploy: {resources: {limits: {memory: 500M}}}", 524_288_000.0), ("mem_limit: 1g", 1_073_741_824.0),
    ("mem_limit: 512mb", 536_870_912.0), ("mem_limit: 1048576", 1_048_576.0),
    ("mem_limit: 64Mi", 67_108_864.0),
    ("mem_reservation: 64k", 65_536.0), ("mem_limit: 100b", 100.0),
  ])
  func `memory counts by 1024 as Docker does`(_ line: String, _ bytes: Double) throws {
    #expect(try container(line)?.memory?.likely == bytes)
  }

  @Test(arguments: [
    "mem_limit: lots", "mem_limit: -5m", "mem_limit: 0", "mem_limit: 1e400g", "mem_limit: ''",
  ])
  func `memory that is no size is unknown`(_ line: String) throws {
    #expect(try container(line)?.memory == nil)
  }

  @Test(arguments: [
    ("cpus: 0.5", 0.5), ("deploy: {resources: {limits: {cpus: '1.50'}}}", 1.5), ("cpu_quota: 50000", 0.5),
    ("cpu_quota: 30000\ncpu_period: 20000", 1.5),
  ])
  func `cores are read in every form`(_ lines: String, _ cores: Double) throws {
    #expect(try container(lines)?.cpuLimit?.likely == cores)
  }

  @Test func `quantities know their line`() throws {
    #expect(
      try container("cpus: 0.5")?.cpuLimit?.provenance.location
        == SourceLocation(file: "compose.yaml", line: 4))
  }

  @Test func `entry point and command are split and joined`() throws {
    let container = try container("entrypoint: [run, 'a b']\ncommand: serve --db \"x y\"")
    #expect(container?.arguments.map(\.text) == ["run", "a b", "serve", "--db", "x y"])
    #expect(container?.arguments.last?.location.line == 5)
  }

  @Test func `a probe that is switched off is none`() throws {
    #expect(try container("healthcheck: {test: curl x}")?.probe?.line == 4)
    #expect(try container("healthcheck: {disable: true}")?.probe == nil)
    #expect(try container("healthcheck: {test: [NONE]}")?.probe == nil)
  }

  @Test(
    arguments: [
      ("build: ./web", "web", "web/Dockerfile"),
      ("build: {context: ., dockerfile: ./a/Dockerfile}", ".", "a/Dockerfile"),
      ("build: {context: src, dockerfile: prod.Dockerfile}", "src", "src/prod.Dockerfile"),
      ("build: https://github.com/a/b.git", nil, nil), ("build: {target: dev}", ".", "Dockerfile"),
    ] as [(String, String?, String?)])
  func `a build names its folder and file`(_ line: String, _ context: String?, _ dockerfile: String?) throws {
    let container = try container(line)
    #expect(container?.buildContext == context)
    #expect(container?.dockerfile == dockerfile)
  }

  @Test(
    arguments: [
      ("${REGISTRY}/web:${TAG}", "web"), ("postgres:${V:-16}", "postgres:16"), ("${IMAGE}", nil),
      ("repo.example.com:5000/a/b@sha256:1", "repo.example.com:5000/a/b@sha256:1"),
    ] as [(String, String?)])
  func `an image is resolved as far as it can be`(_ image: String, _ expected: String?) throws {
    #expect(try container("image: '\(image)'")?.image == expected)
  }

  @Test func `environment comes from env files, then from the service, in both syntaxes`() throws {
    let fixture = try ComposeFixture([
      "app/compose.yaml": """
      services:
        web:
          image: x
          env_file:
            - ./web.env
            - {path: raw.env, format: raw, required: false}
          environment:
            - A=own
            - B
            - NOBODY
            - C=${MISSING}
            - D=x${MISSING}
        map:
          image: x
          env_file: web.env
          environment: {A: 1, B: , FLAG: true, E: ""}
      """,
      "app/.env": "B=from-dot-env\nHOST=db\n",
      "app/web.env": "A=file\nURL=http://$HOST/\nB\n",
      "app/raw.env": "RAW='$HOST'\n",
    ])
    let set = fixture.main()
    #expect(
      set.environment("web") == [
        "A": "own", "B": "from-dot-env", "NOBODY": "?", "C": "?", "D": "x", "URL": "http://db/",
        "RAW": "'$HOST'",
      ])
    #expect(
      set.environment("map") == ["A": "1", "B": "from-dot-env", "FLAG": "true", "E": "", "URL": "http://db/"])
    let entries = set.container("web")?.environment ?? []
    let url = entries.first { $0.name == "URL" }
    #expect(url?.origin == .configuration(object: "app/web.env", isShared: true))
    #expect(url?.location == SourceLocation(file: "app/web.env", line: 2))
    #expect(entries.first { $0.name == "B" }?.location == SourceLocation(file: "app/.env", line: 1))
  }

  @Test func `dependencies and links, in every syntax, and the names that links give`() throws {
    let set = try ComposeFixture([
      "compose.yaml": """
      services:
        web: {image: x, depends_on: [db], links: ["db:database", cache]}
        job: {image: x, depends_on: {db: {condition: service_healthy}}}
        db: {image: x, container_name: pg, hostname: pg.local, networks: {back: {aliases: [store, db]}}}
        cache: {image: x}
      """
    ]).main()
    #expect(set["web"]?.dependencies.map(\.name) == ["db", "cache"])
    #expect(set["web"]?.dependencies.map(\.condition) == ["service_started", "links"])
    #expect(set["job"]?.dependencies.map(\.condition) == ["service_healthy"])
    #expect(set["db"]?.aliases == ["pg", "pg.local", "store", "database"])
  }

  @Test func `replicas, mode, labels and logging are taken over`() throws {
    let set = try ComposeFixture([
      "compose.yaml": """
      services:
        a: {image: x, deploy: {replicas: 5, labels: {k: v}}, labels: [traefik.enable=true, flag]}
        b: {image: x, scale: 2, logging: {driver: fluentd}}
        c: {image: x, deploy: {mode: global}}
        d: {image: x, deploy: {replicas: -1}}
        e: {image: x, deploy: {replicas: 99999999999999999999}}
      """
    ]).main()
    #expect(set.workloads.map(\.replicas) == [5, 2, nil, nil, nil])
    #expect(set["a"]?.labels == ["k": "v", "traefik.enable": "true", "flag": ""])
    #expect(set.container("b")?.loggingDriver?.text == "fluentd")
  }

  @Test func `configs carry their text and secrets only their names`() throws {
    let set = try ComposeFixture([
      "compose.yaml": """
      services:
        web:
          image: x
          configs: [site, {source: inline, target: /etc/inline}]
          secrets: [password]
      configs:
        site: {file: ./nginx.conf}
        inline: {content: "host=${HOST:-db}"}
      secrets:
        password: {file: ./password.txt}
      """,
      "nginx.conf": "upstream",
    ]).main()
    #expect(
      set.container("web")?.mounts.map(\.source) == [
        .configuration("site"), .configuration("inline"), .secret("password"),
      ])
    #expect(set.container("web")?.mounts.map(\.path) == ["/site", "/etc/inline", "/run/secrets/password"])
    #expect(set.configurations.map(\.values) == [["site": "upstream"], ["inline": "host=db"], [:]])
    #expect(set.configurations.first?.location == SourceLocation(file: "nginx.conf", line: 1))
  }
}
