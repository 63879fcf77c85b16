/// Families of stores: engines of one family solve the same kind of problem.
enum EngineFamily: String {
  case relational, document, search, graph, column, timeSeries = "time series", events
  case keyValue = "key-value"
  case object

  /// The family of an engine; nil when it is not known.
  init?(engine: String?) {
    guard let name = engine?.lowercased() else { return nil }
    let words: [(EngineFamily, [String])] = [
      (.events, ["eventstore", "kurrent", "axon"]),
      (.timeSeries, ["timescale", "influx", "questdb", "victoria"]),
      (.document, ["mongo", "couchbase", "couchdb", "documentdb", "firestore", "raven", "ferret", "cosmos"]),
      (.search, ["elasticsearch", "opensearch", "solr", "meilisearch", "typesense", "vespa"]),
      (.graph, ["neo4j", "arango", "janus", "dgraph", "neptune"]),
      (.column, ["cassandra", "scylla", "hbase", "bigtable", "clickhouse"]),
      (
        .relational,
        [
          "postgres", "mysql", "maria", "mssql", "sqlserver", "oracle", "cockroach", "yugabyte", "tidb",
          "vitess",
          "citus", "spanner", "aurora", "alloydb", "percona", "db2", "rds",
        ]
      ),
      (
        .keyValue,
        [
          "redis", "valkey", "memcache", "keydb", "dragonfly", "dynamo", "etcd", "hazelcast", "elasticache",
          "memorystore", "aerospike",
        ]
      ),
      (.object, ["minio", "s3", "blob", "seaweed"]),
    ]
    guard let family = words.first(where: { $0.1.contains { name.contains($0) } })?.0 else { return nil }
    self = family
  }

  /// True for engines that usually hold what may be lost.
  static func isCache(_ engine: String?) -> Bool {
    guard let name = engine?.lowercased() else { return false }
    return ["redis", "valkey", "memcache", "keydb", "dragonfly", "elasticache", "memorystore", "hazelcast"]
      .contains { name.contains($0) }
  }
}
