import TenfoldModel
import TenfoldPlatform

/// Everything known after merging, from which the inventory and the model are made.
struct MergedSystem {
  var tree: SourceTree
  var sets: [DeclarationSet]
  var choice: FileSetChoice
  var classifications: [[Classification]]
  var parts: [Part]
  var edges: [EdgeBuilder.Candidate]
  var dangling: [Inventory.Dangling]
  /// Databases behind each pooler.
  var behindPoolers: [Int: [Int]]
  /// Places in configuration files that name a database on a host.
  var databases: [Reference]
  /// Public hosts by name, with who calls them.
  var outside: [String: [(from: Int, evidence: Evidence)]]
  /// Indices of parts that requests enter at.
  var entries: Set<Int>
  /// Those of them that routes, load balancers or their name put in front.
  var fronts: Set<Int>
  /// Where parts answer.
  var ports: ListeningPorts
  /// What traces tell; nil where there are none.
  var traces: TraceSummary?

  /// Merges the sets found in a tree.
  ///
  /// - Throws: ``DiscoveryError/unknownFileSet(name:found:)`` for a chosen set that does not exist.
  init(tree: SourceTree, sets: [DeclarationSet], options: DiscoveryOptions) throws(DiscoveryError) {
    self.tree = tree
    self.sets = sets
    let bases = BaseImages.byFolder(in: tree)
    var classifications = sets.map { set in
      let completing = Set(
        set.workloads.lazy.flatMap(\.dependencies)
          .filter { $0.condition == "service_completed_successfully" }.map(\.name))
      let classifier = WorkloadClassifier(baseImages: bases, completing: completing)
      return set.workloads.map { classifier.classify($0) }
    }
    Self.promoteWhereNothingIsOwn(&classifications, in: sets)
    Vendors.setAside(&classifications, in: sets)
    self.classifications = classifications
    choice = try FileSetChoice(
      among: sets, classifications: classifications, applied: AppliedPaths(in: tree, sets: sets),
      chosen: options.fileSets)

    var builder = PartBuilder()
    for index in choice.inUse {
      builder.add(sets[index], index: index, classifications: classifications[index])
    }
    var unmatched: [(set: Int, position: Int)] = []
    for index in choice.twins {
      unmatched += builder.addTwin(sets[index], index: index).map { (index, $0) }
    }
    Self.adoptStores(unmatched, sets: sets, classifications: classifications, into: &builder)

    var collector = ReferenceCollector(sets: sets, tree: tree)
    collector.collect(for: builder.parts)
    Self.reclassify(&builder, by: collector.references, sets: sets, inUse: choice.inUse)
    fronts = Self.fronts(of: builder.parts, sets: sets, inUse: choice.inUse)
    entries = fronts.union(Self.published(of: builder.parts))

    traces = TraceSummary(of: tree)
    let inUse = choice.inUse
    var edgeBuilder = EdgeBuilder(parts: builder, configured: collector.configured, cloud: Cloud(of: sets))
    edgeBuilder.build(
      references: collector.references,
      index: { HostIndex(parts: $0.parts, sets: sets, inUse: inUse) },
      fronts: fronts, traces: traces)
    parts = edgeBuilder.parts.parts
    edges = edgeBuilder.edges
    behindPoolers = edgeBuilder.behindPoolers
    dangling = edgeBuilder.dangling
    outside = edgeBuilder.outside
    databases = collector.references.filter { $0.database != nil }
    let hosts = HostIndex(parts: parts, sets: sets, inUse: inUse)
    ports = ListeningPorts(of: parts, named: collector.references) {
      $0.host.isEmpty ? nil : hosts.part(host: $0.host.lowercased(), port: $0.port)
    }
    for name in edgeBuilder.parts.namesWithoutWorkload where name.name.type != "ExternalName" {
      let lower = name.name.name.lowercased()
      guard !parts.contains(where: { $0.hosts.contains(lower) }) else { continue }
      dangling.append(
        Inventory.Dangling(
          from: "Service \(name.name.name)", name: name.name.name,
          evidence: [Evidence(at: name.name.location, detail: "selects no workload")]))
    }
    markQueues()
    setTelemetryStoresAside(collector.references, hosts)
  }

