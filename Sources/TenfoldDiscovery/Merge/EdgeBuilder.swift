import TenfoldModel

/// Turns references into edges: resolves hosts, finds managed stores, weighs evidence, drops what is no call.
struct EdgeBuilder {
  private(set) var parts: PartBuilder
  private(set) var edges: [Candidate] = []
  private(set) var dangling: [Inventory.Dangling] = []
  /// Public hosts that parts call: by part, with evidence.
  private(set) var outside: [String: [(from: Int, evidence: Evidence)]] = [:]
  /// Databases behind each pooler.
  private(set) var behindPoolers: [Int: [Int]] = [:]
  private let configured: Set<Int>
  private let cloud: Cloud?

  /// An edge with everything that speaks for it.
  struct Candidate: Sendable {
    var from: Int
    var to: Int
    var strength: Inventory.EdgeStrength
    /// True when only a start-up order speaks for it.
    var isStartOrder = false
    /// Imported objects that speak for it, when nothing else does.
    var sharedObject: String?
    /// The table of routes that speaks for it, so that some of the requests take it and others do not.
    var route: RouteTable?
    /// Mean calls for a request to the caller, as traces show them; nil where they show too few.
    var callsPerRequest: Quantity?
    var isTwin: Bool
    var evidence: [Evidence]
  }

  init(parts: PartBuilder, configured: Set<Int>, cloud: Cloud?) {
    self.parts = parts
    self.configured = configured
    self.cloud = cloud
  }

  /// Builds the edges of all references.
  mutating func build(
    references: [Reference], index: (PartBuilder) -> HostIndex, fronts: Set<Int>, traces: TraceSummary?
  ) {
    var hosts = index(parts)
    var open: [Reference] = []
    for reference in references where !resolve(reference, in: hosts) { open.append(reference) }
    ManagedStores.addNamed(by: open, to: &parts, hosts: hosts)
    hosts = index(parts)
    let silent = open.filter { !resolve($0, in: hosts) }
    for (reference, target) in ManagedStores.addSpokenOf(by: silent, to: &parts, cloud: cloud) {
      edges.append(
        Candidate(
          from: reference.from, to: target, strength: .configured, isTwin: reference.isTwin,
          evidence: [reference.evidence]))
    }
    for reference in silent { leave(reference, hosts) }
    addTraefikRoutes()
    if let traces { addTraced(traces, index(parts)) }
    passPoolers()
    mergeDuplicates()
    dropOwnFronts()
    dropShared(fronts: fronts)
    dropStartOrder()
    addAffinities()
    edges = edges.filter { isCall($0) }
  }

  // MARK: Resolving

  /// Adds the edge of a reference; false when the reference leads nowhere yet.
  private mutating func resolve(_ reference: Reference, in hosts: HostIndex) -> Bool {
    var strength = Inventory.EdgeStrength.strong
    var sharedObject: String?
    var isStartOrder = false
    let target: Int?
    switch reference.ground {
    case .startOrder(let condition):
      target = hosts.part(host: reference.host.lowercased(), port: nil)
      strength = .weak
      isStartOrder = true
      if condition == "service_completed_successfully" { return true }
    case .own, .shared:
      if reference.host.hasPrefix(Placeholder.mark) {
        let name = String(reference.host.dropFirst(Placeholder.mark.count))
        target = hosts.part(spokenOfBy: name, isLoose: false)
      } else {
        let outside = hosts.externalName(of: reference.host)
        target =
          hosts.part(host: reference.host, port: reference.port)
          ?? outside.flatMap { hosts.part(host: $0, port: reference.port) }
      }
      if case .shared(let object) = reference.ground {
        strength = .configured
        sharedObject = object
      }
    case .credential(let object, _):
      target = credentialTarget(reference, object: object, hosts)
    case .withoutValue:
      if let store = spokenOfStore(reference) {
        edges.append(
          Candidate(
            from: reference.from, to: store, strength: .configured, isTwin: reference.isTwin,
            evidence: [reference.evidence]))
        return true
      }
      guard AddressName.isAddress(reference.name) || reference.name.uppercased().contains("SERVICE") else {
        return false
      }
      target = hosts.part(spokenOfBy: reference.name, isLoose: true)
      strength = .configured
    }
    guard let target else { return false }
    guard target != reference.from else { return true }
    edges.append(
      Candidate(
        from: reference.from, to: target, strength: strength, isStartOrder: isStartOrder,
        sharedObject: sharedObject, route: reference.route, isTwin: reference.isTwin,
        evidence: [reference.evidence]))
    return true
  }

