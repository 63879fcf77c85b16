import TenfoldModel
import TenfoldPlatform

/// A custom resource that an operator turns into a store or broker, or a cloud controller into a managed one.
struct OperatorResource {
  private let object: KubernetesObject
  private let entry: Entry

  /// Nil for an object that is none of them.
  init?(_ object: KubernetesObject) {
    guard let entry = Self.entries.first(where: { $0.matches(object) }) else { return nil }
    self.object = object
    self.entry = entry
  }

  /// The store or broker as a workload, reached by the names that its operator makes Services of.
  var workload: WorkloadDeclaration {
    let image = ["image", "imageName", "dockerImage"].lazy.compactMap { object.spec($0)?.string }.first
    let resources = object.spec("resources")
    let container = ContainerDeclaration(
      name: engine, image: image,
      cpuRequest: ContainerDeclaration.cores(resources?[["requests", "cpu"]], of: object),
      cpuLimit: ContainerDeclaration.cores(resources?[["limits", "cpu"]], of: object),
      memory: ContainerDeclaration.bytes(
        resources?[["limits", "memory"]] ?? resources?[["requests", "memory"]], of: object),
      location: object.location)
    var workload = WorkloadDeclaration(
      name: object.name, namespace: object.namespace, form: .custom, location: object.location,
      containers: [container], labels: object.labels, replicas: replicas,
      aliases: entry.services.map { $0.replacingStar(with: object.name) })
    workload.engine = engine
    if !entry.database.isEmpty, let database = object.node[["spec"] + entry.database],
      let name = database.string
    {
      workload.dependencies = [DependencyDeclaration(name: name, location: object.location)]
    }
    return workload
  }

  /// The engine: told by the kind, else by what the resource says of itself.
  private var engine: String {
    if let engine = entry.engine { return engine }
    let stated =
      object.spec("engine")?.string ?? object.spec("databaseVersion")?.string
      ?? object.spec("forProvider", "engine")?.string
      ?? object.spec("forProvider", "databaseVersion")?.string ?? ""
    let lowercase = stated.lowercased()
    let known = [
      "postgres": "postgresql", "mysql": "mysql", "mariadb": "mariadb", "sqlserver": "mssql",
      "redis": "redis", "valkey": "valkey", "memcached": "memcached", "oracle": "oracle",
    ]
    return known.first { lowercase.contains($0.key) }?.value ?? (lowercase.isEmpty ? "database" : lowercase)
  }

  private var replicas: Int? {
    let paths = [
      ["replicas"], ["instances"], ["numberOfInstances"], ["members"], ["size"], ["redis", "replicas"],
      ["kafka", "replicas"], ["clusterSize"], ["nodes"], ["kubernetesConfig", "replicas"],
    ]
    if let count = paths.lazy.compactMap({ object.node[["spec"] + $0]?.int }).first { return count }
    let groups = ["nodeSets": "count", "instances": "replicas", "replsets": "size"]
    for (list, key) in groups.sorted(by: { $0.key < $1.key }) {
      let counts = (object.spec(list)?.items ?? []).compactMap { $0[key]?.int }
      if !counts.isEmpty { return counts.reduce(0) { $0.addingReportingOverflow($1).partialValue } }
    }
    return nil
  }
}

extension OperatorResource {
  /// One kind of resource.
  struct Entry: Sendable {
    /// The API group, or what it ends with after a dot.
    var group: String
    var kind: String
    /// nil when the resource itself names it.
    var engine: String?
    /// Services the operator makes; `*` stands for the resource's name.
    var services: [String] = []
    /// Where the resource of a pooler names the database that it stands before.
    var database: [String] = []

    func matches(_ object: KubernetesObject) -> Bool {
      object.kind == kind && (object.group == group || object.group.hasSuffix("." + group))
    }
  }

