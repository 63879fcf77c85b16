import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// Stores: how they are copied, divided, pooled, backed up, and which databases services name on them.
  static func storeFacts(_ material: SignalMaterial) -> [Fact] {
    operatorFacts(material) + chartStoreFacts(material) + workloadFacts(material) + addressFacts(material)
      + initialisationFacts(material) + sharedObjectFacts(material)
  }

  private static func operatorFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    func copies(_ object: SignalObject, _ node: YAMLNode?, atLeast count: Int = 2) {
      guard let node, let value = node.int, value >= count else { return }
      facts.append(
        object.fact(
          .storeReplication, "\(object.kind) \(object.name) with \(value) instances", at: node,
          value: Double(value)))
    }
    func shards(_ object: SignalObject, _ node: YAMLNode?, _ what: String, atLeast count: Int = 2) {
      guard let node, let value = node.int, value >= count else { return }
      facts.append(
        object.fact(.sharding, "\(what) \(object.name) over \(value) nodes", at: node, value: Double(value)))
    }
    for object in material.objects {
      let spec = object.spec
      switch (object.kind, object.group) {
      case ("Cluster", "postgresql.cnpg.io"):
        copies(object, spec?["instances"])
        if let backup = spec?["backup"] {
          facts.append(object.fact(.backup, "backups of \(object.name)", at: backup))
        }
      case ("Pooler", "postgresql.cnpg.io"): facts.append(object.fact(.pooler, "Pooler \(object.name)"))
      case ("Backup", "postgresql.cnpg.io"), ("ScheduledBackup", _), ("Schedule", "velero.io"),
        ("BackupSchedule", _), ("PerconaServerMongoDBBackup", _):
        facts.append(object.fact(.backup, "\(object.kind) \(object.name)"))
      case ("postgresql", "acid.zalan.do"): copies(object, spec?["numberOfInstances"])
      case ("PostgresCluster", _): copies(object, spec?["instances"]?.items.first?["replicas"])
      case ("MongoDBCommunity", _): copies(object, spec?["members"], atLeast: 3)
      case ("PerconaServerMongoDB", _):
        copies(object, spec?["replsets"]?.items.first?["size"], atLeast: 3)
        if spec?[["sharding", "enabled"]]?.bool == true {
          facts.append(object.fact(.sharding, "sharded MongoDB \(object.name)", at: spec?["sharding"]))
        }
      case ("PerconaXtraDBCluster", _): copies(object, spec?[["pxc", "size"]], atLeast: 3)
      case ("InnoDBCluster", _): copies(object, spec?["instances"])
      case ("MariaDB", _) where spec?["replication"] != nil || spec?["galera"] != nil:
        copies(object, spec?["replicas"])
      case ("Kafka", "kafka.strimzi.io"):
        copies(object, spec?[["kafka", "config", "default.replication.factor"]], atLeast: 3)
      case ("KafkaTopic", "kafka.strimzi.io"): copies(object, spec?["replicas"], atLeast: 3)
      case ("RedisFailover", _): copies(object, spec?[["redis", "replicas"]])
      case ("RedisReplication", _): copies(object, spec?["clusterSize"])
      case ("RedisCluster", _):
        shards(object, spec?["clusterSize"] ?? spec?["numberOfMaster"], "Redis cluster")
      case ("VitessCluster", _):
        facts.append(
          object.fact(.sharding, "Vitess cluster \(object.name)", at: object.node.descendant("partitionings"))
        )
        facts.append(
          object.fact(
            .storeReplication, "Vitess cluster \(object.name)", at: object.node.descendant("tabletPools")))
      case ("CrdbCluster", _): shards(object, spec?["nodes"], "CockroachDB", atLeast: 3)
      case ("TidbCluster", _): shards(object, spec?[["tikv", "replicas"]], "TiDB", atLeast: 3)
      case ("YBCluster", _): shards(object, spec?[["tserver", "replicas"]], "YugabyteDB", atLeast: 3)
      case ("CassandraDatacenter", _): shards(object, spec?["size"], "Cassandra", atLeast: 3)
      case ("K8ssandraCluster", _): shards(object, object.node.descendant("size"), "Cassandra", atLeast: 3)
      case ("ScyllaCluster", _): shards(object, object.node.descendant("members"), "ScyllaDB", atLeast: 3)
      case ("ClickHouseInstallation", _): shards(object, object.node.descendant("shardsCount"), "ClickHouse")
      case ("SGShardedCluster", _): facts.append(object.fact(.sharding, "Citus cluster \(object.name)"))
      case ("NetworkPolicy", _):
        let peers = (spec?["ingress"]?.items ?? []).flatMap { $0["from"]?.items ?? [] }
        let selected = spec?[["podSelector", "matchLabels"]]?.entries.compactMap(\.value.string).first ?? ""
        if peers.count == 1, peers[0]["podSelector"]?["matchLabels"] != nil,
          ["db", "mongo", "mysql", "postgres", "redis", "database"].contains(where: { selected.contains($0) })
        {
          facts.append(object.fact(.storePolicy, "only one workload may reach \(selected)"))
        }
      case ("CronJob", _):
        let text = object.containers.flatMap { ($0["command"]?.strings ?? []) + ($0["args"]?.strings ?? []) }
          .joined(separator: " ")
        if ["pg_dump", "mysqldump", "mongodump", "pgbackrest", "wal-g", "xtrabackup"].contains(where: {
          text.contains($0)
        }) {
          facts.append(object.fact(.backup, "\(object.name) dumps a database"))
        }
      default: break
      }
    }
    return facts
  }

  private static func workloadFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for workload in material.workloads {
      let name = workload.declaration.name
      switch workload.known {
      case .pooler: facts.append(workload.fact(.pooler, "\(name) pools connections"))
      case .readRouter:
        facts.append(workload.fact(.pooler, "\(name) pools connections"))
        facts.append(workload.fact(.readRouting, "\(name) splits reads from writes"))
      case .shardRouter: facts.append(workload.fact(.sharding, "\(name) routes to shards"))
      default: break
      }
      let arguments = workload.declaration.containers.flatMap(\.arguments)
      let text = arguments.map(\.text).joined(separator: " ")
      let place = arguments.first?.location
      if text.contains("--shardsvr") || text.contains("--configsvr") || text.contains("--cluster-enabled yes")
        || text.contains("cluster-enabled=yes")
      {
        facts.append(workload.fact(.sharding, "\(name) is a part of a sharded store", at: place))
      }
      let isStore = workload.known == .database || workload.known == .cache || workload.known == .shardRouter
      let replicas = workload.declaration.replicas ?? 1
      if isStore {
        let following = ["--replicaof", "--slaveof", "--replica-announce"].contains { text.contains($0) }
        if following
          || (text.contains("--replSet") && (replicas >= 3 || sameSet(as: text, in: material) >= 3))
        {
          facts.append(
            workload.fact(.storeReplication, "\(name) replicates", at: place, value: Double(replicas)))
        }
        let keys = [
          "REPLICATION_MODE", "REPLICA_SET_MODE", "REDIS_MASTER_HOST", "PATRONI_", "REPMGR_",
          "MARIADB_MASTER_HOST", "GALERA_CLUSTER", "SENTINEL", "POSTGRES_MASTER", "REPLICATE_FROM",
        ]
        if let entry = workload.environment.first(where: { entry in
          let name = entry.name.uppercased()
          return keys.contains { name.contains($0) }
        }) {
          facts.append(workload.fact(.storeReplication, "\(name) is given \(entry.name)", at: entry.location))
        } else if replicas > 1, !following, !text.contains("--replSet"),
          workload.declaration.form != .statefulSet, workload.known == .database
        {
          facts.append(
            workload.fact(.unreplicatedCopies, "\(name) has \(replicas) replicas and no replication"))
        }
        let image = workload.images.first ?? ""
        let nodes = ["cockroach", "cassandra", "scylla", "yugabyte"].first { image.contains($0) }
        if let engine = nodes, replicas >= 3, !isForTracing(workload, in: material) {
          facts.append(workload.fact(.sharding, "\(engine) with \(replicas) nodes", value: Double(replicas)))
          facts.append(
            workload.fact(.storeReplication, "\(engine) with \(replicas) nodes", value: Double(replicas)))
        }
        if workload.environment.contains(where: { $0.name.uppercased() == "REDIS_NODES" }) {
          facts.append(workload.fact(.sharding, "\(name) is a node of a Redis cluster"))
        }
      }
      guard workload.isOwn else { continue }
      for entry in workload.environment {
        let key = entry.name.uppercased()
        let isAddress = ["URL", "HOST", "DSN", "URI", "ADDR", "ENDPOINT", "CONNECTION"].contains {
          key.contains($0)
        }
        let words = key.split { !$0.isLetter }
        if isAddress,
          words.contains("READ") || words.contains("RO") || words.contains("REPLICA")
            || words.contains("READER") || words.contains("READONLY"),
          words.contains(where: {
            [
              "DB", "DATABASE", "POSTGRES", "PG", "MYSQL", "MONGO", "SQL", "DATASOURCE", "REDIS", "REPLICA",
              "READER",
            ].contains($0)
          })
        {
          facts.append(workload.fact(.readRouting, "\(name) reads from \(entry.name)", at: entry.location))
        }
        if entry.value?.contains("readPreference=secondary") == true {
          facts.append(workload.fact(.readRouting, "\(name) prefers secondaries", at: entry.location))
        }
        if entry.value?.contains("replicaSet=") == true,
          (entry.value?.prefix { $0 != "?" }.count { $0 == "," } ?? 0) >= 2
        {
          facts.append(
            workload.fact(.storeReplication, "\(name) addresses a replica set", at: entry.location, value: 3))
        }
      }
      let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
      if words.contains("command") || words.contains("query") || words.contains("commands")
        || words.contains("queries") || words.contains("readside")
      {
        facts.append(workload.fact(.commandQuerySeparation, "\(name)"))
      }
      if words.contains("projector") || words.contains("projection") || words.contains("projections")
        || words.contains("readmodel")
      {
        facts.append(workload.fact(.projection, "\(name) fills a read model"))
      }
    }
    return facts
  }

  private static func sameSet(as text: String, in material: SignalMaterial) -> Int {
    material.workloads.count { workload in
      workload.state >= .referenced
        && workload.declaration.containers.flatMap(\.arguments).contains { $0.text.contains("--replSet") }
    }
  }

  private static func isForTracing(_ workload: PlacedWorkload, in material: SignalMaterial) -> Bool {
    let name = workload.declaration.name
    if name.contains("jaeger") || name.contains("trace") { return true }
    let users = material.workloads.filter { other in
      other.environment.contains { $0.value?.contains(name) == true }
    }
    return !users.isEmpty && users.allSatisfy { $0.known == .traceBackend }
  }

  /// Databases that services name in addresses. Only the database's name is kept, never user or password.
  private static func addressFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for workload in material.workloads where workload.state >= .referenced && workload.isOwn {
      for entry in workload.environment {
        guard let value = entry.value, let address = DatabaseAddress(value) else { continue }
        facts.append(
          workload.fact(
            .databaseName, address.database, at: entry.location,
            subject: "\(workload.declaration.name) -> \(address.host)"))
      }
      facts += pairedNames(workload)
    }
    var seen: Set<String> = []
    return facts.filter { seen.insert($0.subject).inserted }
  }

  /// Host and database in variables of their own: `ORDERS_DB_HOST` and `ORDERS_DB_NAME`.
  private static func pairedNames(_ workload: PlacedWorkload) -> [Fact] {
    var facts: [Fact] = []
    for host in workload.environment where host.name.uppercased().hasSuffix("HOST") {
      guard let name = host.value, !name.isEmpty else { continue }
      let stem = host.name.uppercased().dropLast(4)
      let endings = ["NAME", "DATABASE", "DB", "DBNAME", "DB_NAME"]
      guard
        let database = workload.environment.first(where: { entry in
          endings.contains { entry.name.uppercased() == stem + $0 }
        }),
        let value = database.value, !value.isEmpty
      else { continue }
      facts.append(
        workload.fact(
          .databaseName, value, at: database.location,
          subject: "\(workload.declaration.name) -> \(name.prefix { $0 != "." && $0 != ":" })"))
    }
    return facts
  }

  /// Objects with a database's address or credentials, by how many own workloads use them.
  private static func sharedObjectFacts(_ material: SignalMaterial) -> [Fact] {
    var addresses: [String: [String: PlacedWorkload]] = [:]
    var secrets: [String: [String: (PlacedWorkload, EnvironmentEntry)]] = [:]
    let words = ["DB", "DATABASE", "POSTGRES", "PG", "MYSQL", "MONGO", "MONGODB", "DATASOURCE", "SQL"]
    for workload in material.workloads where workload.state >= .referenced && workload.isOwn {
      for entry in workload.environment {
        switch entry.origin {
        case .configuration(let object, _):
          guard entry.value.flatMap({ DatabaseAddress($0) }) != nil else { continue }
          addresses[object, default: [:]][workload.declaration.name] = workload
        case .secret(let object, _):
          guard
            entry.name.uppercased().split(whereSeparator: { !$0.isLetter }).contains(where: {
              words.contains(String($0))
            })
          else { continue }
          secrets[object, default: [:]][workload.declaration.name] = (workload, entry)
        case .literal: continue
        }
      }
    }
    var facts: [Fact] = []
    for (object, users) in addresses.sorted(by: { $0.key < $1.key }) where users.count > 1 {
      guard let first = users.min(by: { $0.key < $1.key })?.value else { continue }
      let names = users.keys.sorted().joined(separator: ", ")
      facts.append(
        first.fact(.sharedDatabaseConfiguration, "\(object) gives one address to \(names)", subject: object))
    }
    for (object, users) in secrets.sorted(by: { $0.key < $1.key }) where users.count == 1 {
      guard let (workload, entry) = users.values.first else { continue }
      facts.append(
        workload.fact(
          .ownCredentials, "\(workload.declaration.name) alone uses the Secret \(object)", at: entry.location)
      )
    }
    return facts
  }

  /// Scripts that create several databases on one server.
  private static func initialisationFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for workload in material.workloads where workload.known == .database {
      if let entry = workload.environment.first(where: {
        ["POSTGRES_MULTIPLE_DATABASES", "POSTGRES_DATABASES", "MYSQL_DATABASES"].contains(
          $0.name.uppercased())
      }),
        let value = entry.value
      {
        let count = value.split(whereSeparator: { $0 == "," || $0 == " " }).count
        facts.append(
          workload.fact(
            .createsDatabases, "creates \(count) databases", at: entry.location, value: Double(count)))
      }
    }
    for file in material.tree.files
    where file.name.hasSuffix(".sql") && !FilePlace.isBeside(file.path) && file.bytes.count < 500_000 {
      var names: Set<String> = []
      for line in file.text.split(separator: "\n") {
        let words = line.split(whereSeparator: { $0 == " " || $0 == ";" || $0 == "`" || $0 == "\"" }).map {
          $0.lowercased()
        }
        guard words.count > 2, words[0] == "create", words[1] == "database" else { continue }
        if let name = words.dropFirst(2).first(where: { !["if", "not", "exists"].contains($0) }) {
          names.insert(name)
        }
      }
      if names.count > 1 {
        facts.append(
          Fact(
            .createsDatabases, detail: "creates \(names.count) databases", state: .referenced, at: file.at(1),
            value: Double(names.count)))
      }
    }
    return facts
  }
}

