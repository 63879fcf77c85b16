import TenfoldModel

extension RuleContext {
  /// Databases with two users and more.
  func sharedDatabases() -> RuleResult {
    guard let first = ownership.shared.first else { return .missing("a database that two services use") }
    let evidence = ownership.shared.prefix(3).flatMap { entry in
      entry.users.compactMap { ownership.users[entry.database]?[$0]?.first }
    }
    let more = ownership.shared.count > 1 ? " and \(ownership.shared.count - 1) more" : ""
    return .held(
      "\(first.database.name ?? first.database.store) is used by \(first.users.joined(separator: ", "))\(more)",
      Array(evidence.prefix(6)))
  }

  /// Holds when all stateful services, two at least, use the system's only store.
  func singleStore() -> RuleResult {
    let stores = Set(ownership.users.keys.map(\.store)).filter {
      !EngineFamily.isCache(ownership.engines[$0])
    }
    guard stores.count == 1, let store = stores.first, ownership.stateful.count > 1 else {
      return .missing("one store with two services or more")
    }
    return .held("\(store) is the only store of \(ownership.stateful.count) services", [])
  }

  /// Holds when half of the stateful services own a database.
  func soleOwners() -> RuleResult {
    guard let share = ownership.ownedShare else { return .notAssessed("no service with a store was found") }
    let owners = ownership.soleOwners
    guard share >= 0.5 else {
      return .missing(
        "half of the \(ownership.stateful.count) stateful services as only users of a database; now \(owners.count)"
      )
    }
    return .held(
      "\(owners.count) of \(ownership.stateful.count) stateful services own a database",
      owners.keys.sorted().prefix(6).compactMap { owners[$0]?.first })
  }

  /// Holds when two stores and more are called after the only service that uses them.
  func namedAfterOwner() -> RuleResult {
    let named = ownership.users.filter { database, users in
      guard users.count == 1, let owner = users.keys.first else { return false }
      return plainName(database.store).hasPrefix(plainName(owner).replacingService)
    }
    guard named.count > 1 else {
      return .missing("two stores or more that bear the names of their only users")
    }
    let names = Set(named.keys.map(\.store)).sorted()
    return .held(
      "\(names.prefix(5).joined(separator: ", "))",
      Array(ownership.places { database, _ in named[database] != nil }.prefix(5)))
  }

  /// Holds when one server holds databases of several owners.
  func separateDatabases() -> RuleResult {
    let byServer = Dictionary(grouping: ownership.users.filter { $0.key.name != nil }, by: \.key.store)
    if let (server, databases) = byServer.filter({ $0.value.count > 1 }).min(by: { $0.key < $1.key }) {
      return .held(
        "\(server) holds \(databases.count) databases: owned, and sharing one server's capacity",
        Array(ownership.places { database, _ in database.store == server && database.name != nil }.prefix(5)))
    }
    return shows(
      .createsDatabases, where: { ($0.value ?? 0) >= 2 },
      wanted: "several databases on one server, each with an owner")
  }

  /// Holds when own services use engines of two families as stores.
  func enginesOfTwoFamilies() -> RuleResult {
    var families: [EngineFamily: String] = [:]
    let caches = cachedServices
    for (database, users) in ownership.users {
      let engine = ownership.engines[database.store]
      guard let family = EngineFamily(engine: engine) else { continue }
      // A cache counts as a store only where it is all that a service has.
      if family == .keyValue, users.keys.allSatisfy({ caches.contains($0) }) { continue }
      families[family] = min(families[family] ?? database.store, database.store)
    }
    guard families.count > 1 else { return .missing("stores of two families used by own services") }
    let names = families.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      "\($0.value) (\($0.key.rawValue))"
    }
    let evidence = families.values.sorted().flatMap { store in
      ownership.places { database, _ in database.store == store }.prefix(1)
    }
    return .held(names.joined(separator: ", "), evidence)
  }

  /// Holds when a service uses a cache and a database of another family.
  func cacheBesideDatabase() -> RuleResult {
    guard let service = cachedServices.min() else {
      return .missing("a service with a cache beside its database")
    }
    let evidence = ownership.places { _, user in user == service }
    return .held("\(service) uses a cache beside its database", evidence)
  }

  /// Services with a cache and another store.
  private var cachedServices: Set<String> {
    var cached: Set<String> = []
    var stored: Set<String> = []
    for (database, users) in ownership.users {
      if EngineFamily.isCache(ownership.engines[database.store]) {
        cached.formUnion(users.keys)
      } else {
        stored.formUnion(users.keys)
      }
    }
    return cached.intersection(stored)
  }

  /// Holds when an event store is used by own services.
  func eventStore() -> RuleResult {
    let stores = ownership.users.keys.filter { EngineFamily(engine: ownership.engines[$0.store]) == .events }
    if let store = stores.map(\.store).min() {
      return .held(
        "\(store) keeps events",
        ownership.places { database, _ in database.store == store })
    }
    return shows(.eventStore, wanted: "an event store that own services append to and read from")
  }
}

/// A name in lower case with letters and digits alone.
private func plainName(_ name: String) -> String {
  String(name.lowercased().filter { $0.isLetter || $0.isNumber })
}

extension String {
  /// Without `service`, `svc` or `api` at the end.
  fileprivate var replacingService: String {
    for ending in ["service", "svc", "api"] where hasSuffix(ending) && count > ending.count {
      return String(dropLast(ending.count))
    }
    return self
  }
}
