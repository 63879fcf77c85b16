import TenfoldCatalog
import TenfoldGenerate
import TenfoldModel
import Testing

/// Numbers and references in files, for a system small enough to work them out by hand.
struct GeneratorTests {
  /// Six replicas of `api`, each with 15 connections to `db`, which has 4 cores and serves 200 connections.
  private static let system: System = {
    var api = Component(name: "api", kind: .service)
    api.scaling.replicas = .stated(6)
    api.resources.cpu = .stated(2, at: SourceLocation(file: "shop.yaml", line: 7))
    api.operations = [
      Operation(
        name: "order",
        steps: [
          .call(Call(component: "db", operation: "read")), .call(Call(component: "db", operation: "write")),
        ])
    ]
    var db = Component(name: "db", kind: .store, engine: "postgresql@15")
    db.resources.cpu = .stated(4)
    db.operations = [Operation(name: "read", writes: false), Operation(name: "write", writes: true)]
    db.state = StoredState(
      connectionLimit: .stated(200), connectionsPerReplica: ["api": .stated(15)],
      replication: Replication(replicas: .stated(2)))
    var system = System(name: "shop", components: [api, db])
    system.objectives.overall = Objectives.ForJourney(p99: .stated(0.2), availability: .stated(0.995))
    system.workload.journeys = [Journey(name: "order", calls: [Call(component: "api", operation: "order")])]
    return system
  }()

  private func files(
    _ remedy: String, _ platform: Platform, changed: System = system, targets: [String] = []
  ) throws -> [String: String] {
    let made = try Generator.generate(
      GenerationRequest(
        remedy: remedy, system: Self.system, changed: changed, targets: targets, platform: platform,
        reason: "planned for 1000 requests/s"))
    return Dictionary(uniqueKeysWithValues: made.files.map { ($0.path, $0.text) })
  }

