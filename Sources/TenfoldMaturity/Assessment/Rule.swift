public import TenfoldModel

/// One kind of evidence for one cell of the ladder, with a stable id.
///
/// A rule looks at what was found and says whether its evidence is there; it never decides a level. Several
/// rules together establish a cell, as ``CellRequirement`` says.
public struct Rule: Sendable {
  /// How much the evidence says alone.
  public enum Strength: String, Sendable, Hashable, Codable, CaseIterable {
    /// Enough alone.
    case strong
    /// Needs one more of its kind.
    case medium
    /// Supports, and never decides.
    case weak
  }

  /// The stable id: `TF-`, the letter of the dimension, the level, and a number within the cell.
  public let id: String
  /// Dimension of the cell it speaks for.
  public let dimension: Dimension
  /// Level of the cell it speaks for, 1...4.
  public let level: Int
  /// How much its evidence says alone.
  public let strength: Strength
  /// Parts of the cell it can stand for where the cell needs several: `event`, `gateway`; empty for the whole cell.
  public let parts: Set<String>
  /// What it says when it holds, in a few words.
  public let title: String
  /// What counts as evidence, in sentences.
  public let counts: String
  /// What looks like evidence and is none, in sentences.
  public let misleads: String
  /// Classes of files that could show it; without any of them it is not assessed.
  public let shownBy: Set<FileClass>
  /// Looks for the evidence.
  let evaluate: @Sendable (RuleContext) -> RuleResult

  init(
    _ id: String, _ dimension: Dimension, level: Int, _ strength: Strength, parts: Set<String> = [],
    title: String, counts: String, misleads: String, shownBy: Set<FileClass>,
    evaluate: @escaping @Sendable (RuleContext) -> RuleResult
  ) {
    self.id = id
    self.dimension = dimension
    self.level = level
    self.strength = strength
    self.parts = parts
    self.title = title
    self.counts = counts
    self.misleads = misleads
    self.shownBy = shownBy
    self.evaluate = evaluate
  }

  /// Looks for the evidence where files were given that could show it.
  public func result(in context: RuleContext) -> RuleResult {
    let result = evaluate(context)
    guard case .missing = result, shownBy.isDisjoint(with: context.given) else { return result }
    return .notAssessed("no \(shownBy.map(\.rawValue).sorted().joined(separator: " or ")) given")
  }
}

/// What a rule found.
public enum RuleResult: Sendable, Hashable {
  /// The evidence is there: what was found, and where.
  case held(String, [Evidence])
  /// Files that could show it were given, and do not; the text says what would count.
  case missing(String)
  /// The files given could not have shown it, for this reason.
  case notAssessed(String)

  /// True when the evidence is there.
  public var isHeld: Bool {
    if case .held = self { true } else { false }
  }
}
