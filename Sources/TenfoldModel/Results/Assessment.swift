/// The five dimensions of the ladder, in its order.
public enum Dimension: String, Sendable, Hashable, Codable, CaseIterable, CodingKeyRepresentable {
  /// How many own services there are.
  case serviceCount
  /// How changes reach production.
  case deployment
  /// How services talk.
  case communication
  /// How state is kept.
  case dataManagement
  /// How the system is watched and kept alive.
  case monitoring
}

/// The level reached on one dimension and why.
public struct DimensionLevel: Sendable, Hashable, Codable {
  /// One rule that held or did not.
  public struct Finding: Sendable, Hashable, Codable {
    /// The rule's id, such as `TF-D2-3`.
    public var rule: String
    /// What was found, or what is missing and would count.
    public var message: String
    /// Where; empty for what is missing.
    public var evidence: [Evidence]

    /// Makes a finding.
    public init(rule: String, message: String, evidence: [Evidence] = []) {
      self.rule = rule
      self.message = message
      self.evidence = evidence
    }
  }

  /// 1...4; nil when the files given could not have shown it.
  public var level: Int?
  /// False when the files given could not have shown it.
  public var assessed: Bool
  /// What carries the level.
  public var evidence: [Finding]
  /// What the next level lacks.
  public var missing: [Finding]
  /// A remark on the level, such as "between 1-5 and 10-20".
  public var note: String?

  /// Makes a level.
  public init(level: Int?, evidence: [Finding] = [], missing: [Finding] = [], note: String? = nil) {
    self.level = level
    assessed = level != nil
    self.evidence = evidence
    self.missing = missing
    self.note = note
  }
}

/// How mature the system is: a level on each dimension, never an average.
public struct Assessment: Sendable, Hashable, Codable {
  /// The level on each dimension.
  public var levels: [Dimension: DimensionLevel]
  /// The dimension with the lowest level, which limits the next scale; nil when nothing was assessed.
  public var limiting: Dimension?

  /// Makes an assessment; the limiting dimension follows.
  ///
  /// Of dimensions on the same level the first in the ladder's order limits, service count last: few services
  /// are no fault in themselves.
  public init(levels: [Dimension: DimensionLevel]) {
    self.levels = levels
    limiting = (Dimension.allCases.dropFirst() + [.serviceCount]).filter { levels[$0]?.level != nil }
      .min { (levels[$0]?.level ?? 0) < (levels[$1]?.level ?? 0) }
  }
}
