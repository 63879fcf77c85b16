/// Topics of facts about data management.
extension FactTopic {
  /// A service names its database on a server: the subject is `service -> server`, the detail the name.
  public static let databaseName = FactTopic(rawValue: "data.databaseName")
  /// One object with a database address is used by several services; the subject is the object.
  public static let sharedDatabaseConfiguration = FactTopic(rawValue: "data.sharedDatabaseConfiguration")
  /// Several services name the same database.
  public static let sameDatabaseName = FactTopic(rawValue: "data.sameDatabaseName")
  /// Initialisation creates several databases; the value is how many.
  public static let createsDatabases = FactTopic(rawValue: "data.createsDatabases")
  /// Migrations of one database stand in a shared place.
  public static let sharedMigrations = FactTopic(rawValue: "data.sharedMigrations")
  /// A service has migrations of its own; the subject is the service.
  public static let migrationFolders = FactTopic(rawValue: "data.migrationFolders")
  /// Queries reach over schemas.
  public static let crossSchemaQueries = FactTopic(rawValue: "data.crossSchemaQueries")
  /// Credentials belong to one service; the subject is the service.
  public static let ownCredentials = FactTopic(rawValue: "data.ownCredentials")
  /// A database is declared in infrastructure code; the subject is its name.
  public static let managedDatabase = FactTopic(rawValue: "data.managedDatabase")
  /// A network policy admits one service to a store.
  public static let storePolicy = FactTopic(rawValue: "data.storePolicy")
  /// A store is replicated; the subject is the store, the value its copies.
  public static let storeReplication = FactTopic(rawValue: "data.storeReplication")
  /// A store has several replicas without replication: a fault; the subject is the store.
  public static let unreplicatedCopies = FactTopic(rawValue: "data.unreplicatedCopies")
  /// Reads go to replicas.
  public static let readRouting = FactTopic(rawValue: "data.readRouting")
  /// Changes feed a search index.
  public static let indexing = FactTopic(rawValue: "data.indexing")
  /// A pooler stands before a database.
  public static let pooler = FactTopic(rawValue: "data.pooler")
  /// A store is backed up.
  public static let backup = FactTopic(rawValue: "data.backup")
  /// A store is divided into shards; the subject is the store, the value its parts.
  public static let sharding = FactTopic(rawValue: "data.sharding")
  /// A read store is filled by events.
  public static let projection = FactTopic(rawValue: "data.projection")
  /// A deployable serves commands or queries alone; the subject is the deployable.
  public static let commandQuerySeparation = FactTopic(rawValue: "data.commandQuerySeparation")
  /// An event store is used.
  public static let eventStore = FactTopic(rawValue: "data.eventStore")
  /// Messages are handled once.
  public static let idempotency = FactTopic(rawValue: "data.idempotency")
  /// Read models can be rebuilt.
  public static let projectionRebuild = FactTopic(rawValue: "data.projectionRebuild")
  /// A store is replicated across regions.
  public static let multiRegionReplication = FactTopic(rawValue: "data.multiRegionReplication")
  /// Traces show a database under several services.
  public static let tracedSharedDatabase = FactTopic(rawValue: "data.tracedSharedDatabase")
  /// Traces show a database for each service.
  public static let tracedOwnership = FactTopic(rawValue: "data.tracedOwnership")
  /// Metrics show replication.
  public static let measuredReplication = FactTopic(rawValue: "data.measuredReplication")
  /// Metrics show shards or projection lag.
  public static let measuredShards = FactTopic(rawValue: "data.measuredShards")
}
