import TenfoldModel

/// The cloud a system runs in, as far as names in its files tell: decides what "the queue" means.
enum Cloud: String, Sendable {
  case azure, aws, google

  private static let words: [String: Cloud] = [
    "azure": .azure, "appinsights": .azure, "applicationinsights": .azure, "keyvault": .azure,
    "cosmosdb": .azure,
    "servicebus": .azure, "azurewebsites": .azure, "aws": .aws, "dynamodb": .aws, "sqs": .aws, "sns": .aws,
    "amazonaws": .aws, "gcp": .google, "gke": .google, "pubsub": .google, "googleapis": .google,
  ]

  /// The cloud that most variables and annotations of the workloads speak of.
  init?(of sets: [DeclarationSet]) {
    var votes: [Cloud: Int] = [:]
    for workload in sets.lazy.flatMap(\.workloads) {
      var names = Array(workload.annotations.keys) + Array(workload.labels.keys)
      for container in workload.containers { names += container.environment.map(\.name) }
      for name in names {
        let words = Naming.words(name)
        let pairs = zip(words, words.dropFirst()).map { $0 + $1 }
        for word in words + pairs { if let cloud = Self.words[word] { votes[cloud, default: 0] += 1 } }
      }
    }
    guard let most = votes.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }) else {
      return nil
    }
    self = most.key
  }

  /// The engine that a cloud's plain queue is.
  var queueEngine: String {
    switch self {
    case .azure: "azure-service-bus"
    case .aws: "sqs"
    case .google: "pubsub"
    }
  }
}

/// Finds stores and brokers that no workload declares: those that only addresses, secrets and variables name.
enum ManagedStores {
  /// Adds the parts that addresses and the names of secrets tell.
  static func addNamed(by open: [Reference], to parts: inout PartBuilder, hosts: HostIndex) {
    for reference in open where !reference.isTwin && parts.parts[reference.from].role.namesStores {
      switch reference.ground {
      case .own, .shared: addNamedHost(reference, to: &parts, hosts: hosts)
      case .credential(let object, _): addCredential(reference, object: object, to: &parts)
      case .withoutValue, .startOrder: break
      }
    }
  }

  // MARK: Variables whose values the files do not tell

  /// Engines that only a cloud runs: a variable of theirs shows that one is used.
  private static let cloudEngines: [String: String] = [
    "cosmosdb": "cosmosdb", "documentdb": "docdb", "dynamodb": "dynamodb", "spanner": "spanner",
    "alloydb": "alloydb", "azure-service-bus": "servicebus", "azure-event-hubs": "eventhubs", "sqs": "sqs",
    "pubsub": "pubsub", "kinesis": "kinesis",
  ]

  /// The parts that variables without values speak of, with the references to them.
  ///
  /// A variable of an engine means the one part that runs it, or a managed one of the caller's own; a queue of no
  /// said engine is the cloud's.
  static func addSpokenOf(
    by silent: [Reference], to parts: inout PartBuilder, cloud: Cloud?
  ) -> [(Reference, target: Int)] {
    var found: [(Reference, target: Int)] = []
    for reference in silent where !reference.isTwin && reference.host.isEmpty {
      guard parts.parts[reference.from].role.isOwnService else { continue }
      let words = Naming.words(reference.name)
      let asks =
        AddressName.isAddress(reference.name) || words.contains("connection") || words.contains("namespace")
      var engine = reference.engine
      if engine == nil, asks, words.contains("queue") || words.contains("topic") {
        engine = cloud?.queueEngine
      }
      if engine == nil, asks, isDatabase(words), keepsDocuments(parts.parts[reference.from]) {
        engine = cloud == .azure ? "cosmosdb" : "mongodb"
      }
      if engine == "documentdb", cloud == .azure { engine = "cosmosdb" }
      guard let engine else { continue }
      let role = Engines.role(of: engine)
      guard role.holdsData else { continue }
      let running = parts.parts.indices.filter {
        parts.parts[$0].classification.engine == engine && !parts.parts[$0].isManaged
      }
      if running.count == 1, asks {
        found.append((reference, running[0]))
      } else if running.isEmpty, let short = cloudEngines[engine] ?? (asks ? engine : nil) {
        let owner = parts.parts[reference.from].name
        let target = parts.addManaged(
          name: role == .broker ? short : "\(owner)-\(short)",
          classification: Classification(role: role, engine: engine, isOwn: false), at: reference.evidence)
        found.append((reference, target))
      }
    }
    return found
  }

