/// A program the lab runs that is not part of Tenfold.
public struct LabPart: Sendable, Hashable {
  /// Its name, as people say it.
  public let name: String
  /// The program to look for.
  public let program: String
  /// Words that make it say its version.
  public let versionArguments: [String]
  /// The Debian package that has it.
  public let debianPackage: String
  /// What the lab runs it for.
  public let purpose: String
  /// True when no experiment runs without it.
  public let isRequired: Bool

  /// Every part the lab knows, in the order of the report.
  public static let all = [
    LabPart(
      name: "PostgreSQL", program: "postgres", versionArguments: ["--version"], debianPackage: "postgresql",
      purpose: "databases and their replicas", isRequired: true),
    LabPart(
      name: "Redis", program: "redis-server", versionArguments: ["--version"], debianPackage: "redis-server",
      purpose: "caches", isRequired: true),
    LabPart(
      name: "NATS", program: "nats-server", versionArguments: ["--version"], debianPackage: "nats-server",
      purpose: "brokers", isRequired: false),
    LabPart(
      name: "HAProxy", program: "haproxy", versionArguments: ["-v"], debianPackage: "haproxy",
      purpose: "gateways and load balancers", isRequired: false),
    LabPart(
      name: "PgBouncer", program: "pgbouncer", versionArguments: ["--version"], debianPackage: "pgbouncer",
      purpose: "connection poolers", isRequired: false),
    LabPart(
      name: "Prometheus", program: "prometheus", versionArguments: ["--version"], debianPackage: "prometheus",
      purpose: "metrics over time", isRequired: false),
  ]
}
