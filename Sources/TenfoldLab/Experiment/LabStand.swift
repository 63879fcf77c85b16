internal import TenfoldGenerate
internal import TenfoldModel
internal import TenfoldPlatform
internal import TenfoldReplica

/// Port and path by which a request enters a stand, without a key.
struct LabEntry {
  let port: UInt16
  let path: String
}

/// A system that stands on a bench: its databases, caches, broker, gateways and services, each a server of its own.
final class LabStand {
  /// Where it stands.
  let bench: Bench
  /// The system.
  let system: System
  /// Where requests enter.
  private(set) var entry = LabEntry(port: 0, path: "")
  private var clusters: [String: PostgreSQLCluster] = [:]
  /// Poolers by the store that they stand before.
  private var poolers: [String: PgBouncerPooler] = [:]
  private var caches: [String: RedisCache] = [:]
  private var gateways: [String: HAProxyGateway] = [:]
  private var services: [String: ServiceReplica] = [:]
  /// Services and gateways that are being started: one that calls itself by others cannot be.
  private var starting: Set<String> = []
  /// The server of all topics; nil where there are none.
  private(set) var broker: NATSServer?
  private let programs: LabPrograms
  /// Traces that may begin in a second; nil where nothing is traced.
  private let tracesPerSecond: Double?
  /// Bytes that were taken of each file with spans.
  private var taken: [String: Int] = [:]
  private let work: [String: Int]
  private let probes: [Int]

  /// Works at once in one service; more than a load has connections.
  private static let workers = 1000
  /// Seconds after which calls and statements without a stated timeout are given up.
  private static let longTime = 60.0

  /// Stands a system up, without limits.
  ///
  /// - Parameters:
  ///   - work: Rows that a statement counts up, by `store.operation`.
  ///   - probes: Amounts of work for which services offer each statement alone, besides `work` (nil).
  ///   - tracesPerSecond: How many traces may begin in a second; nil to trace nothing.
  init(
    _ system: System, work: [String: Int], probes: [Int] = [], tracesPerSecond: Double? = nil,
    on bench: Bench,
    _ programs: LabPrograms
  ) throws(LabError) {
    self.system = system
    self.bench = bench
    self.programs = programs
    self.work = work
    self.probes = probes
    self.tracesPerSecond = tracesPerSecond
    for component in system.components where component.kind == .store { try startStore(component) }
    for component in system.components where component.kind == .cache {
      caches[component.name] = try RedisCache(named: component.name, cores: nil, on: bench, programs)
    }
    try startBroker()
    guard system.workload.journeys.count == 1, system.workload.journeys[0].calls.count == 1,
      let first = system.workload.journeys[0].calls.first, let front = system[first.component],
      front.kind == .service || front.kind == .gateway,
      let operation = first.operation ?? front.operations.first?.name
    else {
      throw .unsupported(
        "\(system.name): the lab sends one kind of request, to one operation of a service or gateway")
    }
    entry = LabEntry(port: try startFront(front.name), path: "/" + operation)
    for (name, cache) in caches { try warm(name, cache) }
    for cluster in clusters.values { try cluster.waitForReplicas() }
  }

  /// Names of the servers of a station: `db primary`, `db replicas`, or a component.
  func servers(of component: String) -> [String] { clusters[component]?.serverNames ?? [component] }

  /// Every server with a share of cores of its own.
  var limited: [String] {
    clusters.values.flatMap(\.serverNames) + poolers.values.map(\.name) + caches.keys + gateways.keys
      + (broker.map { [$0.name] } ?? [])
  }

  /// Names of the service processes.
  var serviceNames: [String] { services.keys.sorted() }

  /// The services, and the ports at which they answer.
  var servicePorts: [(name: String, port: UInt16)] {
    services.sorted { $0.key < $1.key }.map { ($0.key, $0.value.port) }
  }

  /// The spans that services told since they were last taken; empty without tracing.
  ///
  /// - Throws: ``LabError`` when what a service wrote cannot be read.
  func takeTraces() throws(LabError) -> [TraceData.ResourceSpans] {
    var found: [TraceData.ResourceSpans] = []
    for (name, service) in services.sorted(by: { $0.key < $1.key }) {
      guard let path = service.traces else { continue }
      guard let data = TraceData(lines: Array(try takeLines(of: path))) else {
        throw .refused("\(path): a line is no span, and \(name) wrote nothing else there")
      }
      found.append(.init(attributes: [.service(name)], spans: data.resourceSpans.flatMap(\.spans)))
    }
    return found
  }

