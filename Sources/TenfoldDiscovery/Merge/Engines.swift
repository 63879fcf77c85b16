/// How engines of stores and brokers are recognised by scheme, port, word, variable and path.
enum Engines {
  /// Engine by the scheme of an address.
  static let byScheme: [String: String] = [
    "postgres": "postgresql", "postgresql": "postgresql", "postgis": "postgresql", "pgsql": "postgresql",
    "mysql": "mysql", "mysql2": "mysql", "mariadb": "mariadb", "mongodb": "mongodb",
    "redis": "redis", "rediss": "redis", "valkey": "valkey", "memcached": "memcached",
    "memcache": "memcached",
    "amqp": "rabbitmq", "amqps": "rabbitmq", "rabbitmq": "rabbitmq", "kafka": "kafka", "nats": "nats",
    "sqlserver": "sqlserver", "mssql": "sqlserver", "oracle": "oracle", "cassandra": "cassandra",
    "elasticsearch": "elasticsearch", "neo4j": "neo4j", "bolt": "neo4j", "mqtt": "mosquitto",
    "mqtts": "mosquitto",
    "pulsar": "pulsar", "sb": "azure-service-bus", "couchdb": "couchdb", "clickhouse": "clickhouse",
    "esdb": "eventstoredb", "cockroachdb": "cockroachdb", "sentinel": "redis", "activemq": "activemq",
    "stomp": "activemq", "sqs": "sqs", "azure-queue-storage": "azure-queue-storage",
    "beanstalkd": "beanstalkd",
  ]

  /// Engine by the port its servers listen on.
  static let byPort: [Int: String] = [
    5432: "postgresql", 3306: "mysql", 27017: "mongodb", 6379: "redis", 11211: "memcached", 5672: "rabbitmq",
    9092: "kafka", 4222: "nats", 1433: "sqlserver", 1521: "oracle", 9042: "cassandra", 9200: "elasticsearch",
    7687: "neo4j", 26257: "cockroachdb", 6650: "pulsar", 61616: "activemq", 5984: "couchdb", 8529: "arangodb",
    28015: "rethinkdb", 1883: "mosquitto",
  ]

  /// Engine by a word in a name.
  static let byWord: [String: String] = [
    "postgres": "postgresql", "postgresql": "postgresql", "pg": "postgresql", "pgsql": "postgresql",
    "mysql": "mysql", "mysqldb": "mysql", "mariadb": "mariadb", "mongo": "mongodb", "mongodb": "mongodb",
    "redis": "redis",
    "valkey": "valkey", "memcached": "memcached", "memcache": "memcached", "rabbitmq": "rabbitmq",
    "rabbit": "rabbitmq", "amqp": "rabbitmq", "kafka": "kafka", "nats": "nats", "mssql": "sqlserver",
    "sqlserver": "sqlserver", "sqldata": "sqlserver", "cassandra": "cassandra",
    "elasticsearch": "elasticsearch",
    "elasticsearch6": "elasticsearch", "elasticsearch7": "elasticsearch",
    "opensearch": "opensearch", "neo4j": "neo4j", "dynamodb": "dynamodb", "dynamo": "dynamodb",
    "cosmosdb": "cosmosdb", "cosmos": "cosmosdb", "documentdb": "documentdb", "docdb": "documentdb",
    "servicebus": "azure-service-bus", "eventhub": "azure-event-hubs", "eventhubs": "azure-event-hubs",
    "sqs": "sqs", "pubsub": "pubsub", "pulsar": "pulsar", "activemq": "activemq", "clickhouse": "clickhouse",
    "influxdb": "influxdb", "couchdb": "couchdb", "cockroachdb": "cockroachdb", "cockroach": "cockroachdb",
    "scylla": "scylladb", "minio": "minio", "eventstore": "eventstoredb", "solr": "solr",
    "zookeeper": "zookeeper", "mosquitto": "mosquitto", "mqtt": "mosquitto", "spanner": "spanner",
    "alloydb": "alloydb", "cloudsql": "cloudsql", "aurora": "aurora", "kinesis": "kinesis",
    "redpanda": "redpanda",
    "yugabyte": "yugabytedb", "oracle": "oracle", "keydb": "redis", "meilisearch": "meilisearch",
  ]

  /// The engine that a word of a name says, also as `redis2` and `dynamodblocal`.
  static func named(_ word: String) -> String? {
    if let engine = byWord[word] { return engine }
    let letters = word.prefix { !$0.isNumber }
    if letters.count < word.count, let engine = byWord[String(letters)] { return engine }
    for ending in ["local", "emulator", "server", "cluster", "master", "primary", "node", "db"]
    where word.hasSuffix(ending) {
      if let engine = byWord[String(word.dropLast(ending.count))] { return engine }
    }
    return nil
  }

  private static let brokers: Set<String> = [
    "rabbitmq", "kafka", "nats", "activemq", "pulsar", "mosquitto", "emqx", "azure-service-bus",
    "azure-event-hubs", "sqs", "pubsub", "kinesis", "redpanda", "elasticmq", "nsq", "rocketmq", "beanstalkd",
    "gearmand", "azure-queue-storage", "eventbridge", "sns",
  ]

  /// The role of something that runs an engine.
  static func role(of engine: String) -> WorkloadRole {
    if brokers.contains(engine) { return .broker }
    return switch engine {
    case "memcached", "hazelcast", "varnish", "infinispan": .cache
    case "zookeeper": .platform
    default: .store
    }
  }