  @Test func `an autoscaler reaches as far as the remedy was sized and begins where the system is`() throws {
    var changed = Self.system
    changed["api"]?.scaling.autoscaler = Autoscaler(maximum: .stated(23), target: .stated(0.6))
    let text = try #require(
      try files("autoscaling", .kubernetes, changed: changed)["kubernetes/autoscaling/api.yaml"])
    #expect(text.contains("  minReplicas: 6\n  # planned for 1000 requests/s\n  maxReplicas: 23\n"))
    #expect(text.contains("averageUtilization: 60\n"))
    #expect(text.contains("kind: PodDisruptionBudget"))
  }

  @Test func `what is started is all of the system's files and the remedy's`() throws {
    func last(_ files: [String]) throws -> String? {
      try Generator.generate(
        GenerationRequest(
          remedy: "stateless-horizontal", system: Self.system, changed: Self.system, targets: ["api"],
          platform: .compose, reason: "planned", composeFiles: files)
      ).manualSteps.last
    }
    #expect(try last([]) == "docker compose -f compose.yaml -f compose.stateless-horizontal.yaml up -d")
    #expect(
      try last(["docker-compose.yml", "docker-compose.override.yml"])
        == "docker compose -f docker-compose.yml -f docker-compose.override.yml "
        + "-f compose.stateless-horizontal.yaml up -d")
  }

  @Test func `charts bring their own names, and an autoscaler that is there is not doubled`() throws {
    func steps(_ system: System) throws -> [String] {
      try Generator.generate(
        GenerationRequest(
          remedy: "autoscaling", system: system, changed: system, targets: ["api"], platform: .kubernetes,
          reason: "planned")
      ).manualSteps
    }
    let plain = try steps(Self.system)
    #expect(plain.contains { $0.hasPrefix("add ../autoscaling") })
    #expect(!plain.contains { $0.contains("chart") || $0.contains("undo each other") })
    var chart = Self.system
    chart["api"]?.evidence = [SourceLocation(file: "charts/api/templates/deployment.yaml", line: 1)]
    chart["api"]?.scaling.autoscaler = Autoscaler(maximum: .stated(4))
    let steps = try steps(chart)
    #expect(!steps.contains { $0.hasPrefix("add ../") })
    #expect(steps.contains { $0.contains("kubectl get deploy") && $0.contains("in place of api") })
    #expect(steps.contains { $0.contains("that api has") && $0.contains("undo each other's") })
  }

  @Test func `requests are set where none are stated, from the cores that are, with their place`() throws {
    let text = try #require(
      try files("autoscaling", .kubernetes)["kubernetes/autoscaling/kustomization.yaml"])
    #expect(text.contains("# cores of one replica: stated at shop.yaml:7\n            cpu: \"2000m\""))
  }

  @Test func `pools leave room for people, and clients at the goal fit`() throws {
    var changed = Self.system
    changed["api"]?.scaling.replicas = .stated(40)
    let text = try #require(
      try files("connection-pooling", .compose, changed: changed)["connection-pooling/db-pooler.ini"])
    #expect(text.contains("\nmax_db_connections = 190\n"))  // 200 - 3 - 7
    #expect(text.contains("\ndefault_pool_size = 20\n"))  // above 2 x 4 + 1
    #expect(text.contains("\nmax_client_conn = 800\n"))  // 40 x 15 x 1.25 = 750
  }

  @Test func `two poolers share the connections of one server`() throws {
    let text = try #require(
      try files("connection-pooling", .kubernetes)["kubernetes/connection-pooling/db-pooler.yaml"])
    #expect(text.contains("max_db_connections = 95\n") && text.contains("default_pool_size = 10\n"))
  }

  @Test func `standbys are as many as planned, of the primary's version`() throws {
    var changed = Self.system
    changed["db"]?.state?.replication = Replication(replicas: .stated(3))
    let files = try files("read-replicas", .compose, changed: changed)
    let compose = try #require(files["compose.read-replicas.yaml"])
    #expect(compose.contains("  db-standby-3:\n") && !compose.contains("db-standby-4"))
    #expect(compose.contains("image: \"postgres:15\""))
    #expect(files["read-replicas/db/primary.conf"]?.contains("max_wal_senders = 5\n") == true)
  }

  @Test func `alerts bound what was promised`() throws {
    let text = try #require(try files("metrics-alerts", .compose)["metrics-alerts/rules.yml"])
    #expect(text.contains("> 0.072 and"))  // 14.4 x (1 - 0.995)
    #expect(text.contains("[5m]))) > 0.2\""))
  }

  @Test func `no file holds a password`() throws {
    for remedy in Generator.remedies {
      for platform in Platform.allCases {
        guard let files = try? files(remedy.id, platform) else { continue }
        for (path, text) in files {
          for line in text.lowercased().split(separator: "\n") {
            guard
              let word = line.split(separator: "password", omittingEmptySubsequences: false).dropFirst().last,
              word.first == "=" || word.first == ":"
            else { continue }
            let value = word.dropFirst().drop { $0 == " " || $0 == "\"" }
            #expect(value.isEmpty || "$/.".contains(value.prefix(1)), "\(path): \(line)")
          }
        }
      }
    }
  }

  @Test func `a remedy without files is refused with those that have some`() {
    let error = #expect(throws: GenerationError.self) { try files("sharding", .compose) }
    #expect(error?.description.contains("autoscaling, stateless-horizontal") == true)
  }

  @Test func `a component of another kind is refused with those that would do`() {
    let error = #expect(throws: GenerationError.self) {
      try files("read-replicas", .compose, targets: ["api"])
    }
    #expect(
      error?.description == "'read-replicas' is for PostgreSQL stores, and 'api' is none; name one of db")
  }

  @Test func `a port is the one that files tell, with its place, and an assumption where they tell none`()
    throws
  {
    var request = GenerationRequest(
      remedy: "stateless-horizontal", system: Self.system, changed: Self.system, targets: [],
      platform: .compose,
      reason: "planned")
    for remedy in ["stateless-horizontal", "metrics-alerts"] {
      request.remedy = remedy
      request.ports = [:]
      let without = try Generator.generate(request).files.map(\.text).joined()
      #expect(
        without.contains("8080") && without.contains("an assumption: the files do not say where it listens"))
      let place = SourceLocation(file: "compose.yaml", line: 12)
      request.ports = ["api": Inventory.Port(number: 5050, evidence: Evidence(at: place))]
      let with = try Generator.generate(request).files.map(\.text).joined()
      #expect(with.contains("5050") && with.contains("stated at compose.yaml:12") && !with.contains("8080"))
    }
  }

  @Test func `components that files would call the same are refused together and written one at a time`()
    throws
  {
    var system = Self.system
    for name in ["Order_API", "order.api"] { system.components.append(Component(name: name, kind: .service)) }
    var request = GenerationRequest(
      remedy: "stateless-horizontal", system: system, changed: system, targets: [], platform: .kubernetes,
      reason: "")
    let error = #expect(throws: GenerationError.self) { try Generator.generate(request) }
    #expect(
      error
        == .sameName(
          first: "Order_API", second: "order.api", spelled: "order-api", remedy: "stateless-horizontal"))
    request.targets = ["order.api"]
    #expect(try !Generator.generate(request).files.isEmpty)
  }

  @Test(arguments: ["../../etc/passwd", "a\nb: c", "Überraschung 42", "", "$(rm -rf /)"])
  func `no name breaks out of a path or a file`(_ name: String) throws {
    var system = Self.system
    system["api"]?.name = name
    for platform in Platform.allCases {
      let made = try Generator.generate(
        GenerationRequest(
          remedy: "stateless-horizontal", system: system, changed: system, targets: [name],
          platform: platform,
          reason: name))
      for file in made.files {
        #expect(!file.path.contains(".."))
        #expect(!file.text.contains("\nb: c") && !file.text.contains("$(rm"))
        #expect(FileMark.standing(of: file.text) == .untouched)
        #expect(FileMark.standing(of: file.text + "x") == .edited)
      }
    }
  }
}