  /// `SESSION_REDIS` speaks of the Redis named `session-db`.
  private func spokenOfStore(_ reference: Reference) -> Int? {
    guard let engine = reference.engine else { return nil }
    let words = Naming.words(reference.name)
    return parts.parts.firstIndex { part in
      guard part.role.holdsData, part.classification.engine == engine,
        let first = Naming.words(part.name).first, Engines.byWord[first] == nil
      else { return false }
      return words.contains(first)
    }
  }

  private static let credentialWords: Set<String> = [
    "token", "tokens", "bearer", "oauth", "credentials", "credential", "apikey", "auth", "key", "client",
  ]

  /// A credential named after whom it is for: `token-shop-orders` given to `shop` opens `orders`.
  private func credentialTarget(_ reference: Reference, object: String, _ hosts: HostIndex) -> Int? {
    if let target = hosts.part(host: object.lowercased(), port: nil), parts.parts[target].role.holdsData {
      return target
    }
    // A secret named after a store opens the store, whoever's it is.
    if reference.engine != nil || Naming.words(object).contains(where: { Engines.byWord[$0] != nil }) {
      return nil
    }
    let words = Naming.words(object) + Naming.words(reference.name)
    guard
      words.contains(where: { Self.credentialWords.contains($0) }) || AddressName.isAddress(reference.name)
    else { return nil }
    if let target = hosts.part(atEndOf: object), target != reference.from,
      parts.parts[target].role.isOwnService
    {
      // The credential is of the caller's making when the object carries the caller's name or word as well.
      let objectWords = Naming.words(object)
      let callers = Naming.words(parts.parts[reference.from].name)
      if objectWords.contains(where: { callers.contains($0) })
        || objectWords.contains(where: { Self.credentialWords.contains($0) })
      {
        return target
      }
    }
    guard AddressName.isAddress(reference.name) else { return nil }
    return hosts.part(spokenOfBy: reference.name, isLoose: false)
  }

  /// Notes a reference that leads nowhere.
  private mutating func leave(_ reference: Reference, _ hosts: HostIndex) {
    let host = hosts.externalName(of: reference.host) ?? reference.host
    guard !host.isEmpty, !host.hasPrefix(Placeholder.mark), !reference.isTwin else { return }
    let labels = host.split(separator: ".").map(String.init)
    if !hosts.isInternal(labels) {
      guard
        reference.scheme == "http" || reference.scheme == "https" || AddressName.isAddress(reference.name),
        Self.isPublicName(labels)
      else { return }
      outside[host, default: []].append((reference.from, reference.evidence))
      return
    }
    guard labels.count == 1 || hosts.isInternal(labels) else { return }
    guard reference.scheme != nil || reference.port != nil || AddressName.isAddress(reference.name) else {
      return
    }
    if case .startOrder = reference.ground { return }
    dangling.append(
      Inventory.Dangling(from: parts.parts[reference.from].name, name: host, evidence: [reference.evidence]))
  }

  private static let reserved: Set<String> = ["example", "test", "invalid", "localdomain"]
  private static let documentation: Set<String> = [
    "w3.org", "json-schema.org", "apache.org", "schema.org", "xmlsoap.org",
  ]

  private static func isPublicName(_ labels: [String]) -> Bool {
    guard labels.count > 1, let last = labels.last, last.count > 1, last.allSatisfy(\.isLetter) else {
      return false
    }
    let domain = labels.suffix(2).joined(separator: ".")
    return !labels.contains { reserved.contains($0) } && !domain.hasPrefix("example.")
      && !documentation.contains(domain)
      && !["yml", "yaml", "json", "conf", "jar", "log", "txt", "sh"].contains(last)
  }

  /// Traefik learns its routes from labels of the workloads.
  private mutating func addTraefikRoutes() {
    guard let proxy = parts.parts.firstIndex(where: { $0.classification.engine == "traefik" }) else { return }
    for (index, part) in parts.parts.enumerated() where index != proxy && !part.isManaged {
      for declared in part.declarations where !declared.isTwin {
        let labels = declared.workload.labels
        guard labels["traefik.enable"] != "false",
          labels.keys.contains(where: {
            $0.hasPrefix("traefik.http.routers") || $0.hasPrefix("traefik.frontend")
              || $0.hasPrefix("traefik.tcp.routers")
          })
        else { continue }
        edges.append(
          Candidate(
            from: proxy, to: index, strength: .strong, route: .traefik, isTwin: false,
            evidence: [Evidence(at: declared.workload.location, detail: "labels route traefik to it")]))
      }
    }
  }

