/// How close to running something is that a file shows.
public enum EvidenceState: Int, Sendable, Hashable, Codable, Comparable, CaseIterable {
  /// A file has it.
  case declared
  /// It is reachable from what is in use: the effective files, an enabled value, a job that applies it.
  case referenced
  /// A dump of a running cluster has it.
  case deployed
  /// Telemetry showed it at work.
  case observed

  /// Closer to running is greater.
  public static func < (left: EvidenceState, right: EvidenceState) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What a fact is about: the vocabulary that discovery speaks and the maturity rules understand.
///
/// Topics are declared beside the readers of their subject, as static members in extensions of this type.
public struct FactTopic: RawRepresentable, Sendable, Hashable, Codable {
  /// The topic's stable name, such as `pipeline.deploys`.
  public var rawValue: String

  /// Names a topic.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

/// Something a file or telemetry shows that bears on how mature the system is.
public struct Fact: Sendable, Hashable, Codable {
  /// What it is about.
  public var topic: FactTopic
  /// The component, workflow or object concerned; empty when it concerns the whole system.
  public var subject: String
  /// What was found, in a few words of the field for a person to read; never a secret.
  public var detail: String
  /// How close to running it is.
  public var state: EvidenceState
  /// Where it is written.
  public var location: SourceLocation
  /// A number that goes with it: a count, a share; nil when there is none.
  public var value: Double?

  /// Makes a fact.
  public init(
    _ topic: FactTopic, subject: String = "", detail: String, state: EvidenceState,
    at location: SourceLocation, value: Double? = nil
  ) {
    self.topic = topic
    self.subject = subject
    self.detail = detail
    self.state = state
    self.location = location
    self.value = value
  }
}

/// A class of files: evidence that could only stand in a class that was not given is unknown, not absent.
public enum FileClass: String, Sendable, Hashable, Codable, CaseIterable {
  /// Compose files.
  case compose
  /// Kubernetes objects, plain, rendered or as templates.
  case kubernetes
  /// Pipelines: GitHub Actions, GitLab CI, Jenkins, Travis, Cloud Build and the like.
  case pipeline
  /// Infrastructure as code: Terraform, Bicep, CloudFormation.
  case infrastructure
  /// Configuration of services: Spring files, proxies' files, environment files.
  case configuration
  /// Configuration of monitoring: Prometheus, Alertmanager, collectors, dashboards.
  case monitoring
  /// Source code.
  case source
  /// Traces.
  case traces
  /// Metrics.
  case metrics
  /// A system described by a person.
  case description
}
