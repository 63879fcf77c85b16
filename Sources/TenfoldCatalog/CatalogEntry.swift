public import TenfoldModel

/// One figure of the catalogue: what is assumed of a part when nothing better is known.
public struct CatalogEntry: Sendable, Hashable {
  /// Its stable id: what it is about, a space, and the quantity, such as `postgresql cpu.read`.
  public let id: String
  /// The least plausible value, in base units.
  public let low: Double
  /// The single best value, in base units.
  public let likely: Double
  /// The greatest plausible value, in base units.
  public let high: Double
  /// The base unit: `s`, `bytes`, `cores`, `share`, `1`, `1/s`, `USD`.
  public let unit: String
  /// How well it is founded.
  public let grade: Grade
  /// Where it comes from, in words that let a reader find it.
  public let source: String
  /// The date of the source, or of the day it was read.
  public let date: String
  /// Where the user states it; nil for an entry of the catalogue.
  public internal(set) var location: SourceLocation?

  /// Makes an entry; `low <= likely <= high`.
  init(
    _ id: String, _ low: Double, _ likely: Double, _ high: Double, _ unit: String, _ grade: Grade,
    _ source: CatalogSource
  ) {
    self.id = id
    self.low = low
    self.likely = likely
    self.high = high
    self.unit = unit
    self.grade = grade
    self.source = source.text
    date = source.date
  }

  /// The figure as an assumed quantity, or as a stated one where it is the user's.
  public var quantity: Quantity {
    if let location { return Quantity(likely, low: low, high: high, .stated(at: location)) }
    return .assumed(likely, low: low, high: high, entry: id, grade: grade)
  }
}

/// A source that several entries share.
struct CatalogSource: Sendable {
  var text: String
  var date: String

  static let expert = CatalogSource(text: "expert estimate, uncited", date: "2026-11-23")
  static let convention = CatalogSource(text: "convention of this project", date: "2026-11-23")
  static let ladder = CatalogSource(
    text: "the ladder: 0.1 requests/s per user, 1-5, 10-20, 50-100 and 200+ services at its four scales",
    date: "2026-11-23")
  static let local = CatalogSource(
    text: "CPU time counted on one 2-vCPU AMD EPYC machine", date: "2026-11-23")
  static let replay = CatalogSource(
    text: "Benchmarks/replay-cost: 19 and 36 us a single-row update on two runs; more with more indexes (E)",
    date: "2026-11-27")
  static let redis = CatalogSource(text: "Redis documentation, benchmarks page", date: "2024")
  static let istio = CatalogSource(text: "Istio 1.24 performance and scalability page", date: "2024-11")
  static let netflixModels = CatalogSource(
    text: "Netflix service-capacity-modeling 0.3.212, default desires", date: "2026-08-21")
  static let kafka = CatalogSource(text: "Confluent, Kafka vs Pulsar vs RabbitMQ benchmark", date: "2020-08")
  static let postgresManual = CatalogSource(
    text: "PostgreSQL manual, max_connections default 100 (recalled)", date: "2026-11-23")
  static let mysqlManual = CatalogSource(
    text: "MySQL manual, max_connections default 151 (recalled)", date: "2026-11-23")
  static let redisManual = CatalogSource(
    text: "redis.conf, maxclients default 10000 (recalled)", date: "2026-11-23")
  static let ec2 = CatalogSource(
    text: "AWS EC2 on demand us-east-1: m7g 0.0408, m7i 0.0504 USD per vCPU and hour", date: "2026-07-20")
  static let ebs = CatalogSource(text: "AWS EBS gp3 list price, us-east-1", date: "2026-09-24")
  static let awsTransfer = CatalogSource(text: "AWS data transfer list prices, us-east-1", date: "2024-09-25")
  static let rds = CatalogSource(text: "RDS db.m5.large over EC2 m5.large", date: "2026-05-03")
  static let elastiCache = CatalogSource(
    text: "ElastiCache Valkey and Redis over EC2, same shape", date: "2024-07-01")
  static let cloudWatch = CatalogSource(text: "CloudWatch Logs ingest, list price", date: "2024-07-01")
  static let regionDistances = CatalogSource(
    text: "IBM Cloud published round-trip times between cities", date: "2026-11-23")
  static let zoneDistances = CatalogSource(text: "published round-trip times between AWS zones", date: "2024")
  static let dora = CatalogSource(text: "DORA reports, change failure tiers (secondary pages)", date: "2024")
  static let usl = CatalogSource(
    text: "expert estimate for OLTP reads over cores of one host; fit again from a load test",
    date: "2026-11-23")
}
