/// Something that went wrong and may again: what caused it, how often, for how long and for how many.
public struct Incident: Sendable, Hashable, Codable {
  /// What causes incidents, as far as it decides what helps against them.
  public enum Cause: String, Sendable, Hashable, Codable, CaseIterable {
    /// A change of code or configuration did harm.
    case change
    /// A part failed.
    case fault
    /// A zone was lost.
    case zone
    /// A region was lost.
    case region
    /// More came than could be done.
    case overload
    /// Something that is called became slow or failed, and its callers with it.
    case dependency
    /// Repeated calls kept a part down after its trouble was over.
    case retryStorm
    /// One tenant or client took what others need.
    case tenant
    /// Something happened twice, or was lost, since a call was repeated or not.
    case duplicate
  }

  /// What it is called.
  public var name: String
  /// What causes it.
  public var cause: Cause
  /// The component where it begins, by name; nil when it is the whole system or unknown.
  public var component: String?
  /// How often it comes in a year.
  public var perYear: Quantity?
  /// Time from its begin until it is over, in seconds.
  public var duration: Quantity?
  /// The part of it until somebody notices, in seconds.
  public var detectionTime: Quantity?
  /// The part from then until its cause is found, in seconds.
  public var diagnosisTime: Quantity?
  /// Share of the requests, or of the tenants, that it spoils, in 0...1.
  public var affectedShare: Quantity?
  /// Ids of the remedies that are in place against it.
  public var answeredBy: [String]

  /// Makes an incident of which only the cause is known unless more is given.
  public init(
    name: String, cause: Cause, component: String? = nil, perYear: Quantity? = nil,
    duration: Quantity? = nil, detectionTime: Quantity? = nil, diagnosisTime: Quantity? = nil,
    affectedShare: Quantity? = nil, answeredBy: [String] = []
  ) {
    self.name = name
    self.cause = cause
    self.component = component
    self.perYear = perYear
    self.duration = duration
    self.detectionTime = detectionTime
    self.diagnosisTime = diagnosisTime
    self.affectedShare = affectedShare
    self.answeredBy = answeredBy
  }
}