/// Host and database of an address; what stands for user and password is never kept.
struct DatabaseAddress {
  let host: String
  let database: String

  /// Reads `scheme://user@host:port/database`, `jdbc:…` and `Host=…;Database=…`; nil for anything else.
  init?(_ text: String) {
    let schemes = [
      "postgres", "postgresql", "mysql", "mariadb", "mongodb", "mongodb+srv", "sqlserver", "mysql2",
      "postgresql+psycopg2", "mysql+pymysql", "postgresql+asyncpg",
    ]
    if let mark = text.firstRange(of: "://") {
      var scheme = text[..<mark.lowerBound].lowercased()
      if scheme.hasPrefix("jdbc:") { scheme = String(scheme.dropFirst(5)) }
      if scheme.hasPrefix("r2dbc:") { scheme = String(scheme.dropFirst(6)) }
      guard schemes.contains(scheme) else { return nil }
      var rest = text[mark.upperBound...]
      if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
      let host = rest.prefix { !":/,?;".contains($0) }
      if scheme == "sqlserver", let name = Self.field(text, ["databasename", "database"]) {
        self.host = String(host.prefix { $0 != "." })
        database = name
        return
      }
      guard let slash = rest.firstIndex(of: "/") else { return nil }
      let name = rest[rest.index(after: slash)...].prefix { !"?;&".contains($0) }
      guard !host.isEmpty, !name.isEmpty, !name.contains("$") else { return nil }
      self.host = String(host.prefix { $0 != "." })
      database = String(name)
      return
    }
    guard let host = Self.field(text, ["host", "server", "data source"]),
      let name = Self.field(text, ["database", "initial catalog"])
    else { return nil }
    self.host = String(host.prefix { !".,:".contains($0) })
    database = name
  }

  private static func field(_ text: String, _ names: [String]) -> String? {
    for part in text.split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1)
      if pair.count == 2, names.contains(pair[0].trimmingBlanks().lowercased()) {
        return pair[1].trimmingBlanks()
      }
    }
    return nil
  }
}