  /// Engine by a folder that its servers keep data in.
  static func engine(ofPath path: String) -> String? {
    for (folder, engine) in dataFolders where path.hasPrefix(folder) { return engine }
    return nil
  }

  private static let dataFolders: [(String, String)] = [
    ("/var/lib/postgresql", "postgresql"), ("/bitnami/postgresql", "postgresql"), ("/var/lib/mysql", "mysql"),
    ("/bitnami/mysql", "mysql"), ("/bitnami/mariadb", "mariadb"), ("/data/db", "mongodb"),
    ("/data/configdb", "mongodb"), ("/bitnami/mongodb", "mongodb"), ("/var/lib/redis", "redis"),
    ("/bitnami/redis", "redis"), ("/var/lib/rabbitmq", "rabbitmq"), ("/var/lib/cassandra", "cassandra"),
    ("/usr/share/elasticsearch/data", "elasticsearch"), ("/usr/share/opensearch/data", "opensearch"),
    ("/var/lib/kafka", "kafka"), ("/bitnami/kafka", "kafka"), ("/var/opt/mssql", "sqlserver"),
    ("/var/lib/neo4j", "neo4j"), ("/var/lib/clickhouse", "clickhouse"), ("/var/lib/influxdb", "influxdb"),
  ]

  /// Variables that only a server of the engine reads.
  static let serverVariables: [String: String] = [
    "POSTGRES_DB": "postgresql", "POSTGRES_PASSWORD": "postgresql", "POSTGRES_USER": "postgresql",
    "PGDATA": "postgresql", "POSTGRESQL_PASSWORD": "postgresql", "POSTGRES_HOST_AUTH_METHOD": "postgresql",
    "MYSQL_ROOT_PASSWORD": "mysql", "MYSQL_DATABASE": "mysql", "MYSQL_ALLOW_EMPTY_PASSWORD": "mysql",
    "MARIADB_ROOT_PASSWORD": "mariadb", "MONGO_INITDB_ROOT_USERNAME": "mongodb",
    "MONGO_INITDB_DATABASE": "mongodb", "MONGODB_ROOT_PASSWORD": "mongodb",
    "RABBITMQ_DEFAULT_USER": "rabbitmq", "RABBITMQ_DEFAULT_PASS": "rabbitmq",
    "KAFKA_ADVERTISED_LISTENERS": "kafka", "KAFKA_CFG_ADVERTISED_LISTENERS": "kafka",
    "KAFKA_BROKER_ID": "kafka", "KAFKA_NODE_ID": "kafka", "MSSQL_SA_PASSWORD": "sqlserver",
    "SA_PASSWORD": "sqlserver", "discovery.type": "elasticsearch", "CASSANDRA_CLUSTER_NAME": "cassandra",
    "NEO4J_AUTH": "neo4j",
  ]

  /// Those of them that a client would not be given as well.
  static let certainServerVariables: Set<String> = [
    "MYSQL_ROOT_PASSWORD", "MYSQL_ALLOW_EMPTY_PASSWORD", "MARIADB_ROOT_PASSWORD",
    "MONGO_INITDB_ROOT_USERNAME",
    "KAFKA_ADVERTISED_LISTENERS", "KAFKA_CFG_ADVERTISED_LISTENERS", "RABBITMQ_DEFAULT_USER",
    "MSSQL_SA_PASSWORD",
    "POSTGRES_HOST_AUTH_METHOD", "discovery.type",
  ]

  /// The engine and managed service behind a public host name.
  static func managed(host: String) -> String? {
    guard host.utf8.contains(UInt8(ascii: ".")) else { return nil }
    let host = host.lowercased()
    for (suffix, engine) in managedHosts {
      guard let found = host.firstRange(of: suffix) else { continue }
      if found.upperBound == host.endIndex || host[found.upperBound] == "." { return engine }
    }
    return nil
  }

  /// True for hosts that serve many queues, told apart by the path.
  static func isQueueHost(_ host: String) -> Bool {
    host.hasPrefix("sqs.") && host.hasSuffix(".amazonaws.com") || host.hasSuffix(".queue.core.windows.net")
  }

  private static let managedHosts: [(String, String)] = [
    (".cache.amazonaws.com", "redis"), (".docdb.amazonaws.com", "documentdb"), (".mongodb.net", "mongodb"),
    (".documents.azure.com", "cosmosdb"), (".mongo.cosmos.azure.com", "cosmosdb"),
    (".servicebus.windows.net", "azure-service-bus"), (".redis.cache.windows.net", "redis"),
    (".database.windows.net", "sqlserver"), (".postgres.database.azure.com", "postgresql"),
    (".mysql.database.azure.com", "mysql"), (".es.amazonaws.com", "opensearch"),
    (".aoss.amazonaws.com", "opensearch"),
    (".mq.amazonaws.com", "rabbitmq"), (".confluent.cloud", "kafka"), (".cloudamqp.com", "rabbitmq"),
    (".upstash.io", "redis"), (".redislabs.com", "redis"), (".redns.redis-cloud.com", "redis"),
    (".neon.tech", "postgresql"), (".psdb.cloud", "mysql"), (".elastic-cloud.com", "elasticsearch"),
    (".kafka.amazonaws.com", "kafka"), (".queue.core.windows.net", "azure-queue-storage"),
  ]
}