  /// A store that only telemetry writes to and reads is telemetry: Elasticsearch for logs, Cassandra for traces.
  private mutating func setTelemetryStoresAside(_ references: [Reference], _ hosts: HostIndex) {
    let used = Set(edges.map(\.to))
    let hasTelemetry = parts.contains { $0.role == .telemetry && !$0.isManaged }
    guard hasTelemetry else { return }
    var telemetryTargets = Set<Int>()
    for reference in references
    where parts[reference.from].role == .telemetry || parts[reference.from].role == .console {
      if let target = hosts.part(host: reference.host.lowercased(), port: reference.port) {
        telemetryTargets.insert(target)
      }
    }
    for (index, part) in parts.enumerated() where part.role == .store && !used.contains(index) {
      let isForLogs = ["elasticsearch", "opensearch", "influxdb"].contains(part.classification.engine ?? "")
      if isForLogs || telemetryTargets.contains(index) { parts[index].classification.role = .telemetry }
    }
  }

  /// Where several workloads come from one maker and nothing is own (a workflow engine's own files), the maker's
  /// product is the system.
  private static func promoteWhereNothingIsOwn(
    _ classifications: inout [[Classification]], in sets: [DeclarationSet]
  ) {
    for set in classifications.indices where !classifications[set].contains(where: { $0.role.isOwnService }) {
      var byMaker: [String: [Int]] = [:]
      for (position, workload) in sets[set].workloads.enumerated()
      where classifications[set][position].role == .platform {
        let image = workload.containers.first?.image.flatMap { ImageReference($0) }
        if let maker = image?.namespace { byMaker[maker, default: []].append(position) }
      }
      for positions in byMaker.values where positions.count > 1 {
        for position in positions {
          classifications[set][position] = Classification(role: .service, engine: nil, isOwn: true)
        }
      }
    }
  }

  /// Stores that only the second description has belong to the system when one of its services uses them there.
  private static func adoptStores(
    _ unmatched: [(set: Int, position: Int)], sets: [DeclarationSet], classifications: [[Classification]],
    into builder: inout PartBuilder
  ) {
    for (set, position) in unmatched {
      let classification = classifications[set][position]
      let workload = sets[set].workloads[position]
      guard classification.role.holdsData else { continue }
      let host = workload.name.lowercased()
      let words = Naming.words(workload.name)
      let isUsed = sets[set].workloads.contains { other in
        other.dependencies.contains { $0.name == workload.name }
          || other.containers.contains { container in
            container.environment.contains { entry in
              if let value = entry.value {
                if AddressParser.addresses(in: value, named: entry.name).contains(where: { $0.host == host })
                {
                  return true
                }
              }
              return speaksOf(entry.name, words, engine: classification.engine)
            }
          }
      }
      if isUsed { _ = builder.adopt(workload, set: set, classification: classification) }
    }
  }

  /// `SESSION_REDIS` speaks of a Redis named `session-db`.
  static func speaksOf(_ variable: String, _ storeWords: [String], engine: String?) -> Bool {
    let words = Naming.words(variable)
    guard let engine, words.contains(where: { Engines.byWord[$0] == engine }), let first = storeWords.first
    else {
      return false
    }
    return Engines.byWord[first] == nil && words.contains(first)
  }

  /// What callers say about a store of which nothing else tells the engine.
  private static func reclassify(
    _ builder: inout PartBuilder, by references: [Reference], sets: [DeclarationSet], inUse: [Int]
  ) {
    let hosts = HostIndex(parts: builder.parts, sets: sets, inUse: inUse)
    for reference in references {
      if case .startOrder = reference.ground { continue }
      guard !reference.host.isEmpty, let engine = reference.engine,
        let index = hosts.part(host: reference.host, port: reference.port), index != reference.from
      else { continue }
      let part = builder.parts[index]
      guard part.classification.engine == "unknown" else { continue }
      builder.reclassify(
        index,
        as: Classification(role: Engines.role(of: engine), engine: engine, isOwn: part.classification.isOwn))
    }
  }

