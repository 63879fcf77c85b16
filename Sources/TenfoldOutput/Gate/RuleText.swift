internal import TenfoldMaturity

/// What a rule of an ``Issue`` says about itself, for formats that list rules.
struct RuleText {
  /// A short title.
  let title: String
  /// What it means, in sentences.
  let meaning: String

  /// Looks a rule up among the cells of the ladder, the kinds of limits, the doubts and the measures.
  init(of rule: String) {
    if let cell = Ladder.cell(named: rule) {
      title = "\(cell.dimension.name), level \(cell.level): \(cell.title)"
      meaning = "\(cell.meaning) What it needs: \(cell.needs)"
    } else if let entry = ConstraintGlossary.entries.first(where: { $0.kind == rule }) {
      title = entry.meaning
      meaning = "\(entry.meaning) How the load is found: \(entry.computation)"
    } else if let entry = DiagnosticGlossary.entry(rule) {
      title = entry.meaning
      meaning = "\(entry.meaning) \(entry.remedy)"
    } else if rule == "unread" {
      title = "A file could not be read."
      meaning =
        "What it declares is missing from the answer. tenfold discover lists such files and the reasons."
    } else if rule.hasPrefix("gate.") {
      title = "A number of the result does not meet its threshold."
      meaning = "The threshold is set with tenfold check --require or in .tenfold/check.yaml."
    } else {
      title = "The answer rests on something doubtful."
      meaning = "tenfold explain \(rule) says what was found, and what to do about it."
    }
  }
}
