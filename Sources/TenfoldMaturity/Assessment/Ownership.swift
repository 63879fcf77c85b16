public import TenfoldModel

/// Who uses which database: the ownership matrix of services and stores.
public struct Ownership: Sendable {
  /// A database, or a whole server where nothing tells databases on it apart.
  public struct Database: Sendable, Hashable {
    /// Name of the server.
    public let store: String
    /// Name of the database on it, when the files tell.
    public let name: String?
  }

  /// Users of each database with the places that show it.
  public let users: [Database: [String: [Evidence]]]
  /// Engine of each server.
  public let engines: [String: String]
  /// Own services that use any store.
  public let stateful: Set<String>

  /// Reads data edges of own services; a fact that names the database splits a server.
  init(_ inventory: Inventory) {
    let own = Set(inventory.services.map(\.name))
    var databases: [String: [String: String]] = [:]
    for fact in inventory.facts where fact.topic == .databaseName {
      // "service -> server" in the subject, the database's name in the detail.
      let ends = fact.subject.split(separator: ">").map { $0.trimmingDashes() }
      guard ends.count == 2 else { continue }
      databases[ends[1], default: [:]][ends[0]] = fact.detail
    }
    var users: [Database: [String: [Evidence]]] = [:]
    let engines = Dictionary(
      inventory.stores.map { ($0.name, $0.engine) }, uniquingKeysWith: { first, _ in first })
    for edge in inventory.edges where edge.kind == .data && own.contains(edge.from) {
      // Files in an object store are nobody's database.
      guard EngineFamily(engine: engines[edge.to]) != .object else { continue }
      let database = Database(store: edge.to, name: databases[edge.to]?[edge.from])
      users[database, default: [:]][edge.from, default: []] += edge.evidence
    }
    self.users = users
    self.engines = engines
    stateful = Set(users.values.flatMap(\.keys))
  }

  /// Databases with two users and more, by name.
  public var shared: [(database: Database, users: [String])] {
    users.filter { $0.value.count > 1 }
      .map { (database: $0.key, users: $0.value.keys.sorted()) }
      .sorted { ($0.database.store, $0.database.name ?? "") < ($1.database.store, $1.database.name ?? "") }
  }

  /// Services that alone use a database, with the places that show it.
  public var soleOwners: [String: [Evidence]] {
    var owners: [String: [Evidence]] = [:]
    for byUser in users.values where byUser.count == 1 {
      for (user, evidence) in byUser { owners[user, default: []] += evidence }
    }
    return owners.mapValues { $0.sorted() }
  }

  /// The first place that shows each use which `isWanted` picks, in the order of the files.
  func places(where isWanted: (Database, String) -> Bool) -> [Evidence] {
    users.flatMap { database, byUser in
      byUser.compactMap { user, evidence in isWanted(database, user) ? evidence.first : nil }
    }.sorted()
  }

  /// Share of the stateful services that own a database, in 0...1; nil without stateful services.
  public var ownedShare: Double? {
    stateful.isEmpty ? nil : Double(soleOwners.count) / Double(stateful.count)
  }
}

extension Substring {
  /// Without blanks and dashes at either end.
  fileprivate func trimmingDashes() -> String {
    var text = self
    while let first = text.first, first == " " || first == "-" { text.removeFirst() }
    while let last = text.last, last == " " || last == "-" { text.removeLast() }
    return String(text)
  }
}
