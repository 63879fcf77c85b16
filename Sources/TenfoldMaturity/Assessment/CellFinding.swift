import TenfoldModel

/// What the rules of one cell found together.
struct CellFinding {
  /// Level of the cell.
  let level: Int
  /// Rules that hold.
  let held: [(rule: Rule, finding: DimensionLevel.Finding)]
  /// Rules that do not hold although the files could have shown it.
  let missing: [(rule: Rule, finding: DimensionLevel.Finding)]
  /// Rules whose files were not given.
  let notAssessed: [(rule: Rule, finding: DimensionLevel.Finding)]
  /// Parts the cell needs that are not shown.
  let openParts: [String]

  /// True when one strong or two medium rules hold for every part.
  var isReached: Bool { openParts.isEmpty }

  /// Evaluates the rules of a cell.
  init(_ dimension: Dimension, level: Int, rules: [Rule], in context: RuleContext) {
    var held: [(Rule, DimensionLevel.Finding)] = []
    var missing: [(Rule, DimensionLevel.Finding)] = []
    var notAssessed: [(Rule, DimensionLevel.Finding)] = []
    for rule in rules where rule.dimension == dimension && rule.level == level {
      switch rule.result(in: context) {
      case .held(let text, let evidence):
        held.append((rule, .init(rule: rule.id, message: "\(rule.title): \(text)", evidence: evidence)))
      case .missing(let text): missing.append((rule, .init(rule: rule.id, message: text)))
      case .notAssessed(let text):
        notAssessed.append((rule, .init(rule: rule.id, message: "\(rule.title): not assessed, \(text)")))
      }
    }
    self.level = level
    self.held = held
    self.missing = missing
    self.notAssessed = notAssessed
    openParts = CellRequirement.of(dimension, level: level).parts.filter { part in
      let speaking = held.map(\.0).filter { part.isEmpty || $0.parts.contains(part) }
      return !speaking.contains { $0.strength == .strong }
        && speaking.count { $0.strength == .medium } < 2
    }
  }

  /// What the cell lacks: rules that would close an open part, the strongest first.
  var lacking: [DimensionLevel.Finding] {
    let wanted = (missing + notAssessed).filter { entry in
      entry.rule.strength != .weak
        && (openParts == [""] || !entry.rule.parts.isDisjoint(with: openParts))
    }
    return wanted.sorted { $0.rule.strength == .strong && $1.rule.strength != .strong }.map(\.finding)
  }
}