  /// A variable that names a collection shows a store of documents.
  private static func keepsDocuments(_ part: Part) -> Bool {
    part.containers.contains { $0.environment.contains { Naming.words($0.name).contains("collection") } }
  }

  /// `CONNECTION_STRING`, `DATABASE_URL`, `DB_HOST`.
  private static func isDatabase(_ words: [String]) -> Bool {
    words.contains("db") || words.contains("database") || words.starts(with: ["connection", "string"])
  }

  // MARK: Addresses and secrets

  /// A host outside that an engine's address names: `redis://sessions.abc.cache.amazonaws.com`.
  private static func addNamedHost(_ reference: Reference, to parts: inout PartBuilder, hosts: HostIndex) {
    var host = reference.host
    guard !host.isEmpty, !host.hasPrefix(Placeholder.mark) else { return }
    if let outside = hosts.externalName(of: host) { host = outside }
    let isAddress =
      reference.scheme != nil || reference.port != nil || AddressName.asksForHost(reference.name)
    guard isAddress else { return }
    guard let engine = engine(of: reference, host: host) else { return }
    let role = Engines.role(of: engine)
    guard role.holdsData else { return }
    // A short name in something that many import may be left over; nothing shows that it exists.
    if case .shared = reference.ground, !host.contains(".") { return }
    _ = parts.addManaged(
      name: name(ofHost: reference.host, engine: engine),
      classification: Classification(role: role, engine: engine, isOwn: false), at: reference.evidence,
      host: reference.host)
  }

  private static func engine(of reference: Reference, host: String) -> String? {
    if let scheme = reference.scheme, scheme != "http", scheme != "https", scheme != "tcp" {
      return Engines.byScheme[scheme]
    }
    if let engine = Engines.managed(host: host) {
      // One suffix serves several engines: the variable or the port tells which.
      return reference.engine ?? reference.port.flatMap { Engines.byPort[$0] } ?? engine
    }
    if host.contains(".rds.amazonaws.com") || host.contains(".cache.") {
      return reference.engine ?? reference.port.flatMap { Engines.byPort[$0] } ?? "postgresql"
    }
    if reference.scheme == nil { return reference.engine ?? reference.port.flatMap { Engines.byPort[$0] } }
    return ["elasticsearch", "opensearch", "dynamodb", "cosmosdb", "minio", "neo4j", "couchdb"].contains(
      reference.engine ?? "")
      ? reference.engine : nil
  }

  /// First label of a host, without what a cloud puts around it.
  static func name(ofHost host: String, engine: String) -> String {
    let labels = host.split(separator: ".").map(String.init)
    guard var name = labels.first else { return host }
    // `mongo-0.mongo` is a member of `mongo`.
    if labels.count > 1, HostIndex.resource(of: name) == HostIndex.resource(of: labels[1]) {
      return HostIndex.resource(of: labels[1])
    }
    if labels.count == 1 || labels.contains("svc") { name = HostIndex.resource(of: name) }
    if labels.count > 2, name == "www" || name == "tasks" || name.count < 3 { name = labels[1] }
    guard host.contains(".amazonaws.com") else { return name }
    if name.hasPrefix("vpc-") || name.hasPrefix("search-") {
      var words = name.split(separator: "-").map(String.init).dropFirst()
      if let last = words.last, last.count > 15 { words.removeLast() }
      if words.count > 1, words.last == "domain" { words.removeLast() }
      name = words.joined(separator: "-")
    }
    return name
  }

  private static let secretEndings: Set<String> = [
    "secret", "secrets", "credentials", "credential", "creds", "auth", "config", "connection", "password",
    "url",
    "uri", "dsn", "app", "conn",
  ]

  /// A secret named after what it opens: `orders-postgres` with a key `DATABASE_URL`.
  private static func addCredential(_ reference: Reference, object: String, to parts: inout PartBuilder) {
    var words = Naming.words(object)
    while words.count > 1, let last = words.last, secretEndings.contains(last) { words.removeLast() }
    let asks = AddressName.isAddress(reference.name) || AddressName.asksForHost(reference.name)
    guard asks, let engine = words.lazy.compactMap({ Engines.byWord[$0] }).first else { return }
    let role = Engines.role(of: engine)
    guard role.holdsData else { return }
    // A broker is there to be shared: credentials of several services open the same one.
    let name =
      role == .broker
      ? parts.parts.first { $0.role == .broker && $0.classification.engine == engine }?.name
        ?? words.last { Engines.byWord[$0] != nil } ?? engine
      : object
    _ = parts.addManaged(
      name: name, classification: Classification(role: role, engine: engine, isOwn: false),
      at: reference.evidence,
      host: object)
  }
}