  /// Leaves out of the next ``takeTraces()`` what services have told so far, without making spans of it.
  func skipTraces() throws(LabError) {
    for path in services.values.compactMap(\.traces) { _ = try takeLines(of: path) }
  }

  /// What a service has added to the file of its spans since it was last asked for.
  private func takeLines(of path: String) throws(LabError) -> ArraySlice<UInt8> {
    guard OutputFile.exists(path) else { return [] }
    let bytes: [UInt8]
    do { bytes = try FileReader.bytes(of: path, maximum: 1 << 30) } catch {
      throw .refused("\(path): \(error)")
    }
    defer { taken[path] = bytes.count }
    return bytes[taken[path, default: 0]...]
  }

  /// Gives every node but those of services its cores and no more.
  func limit(toCores cores: Double) throws(LabError) {
    for name in limited { try bench.limit(name, toCores: cores) }
  }

  /// Gives the nodes of databases other cores, and leaves those of caches as they are.
  func limitStores(toCores cores: Double) throws(LabError) {
    for name in clusters.values.flatMap(\.serverNames) { try bench.limit(name, toCores: cores) }
  }

  /// Empties every cache.
  func emptyCaches() throws(LabError) {
    for cache in caches.values {
      try bench.run([try programs.path(of: "redis-cli"), "-p", "\(cache.port)", "flushall"])
    }
  }

  /// Lets a store's primary be killed in a while, with everything it started: by a process of its own, since this one
  /// sends requests meanwhile.
  func crash(_ store: String, afterSeconds seconds: Double) throws(LabError) {
    let numbers = bench.processes(of: store).map { String($0.number) }
    try bench.start(
      Server(
        name: "\(store)-crash",
        words: ["/bin/sh", "-c", "sleep \"$1\"; shift; kill -9 \"$@\"", "sh", "\(seconds)"] + numbers,
        end: [(EndSignal.kill, 5)]
      ) { true })
  }

  /// Reads that caches answered and that they did not, since the start.
  var cacheCounts: (hits: Double, misses: Double) {
    var (hits, misses) = (0.0, 0.0)
    for (name, value) in metrics() where name.hasPrefix("tenfold_cache_reads_total") {
      if name.contains("\"hit\"") { hits += value } else { misses += value }
    }
    return (hits, misses)
  }

  /// Waits until no request or message is worked on.
  func waitUntilIdle(seconds: Double) {
    let deadline = MonotonicClock.seconds + seconds
    while MonotonicClock.seconds < deadline {
      let busy = metrics().filter {
        $0.0.hasPrefix("tenfold_busy_workers") || $0.0.hasPrefix("tenfold_waiting")
          || $0.0.hasPrefix("tenfold_messages_waiting")
      }
      if busy.reduce(0, { $0 + $1.1 }) == 0 { return }
      MonotonicClock.pause(forSeconds: 0.1)
    }
  }

  /// Where one statement alone is asked, without a cache before it; nil where nothing asks the store.
  func probe(_ store: String, _ operation: String, work: Int?) -> LabEntry? {
    let client = system.components.first {
      $0.kind == .service && $0.operations.contains { $0.asks(store) || $0.asks(LabPooler.name(of: store)) }
    }
    return client.flatMap { services[$0.name] }.map {
      LabEntry(port: $0.port, path: "/" + ServicePlan.probeName(store, operation, work))
    }
  }

  /// What every service counts, by the name and labels of its lines.
  func metrics() -> [(String, Double)] {
    services.values.flatMap { service in
      (LoopbackHTTP.get("/metrics", port: service.port) ?? "").split(separator: "\n").compactMap { line in
        line.lastIndex(of: " ").flatMap { space in
          Double(line[line.index(after: space)...]).map { (String(line[..<space]), $0) }
        }
      }
    }
  }

  private func startStore(_ store: Component) throws(LabError) {
    let rows = Int(store.state?.keys?.count?.likely ?? 1000)
    var cluster = try PostgreSQLCluster(named: store.name, rowCount: rows, on: bench, programs)
    for _ in 0..<Int(store.state?.replication?.replicas.likely ?? 0) { try cluster.addReplica() }
    clusters[store.name] = cluster
    let pooler = LabPooler.name(of: store.name)
    guard LabPooler.store(behind: pooler, in: system) != nil else { return }
    poolers[store.name] = try PgBouncerPooler(
      named: pooler, for: store, server: cluster.primary, cores: nil, on: bench, programs)
  }