  /// Parts whose ports are open to the outside.
  private static func published(of parts: [Part]) -> [Int] {
    parts.indices.filter { index in
      (parts[index].role.isOwnService || parts[index].role == .proxy)
        && parts[index].containers.contains { $0.ports.contains { $0.published != nil } }
    }
  }

  /// Parts that routes or load balancers lead to or whose name says that they are in front.
  private static func fronts(of parts: [Part], sets: [DeclarationSet], inUse: [Int]) -> Set<Int> {
    var routed = Set<String>()
    let completing = sets.indices.filter { sets[$0].isInUseWithoutWorkloads }
    for set in inUse + completing {
      for route in sets[set].routes { routed.formUnion(route.backends.map { $0.lowercased() }) }
      for name in sets[set].names where name.type == "LoadBalancer" || name.type == "NodePort" {
        routed.insert(name.name.lowercased())
      }
    }
    let serving = parts.indices.filter { parts[$0].role.isOwnService || parts[$0].role == .proxy }
    let named = serving.filter { index in Naming.words(parts[index].name).contains { frontWords.contains($0) }
    }
    let reached = serving.filter { !parts[$0].hosts.isDisjoint(with: routed) }
    // Where routes lead to most parts they do not tell which is in front.
    return Set(reached.count * 2 > serving.count && !named.isEmpty ? named : named + reached)
  }

  private static let frontWords: Set<String> = [
    "frontend", "front", "web", "ui", "gateway", "bff", "portal", "webapp", "website", "edge", "dashboard",
  ]

  /// True for a part whose name or command says that it takes work from a queue.
  private func takesWork(_ part: Part) -> Bool {
    let arguments = part.containers.lazy.flatMap(\.arguments).flatMap { Naming.words($0.text) }
    return Naming.words(part.name).contains {
      Self.consumerWords.contains($0) || $0.hasSuffix("worker") || $0.hasSuffix("consumer")
    }
      || arguments.contains {
        ["celery", "sidekiq", "resque", "huey", "dramatiq", "horizon", "rqworker"].contains($0)
      }
  }

  private static let consumerWords: Set<String> = [
    "worker", "workers", "consumer", "processor", "sidekiq", "celery", "resque", "bull", "rq", "dispatcher",
    "queue",
    "beat", "jobs", "scheduler", "horizon",
  ]

  /// A Redis through which one service hands work to another is a queue.
  private mutating func markQueues() {
    for (index, part) in parts.enumerated()
    where part.role == .store && ["redis", "valkey"].contains(part.classification.engine ?? "") {
      let users = edges.filter { $0.to == index && parts[$0.from].role.isOwnService }.map(\.from)
      let consumers = users.filter { user in
        takesWork(parts[user])
          && !edges.contains { $0.from == user && parts[$0.to].role == .broker }
      }
      if !consumers.isEmpty, users.count > consumers.count { parts[index].classification.role = .broker }
    }
  }
}

/// Last base images of Dockerfiles by the folder they stand in.
enum BaseImages {
  static func byFolder(in tree: SourceTree) -> [String: ImageReference] {
    var result: [String: ImageReference] = [:]
    for file in tree.files where file.name == "Dockerfile" || file.name == "Containerfile" {
      var stages = Set<String>()
      for line in file.text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard words.count > 1, words[0].uppercased() == "FROM" else { continue }
        let image = words.dropFirst().first { !$0.hasPrefix("--") }.map(String.init) ?? ""
        if words.count > 3 { stages.insert(String(words[words.count - 1])) }
        if !stages.contains(image), let reference = ImageReference(image) { result[file.folder] = reference }
      }
    }
    return result
  }
}