  /// Traces show who asked whom; what goes by messages goes by a broker, which files name.
  private mutating func addTraced(_ traces: TraceSummary, _ hosts: HostIndex) {
    for (pair, calls) in traces.calls.sorted(by: { ($0.key.from, $0.key.to) < ($1.key.from, $1.key.to) }) {
      guard calls.messages * 2 < calls.count, let from = hosts.part(host: pair.from.lowercased(), port: nil),
        let to = hosts.part(host: pair.to.lowercased(), port: nil), from != to
      else { continue }
      edges.append(
        Candidate(
          from: from, to: to, strength: .strong, callsPerRequest: traces.callsPerRequest(pair), isTwin: false,
          evidence: [
            Evidence(
              at: traces.location,
              detail: "\(calls.count) calls in traces, of \(traces.executions[pair.from] ?? 0) requests")
          ]))
    }
  }

  /// What asks a pooler asks the databases behind it; one of which none is found stands for a database that the files do not
  /// have.
  private mutating func passPoolers() {
    for pooler in parts.parts.indices where parts.parts[pooler].role == .pooler {
      let databases = databases(behind: pooler)
      if databases.isEmpty {
        guard edges.contains(where: { $0.to == pooler }) else { continue }
        var classification = parts.parts[pooler].classification
        classification.role = .store
        parts.reclassify(pooler, as: classification)
        behindPoolers[pooler] = [pooler]
        continue
      }
      behindPoolers[pooler] = databases
      edges = edges.flatMap { edge in
        guard edge.to == pooler else { return [edge] }
        return databases.map { database in
          var passed = edge
          passed.to = database
          return passed
        }
      }
    }
  }

  /// The databases that a pooler is told of, by address or else by start order; else the only one of its engine.
  private func databases(behind pooler: Int) -> [Int] {
    let told = edges.filter { $0.from == pooler && parts.parts[$0.to].role == .store }
    let addressed = told.filter { !$0.isStartOrder }
    guard told.isEmpty else { return Set((addressed.isEmpty ? told : addressed).map(\.to)).sorted() }
    let engine = parts.parts[pooler].classification.engine
    let engines = engine == "mysql" ? ["mysql", "mariadb"] : [engine]
    let same = parts.parts.indices.filter {
      parts.parts[$0].role == .store && engines.contains(parts.parts[$0].classification.engine)
    }
    return same.count == 1 ? Array(same) : []
  }

  // MARK: Weighing

  private mutating func mergeDuplicates() {
    var merged: [[Int]: Candidate] = [:]
    var order: [[Int]] = []
    for edge in edges {
      let key = [edge.from, edge.to]
      guard var known = merged[key] else {
        merged[key] = edge
        order.append(key)
        continue
      }
      if edge.strength > known.strength {
        known.evidence.insert(contentsOf: edge.evidence, at: 0)
      } else {
        known.evidence += edge.evidence
      }
      known.strength = max(known.strength, edge.strength)
      known.isStartOrder = known.isStartOrder && edge.isStartOrder
      known.route = known.route ?? edge.route
      known.callsPerRequest = known.callsPerRequest ?? edge.callsPerRequest
      known.isTwin = known.isTwin && edge.isTwin
      if edge.sharedObject == nil && !edge.isStartOrder { known.sharedObject = nil }
      if known.strength == .strong { known.sharedObject = nil }
      merged[key] = known
    }
    edges = order.compactMap { merged[$0] }
  }

  /// A part that a proxy leads to and that is told the proxy's address is told its own public address.
  private mutating func dropOwnFronts() {
    let routed = Set(edges.filter { parts.parts[$0.from].role == .proxy }.map { [$0.to, $0.from] })
    edges = edges.filter { !routed.contains([$0.from, $0.to]) }
  }