  /// Starts the server of the topics with a stream for each, and who handles their messages.
  private func startBroker() throws(LabError) {
    guard let topics = system.components.first(where: { $0.kind == .topic }) else { return }
    let server = try NATSServer(named: topics.name, cores: nil, on: bench, programs)
    broker = server
    for topic in topics.operations { try server.addStream(topic.name) }
    // A stream keeps messages for consumers that are there: they come before who publishes.
    for consumer in topics.messaging?.consumers ?? [] { _ = try startFront(consumer.component) }
  }

  /// Starts a service or gateway and what it calls, once.
  ///
  /// - Returns: Its port.
  private func startFront(_ name: String) throws(LabError) -> UInt16 {
    if let port = services[name]?.port ?? gateways[name]?.port { return port }
    guard let component = system[name], starting.insert(name).inserted else {
      throw .unsupported("\(name) calls itself, alone or by others, which the lab does not stand up")
    }
    guard let gateway = component.kind == .gateway ? LabGateway(component, in: system) : nil else {
      return try startService(component).port
    }
    var routes: [GatewayText.Route] = []
    for route in gateway.routes {
      routes.append(
        .init(
          path: "/" + route.operation, server: route.service, port: try startFront(route.service),
          serverPath: "/" + route.target, timeout: route.timeout))
    }
    let server = try HAProxyGateway(named: name, routes: routes, cores: nil, on: bench, programs)
    gateways[name] = server
    return server.port
  }

  /// Starts what a service calls, then the service.
  private func startService(_ service: Component) throws(LabError) -> ServiceReplica {
    let plan = ServicePlan(service, in: system, work: work, probes: probes)
    var ports: [String: UInt16] = [:]
    for called in plan.services { ports[called] = try startFront(called) }
    var stores: [ServiceConfiguration.Store] = []
    for (store, cache) in plan.stores {
      guard let cluster = clusters[store] else {
        throw .unsupported("\(service.name) calls \(store), which is no store")
      }
      stores.append(
        ServiceConfiguration.Store(
          name: store, database: PostgreSQLCluster.database, user: PostgreSQLCluster.user,
          primary: poolers[store]?.port ?? cluster.primary, replicas: cluster.replicas,
          poolSize: Int(poolers[store] == nil ? LabSystem.poolSize : LabSystem.pooledSize),
          timeout: Self.longTime, isPooled: poolers[store] != nil,
          cache: cache.flatMap { name in
            caches[name].map {
              .init(
                port: $0.port, onWrite: Self.rule(system[name]?.state?.onWrite),
                poolSize: Int(LabSystem.poolSize),
                timeout: 5)
            }
          }))
    }
    let replica = try ServiceReplica(
      named: service.name,
      try plan.configuration(
        ports: ports, stores: stores, broker: broker?.port, workers: Self.workers, longTime: Self.longTime),
      cores: nil, tracesPerSecond: tracesPerSecond.map { isFront(service.name) ? $0 : 0 }, on: bench, programs
    )
    services[service.name] = replica
    return replica
  }

  /// True for a service that requests enter by: traces begin there, and the others only go on with them.
  private func isFront(_ service: String) -> Bool {
    guard let first = system.workload.journeys.first?.calls.first else { return false }
    guard let front = system[first.component], front.kind == .gateway,
      let gateway = LabGateway(front, in: system)
    else { return first.component == service }
    let operation = first.operation ?? front.operations.first?.name
    return gateway.routes.contains { $0.operation == operation && $0.service == service }
  }

  private static func rule(_ rule: CacheWriteRule?) -> ServiceConfiguration.Cache.WriteRule {
    switch rule ?? .remove {
    case .remove: .remove
    case .update: .update
    case .keep: .keep
    }
  }

  /// Puts every key into a cache.
  private func warm(_ name: String, _ cache: RedisCache) throws(LabError) {
    let count = Int(system[name]?.state?.keys?.count?.likely ?? 0)
    let file = bench.folder.path + "/\(name).warm"
    let script = bench.folder.path + "/\(name).warm.sh"
    do {
      try OutputFile.write((0..<count).map { "SET item:\($0 + 1) 0\r\n" }.joined(), to: file)
      try OutputFile.write("exec \"$1\" -p \(cache.port) --pipe < \(file)\n", to: script)
    } catch {
      throw .refused("\(error)")
    }
    try bench.run(["/bin/sh", script, try programs.path(of: "redis-cli")])
  }
}
