package import TenfoldModel

/// What is known of parts, prices and work before anything is known of the system at hand.
///
/// Every figure is an entry with low, likely and high, a grade, a source and a date; nothing else in the
/// program assumes a number.
public enum Catalog {
  /// Every entry, in the order of the files, the user's in place of those they replace.
  public static var all: [CatalogEntry] {
    own.entries.isEmpty ? standard : standard.map { own.entries[$0.id] ?? $0 }
  }

  /// Every entry as it is without figures of the user's.
  package static let standard: [CatalogEntry] =
    runtimeEntries + storeEntries + brokerEntries + gatewayEntries + networkEntries + workloadEntries
    + deliveryEntries + observationEntries + incidentEntries + priceEntries

  /// The entry of an id such as `postgresql cpu.read`; nil when there is none.
  public static func entry(_ id: String) -> CatalogEntry? {
    own.entries[id] ?? index[id]
  }

  /// The entry of an id as it is without figures of the user's.
  package static func standardEntry(_ id: String) -> CatalogEntry? { index[id] }

  /// The entry of an id that the program itself names.
  package static func required(_ id: String) -> CatalogEntry {
    guard let entry = entry(id) else { preconditionFailure("the catalogue has no entry \"\(id)\"") }
    return entry
  }

  /// The first of `subjects` that has `quantity`, as an assumed quantity.
  package static func assumption(_ quantity: String, of subjects: [String]) -> Quantity? {
    for subject in subjects {
      if let entry = entry("\(subject) \(quantity)") { return entry.quantity }
    }
    return nil
  }

  private static let index: [String: CatalogEntry] = Dictionary(
    standard.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  /// The catalogue's name of an engine or runtime: `postgres`, `postgresql@15` and `aurora` are `postgresql`.
  package static func family(of engine: String?) -> String? {
    guard let engine else { return nil }
    let name = engine.prefix { $0 != "@" && $0 != ":" }.lowercased()
    return families[name] ?? name
  }

  /// True for a store whose engine divides its data over its nodes by itself, so that nodes can be added.
  package static func dividesItself(_ component: Component) -> Bool {
    guard component.kind == .store, let family = family(of: component.engineName) else { return false }
    return distributedEngines.contains(family)
  }

  /// True for a store of files or objects that are read whole and seldom change.
  package static func keepsFiles(_ component: Component) -> Bool {
    component.kind == .store && family(of: component.engineName) == "files"
  }

  private static let distributedEngines: Set<String> = ["cassandra", "cockroachdb", "elasticsearch"]

  private static let families: [String: String] = [
    "postgres": "postgresql", "aurora": "postgresql", "aurora-postgresql": "postgresql",
    "timescaledb": "postgresql", "postgis": "postgresql", "mariadb": "mysql", "percona": "mysql",
    "aurora-mysql": "mysql", "mongo": "mongodb", "documentdb": "mongodb", "opensearch": "elasticsearch",
    "valkey": "redis", "keydb": "redis", "dragonfly": "redis", "scylla": "cassandra",
    "scylladb": "cassandra", "bigtable": "cassandra", "hbase": "cassandra", "dynamodb": "cassandra",
    "datastore": "cassandra", "firestore": "cassandra", "cosmosdb": "cassandra", "keyspaces": "cassandra",
    "filesystem": "files", "disk": "files", "local-disk": "files", "nfs": "files", "s3": "files",
    "gcs": "files", "minio": "files", "object-storage": "files", "blob-storage": "files",
    "riak": "cassandra", "spanner": "cockroachdb", "yugabytedb": "cockroachdb", "tidb": "cockroachdb",
    "redpanda": "kafka", "msk": "kafka", "activemq": "rabbitmq",
    "nats-jetstream": "nats", "golang": "go", "jvm": "java", "kotlin": "java", "spring": "java",
    "nodejs": "node", "node.js": "node", "javascript": "node", "typescript": "node", "csharp": "dotnet",
    "c#": "dotnet", "aspnet": "dotnet", ".net": "dotnet", "rails": "ruby", "elixir": "erlang",
    "openresty": "nginx", "istio": "envoy", "contour": "envoy", "apache": "nginx", "caddy": "nginx",
    "mssql": "sqlserver", "sql-server": "sqlserver", "azure-sql-edge": "sqlserver",
  ]

  /// Engines, by any name they go by, of which every copy carries out each write anew; others replay a log.
  static let writeRepeatingEngines: Set<String> = {
    let repeating: Set<String> = ["cassandra", "elasticsearch", "redis", "memcached"]
    return repeating.union(families.filter { repeating.contains($0.value) }.keys)
  }()

  /// The entries' subjects to ask for a component, the closest first: its engine, then its kind.
  package static func subjects(of component: Component) -> [String] {
    [family(of: component.engineName), component.kind.rawValue].compactMap { $0 }
  }
}