  /// The kinds known, by engine. The names of Services are those of each operator's documentation.
  static let entries: [Entry] = [
    Entry(
      group: "postgresql.cnpg.io", kind: "Cluster", engine: "postgresql", services: ["*-rw", "*-ro", "*-r"]),
    Entry(group: "postgresql.cnpg.io", kind: "Pooler", engine: "pgbouncer", database: ["cluster", "name"]),
    Entry(group: "acid.zalan.do", kind: "postgresql", engine: "postgresql", services: ["*", "*-repl"]),
    Entry(
      group: "postgres-operator.crunchydata.com", kind: "PostgresCluster", engine: "postgresql",
      services: ["*-primary", "*-replicas", "*-ha", "*-pgbouncer"]),
    Entry(
      group: "pgv2.percona.com", kind: "PerconaPGCluster", engine: "postgresql",
      services: ["*-ha", "*-pgbouncer"]),
    Entry(
      group: "stackgres.io", kind: "SGCluster", engine: "postgresql",
      services: ["*", "*-primary", "*-replicas"]),
    Entry(group: "mysql.oracle.com", kind: "InnoDBCluster", engine: "mysql"),
    Entry(
      group: "pxc.percona.com", kind: "PerconaXtraDBCluster", engine: "mysql",
      services: ["*-haproxy", "*-proxysql", "*-pxc"]),
    Entry(
      group: "k8s.mariadb.com", kind: "MariaDB", engine: "mariadb",
      services: ["*", "*-primary", "*-secondary"]),
    Entry(group: "k8s.mariadb.com", kind: "MaxScale", engine: "maxscale", database: ["mariaDbRef", "name"]),
    Entry(group: "planetscale.com", kind: "VitessCluster", engine: "vitess", services: ["*-vtgate"]),
    Entry(
      group: "crdb.cockroachlabs.com", kind: "CrdbCluster", engine: "cockroachdb", services: ["*-public"]),
    Entry(group: "pingcap.com", kind: "TidbCluster", engine: "tidb", services: ["*-tidb", "*-pd"]),
    Entry(group: "yugabyte.com", kind: "YBCluster", engine: "yugabytedb"),
    Entry(
      group: "mongodbcommunity.mongodb.com", kind: "MongoDBCommunity", engine: "mongodb", services: ["*-svc"]),
    Entry(group: "mongodb.com", kind: "MongoDB", engine: "mongodb", services: ["*-svc"]),
    Entry(
      group: "psmdb.percona.com", kind: "PerconaServerMongoDB", engine: "mongodb",
      services: ["*-mongos", "*-rs0"]),
    Entry(
      group: "databases.spotahome.com", kind: "RedisFailover", engine: "redis", services: ["rfr-*", "rfs-*"]),
    Entry(group: "redis.opstreelabs.in", kind: "Redis", engine: "redis"),
    Entry(
      group: "redis.opstreelabs.in", kind: "RedisCluster", engine: "redis",
      services: ["*-leader", "*-follower", "*-master"]),
    Entry(group: "redis.opstreelabs.in", kind: "RedisReplication", engine: "redis"),
    Entry(group: "app.redislabs.com", kind: "RedisEnterpriseCluster", engine: "redis"),
    Entry(group: "dragonflydb.io", kind: "Dragonfly", engine: "dragonfly"),
    Entry(
      group: "cassandra.datastax.com", kind: "CassandraDatacenter", engine: "cassandra",
      services: ["*-service"]),
    Entry(group: "k8ssandra.io", kind: "K8ssandraCluster", engine: "cassandra"),
    Entry(group: "scylla.scylladb.com", kind: "ScyllaCluster", engine: "scylladb", services: ["*-client"]),
    Entry(
      group: "clickhouse.altinity.com", kind: "ClickHouseInstallation", engine: "clickhouse",
      services: ["clickhouse-*"]),
    Entry(
      group: "elasticsearch.k8s.elastic.co", kind: "Elasticsearch", engine: "elasticsearch",
      services: ["*-es-http", "*-es-transport"]),
    Entry(group: "opensearch.opster.io", kind: "OpenSearchCluster", engine: "opensearch"),
    Entry(group: "solr.apache.org", kind: "SolrCloud", engine: "solr", services: ["*-solrcloud-common"]),
    Entry(group: "neo4j.com", kind: "Neo4jCluster", engine: "neo4j"),
    Entry(group: "minio.min.io", kind: "Tenant", engine: "minio", services: ["minio", "*-hl"]),
    Entry(group: "etcd.database.coreos.com", kind: "EtcdCluster", engine: "etcd", services: ["*-client"]),
    Entry(
      group: "zookeeper.pravega.io", kind: "ZookeeperCluster", engine: "zookeeper", services: ["*-client"]),
    Entry(
      group: "kafka.strimzi.io", kind: "Kafka", engine: "kafka",
      services: ["*-kafka-bootstrap", "*-kafka-brokers"]),
    Entry(group: "platform.confluent.io", kind: "Kafka", engine: "kafka"),
    Entry(group: "cluster.redpanda.com", kind: "Redpanda", engine: "redpanda"),
    Entry(group: "rabbitmq.com", kind: "RabbitmqCluster", engine: "rabbitmq", services: ["*", "*-nodes"]),
    Entry(group: "nats.io", kind: "NatsCluster", engine: "nats", services: ["*", "*-mgmt"]),
    Entry(group: "activemq.artemis.apache.org", kind: "ActiveMQArtemis", engine: "activemq"),
    Entry(group: "broker.amq.io", kind: "ActiveMQArtemis", engine: "activemq"),
    Entry(group: "pulsar.streamnative.io", kind: "PulsarBroker", engine: "pulsar"),
    Entry(group: "kubedb.com", kind: "Postgres", engine: "postgresql"),
    Entry(group: "kubedb.com", kind: "MySQL", engine: "mysql"),
    Entry(group: "kubedb.com", kind: "MariaDB", engine: "mariadb"),
    Entry(group: "kubedb.com", kind: "MongoDB", engine: "mongodb"),
    Entry(group: "kubedb.com", kind: "Redis", engine: "redis"),
    Entry(group: "kubedb.com", kind: "Memcached", engine: "memcached"),
    Entry(group: "kubedb.com", kind: "Elasticsearch", engine: "elasticsearch"),
    Entry(group: "kubedb.com", kind: "Kafka", engine: "kafka"),
    Entry(group: "kubedb.com", kind: "RabbitMQ", engine: "rabbitmq"),
    Entry(group: "rds.services.k8s.aws", kind: "DBInstance"),
    Entry(group: "rds.services.k8s.aws", kind: "DBCluster"),
    Entry(group: "rds.aws.upbound.io", kind: "Instance"),
    Entry(group: "rds.aws.upbound.io", kind: "Cluster"),
    Entry(group: "database.aws.crossplane.io", kind: "RDSInstance"),
    Entry(group: "sql.cnrm.cloud.google.com", kind: "SQLInstance"),
    Entry(group: "sql.gcp.upbound.io", kind: "DatabaseInstance"),
    Entry(group: "database.gcp.crossplane.io", kind: "CloudSQLInstance"),
    Entry(group: "spanner.cnrm.cloud.google.com", kind: "SpannerInstance", engine: "spanner"),
    Entry(group: "redis.cnrm.cloud.google.com", kind: "RedisInstance", engine: "redis"),
    Entry(group: "redis.gcp.upbound.io", kind: "Instance", engine: "redis"),
    Entry(group: "elasticache.services.k8s.aws", kind: "ReplicationGroup", engine: "redis"),
    Entry(group: "dynamodb.services.k8s.aws", kind: "Table", engine: "dynamodb"),
  ]
}

extension String {
  fileprivate func replacingStar(with name: String) -> String {
    split(separator: "*", omittingEmptySubsequences: false).joined(separator: name)
  }
}