  /// What several parts import together does not tell which of them use which of it.
  ///
  /// Addresses of services then stand for the entry alone. Of several stores of one engine each goes to the
  /// importer whose name it carries; a single store is everybody's.
  private mutating func dropShared(fronts: Set<Int>) {
    let parts = parts.parts
    var importers: [String: Set<Int>] = [:]
    var services: [String: Set<Int>] = [:]
    var stores: [String: Set<Int>] = [:]
    for edge in edges {
      guard let object = edge.sharedObject else { continue }
      importers[object, default: []].insert(edge.from)
      let target = parts[edge.to]
      if target.role.holdsData {
        stores[object + " " + (target.classification.engine ?? ""), default: []].insert(edge.to)
      } else {
        services[object, default: []].insert(edge.to)
      }
    }
    let stems = parts.map { Naming.stem($0.name) }
    edges.removeAll { edge in
      guard let object = edge.sharedObject, let importing = importers[object], importing.count > 1 else {
        return false
      }
      let target = parts[edge.to]
      guard target.role.holdsData else {
        // With many fronts among the importers it is not told which of them is meant either.
        return (services[object]?.count ?? 0) > 1
          && (!fronts.contains(edge.from) || importing.intersection(fronts).count > 2)
      }
      guard (stores[object + " " + (target.classification.engine ?? "")]?.count ?? 0) > 1 else {
        return false
      }
      let key = target.key
      let owner = importing.filter { key.hasPrefix(stems[$0]) }.max { stems[$0].count < stems[$1].count }
      return owner != edge.from
    }
  }

  /// A start-up order counts only where nothing stronger tells whom the part calls.
  private mutating func dropStartOrder() {
    let parts = parts.parts
    /// Parts that are given an address of their own, and the engines and stores that addresses name.
    var addressed = Set<Int>()
    var engines: [Int: Set<String>] = [:]
    var named = Set<Int>()
    for edge in edges where !edge.isStartOrder {
      let target = parts[edge.to]
      if target.role.holdsData {
        engines[edge.from, default: []].insert(target.classification.engine ?? "")
        if edge.strength == .strong { named.insert(edge.to) }
      }
      if edge.strength == .strong || target.role.isOwnService { addressed.insert(edge.from) }
    }
    edges.removeAll { edge in
      guard edge.isStartOrder else { return false }
      let target = parts[edge.to]
      if target.role.holdsData {
        // Where others name the store and this part names what it uses, it would name the store as well.
        return engines[edge.from]?.contains(target.classification.engine ?? "") == true
          || addressed.contains(edge.from) && named.contains(edge.to)
      }
      return addressed.contains(edge.from) || WorkloadClassifier.isAskedAtStart(target.name)
    }
  }

  /// A store that nobody names belongs to the part whose name it carries.
  private mutating func addAffinities() {
    let used = Set(edges.filter { parts.parts[$0.from].role.isOwnService }.map(\.to))
    var stems: [String: [Int]] = [:]
    for (index, part) in parts.parts.enumerated() where part.role.isOwnService {
      stems[Naming.stem(part.name), default: []].append(index)
      if stems[part.key] == nil { stems[part.key] = [index] }
    }
    var enginesOf: [Int: Set<String>] = [:]
    for edge in edges where parts.parts[edge.to].role.holdsData {
      enginesOf[edge.from, default: []].insert(parts.parts[edge.to].classification.engine ?? "")
    }
    for (index, part) in parts.parts.enumerated() where part.role == .store || part.role == .cache {
      guard !used.contains(index) else { continue }
      var words = Naming.words(part.name)
      guard words.count > 1, let last = words.popLast(),
        Engines.byWord[last] != nil || Self.storeEndings.contains(last)
      else { continue }
      if words.count > 1, let next = words.last,
        Engines.byWord[next] != nil || Self.storeEndings.contains(next)
      {
        words.removeLast()
      }
      guard let owners = stems[words.joined()], let owner = owners.first, owners.count == 1 else { continue }
      // What a part's own configuration does not name it does not use.
      if configured.contains(owner) { continue }
      if enginesOf[owner]?.contains(part.classification.engine ?? "") == true { continue }
      guard let place = part.evidence.first else { continue }
      edges.append(
        Candidate(
          from: owner, to: index, strength: .weak, isTwin: false,
          evidence: [Evidence(at: place.location, detail: "its name is that of \(parts.parts[owner].name)")]))
    }
  }

  private static let storeEndings: Set<String> = [
    "db", "database", "cache", "store", "sql", "data", "datastore",
  ]

  /// True for what is used to serve a request or to process work.
  private func isCall(_ edge: Candidate) -> Bool {
    let from = parts.parts[edge.from].role
    let to = parts.parts[edge.to].role
    guard from.isOwnService || from == .proxy || from == .loadGenerator else { return false }
    if edge.isStartOrder, to == .proxy, from == .proxy { return false }
    return to.isOwnService || to.holdsData || to == .proxy
  }
}
