internal import TenfoldModel

/// What a number of a result must be for a gate to open: `headroom >= 3x`.
package struct Threshold: Sendable, Hashable {
  /// How the number is compared with the bound.
  package enum Comparison: String, Sendable, Hashable, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
  }

  /// The number.
  package let measure: GateMeasure
  /// How it is compared.
  package let comparison: Comparison
  /// What it is compared with, in the measure's unit.
  package let bound: Double
  /// The bound as it was written.
  private let boundText: String

  /// Reads a threshold as a person writes it.
  ///
  /// - Throws: ``ThresholdError`` that says what was found and what is expected.
  package init(_ text: String) throws(ThresholdError) {
    let comparisons = Comparison.allCases
    guard let mark = text.firstIndex(where: { "<>".contains($0) }),
      let comparison = comparisons.first(where: { text[mark...].hasPrefix($0.rawValue) })
    else {
      throw ThresholdError(
        "'\(text)' compares nothing; it must be a measure, one of >=, <=, > and <, and a bound, such as "
          + "'headroom >= 3x'")
    }
    let name = text[..<mark].trimmed
    guard let measure = GateMeasure(named: name) else {
      throw ThresholdError(
        "'\(name)' is no measure; measures are \(GateMeasure.all.map(\.name).joined(separator: ", "))")
    }
    let boundText = text[text.index(mark, offsetBy: comparison.rawValue.count)...].trimmed
    guard let bound = measure.bound(boundText) else {
      throw ThresholdError("the bound of \(name) is '\(boundText)'; it must be \(measure.boundForm)")
    }
    self.measure = measure
    self.comparison = comparison
    self.bound = bound
    self.boundText = boundText
  }

  /// `headroom >= 3x`.
  package var text: String { "\(measure.name) \(comparison.rawValue) \(boundText)" }

  /// What is asked for, in words: `3x or more`.
  package var demand: String {
    switch comparison {
    case .atLeast: "\(boundText) or more"
    case .atMost: "\(boundText) or less"
    case .above: "more than \(boundText)"
    case .below: "less than \(boundText)"
    }
  }

  /// True when a number meets it; a number that is not known never does.
  package func isMet(by value: Double?) -> Bool {
    guard let value else { return false }
    return switch comparison {
    case .atLeast: value >= bound
    case .atMost: value <= bound
    case .above: value > bound
    case .below: value < bound
    }
  }

  /// True when `value` is further from the bound than `earlier` was. Nothing known is worse than any number.
  package func isWorse(_ value: Double?, than earlier: Double?) -> Bool {
    guard let earlier else { return value != nil }
    guard let value else { return true }
    return switch comparison {
    case .atLeast, .above: value < earlier
    case .atMost, .below: value > earlier
    }
  }
}

/// A threshold that cannot be understood.
package struct ThresholdError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was found and what is expected.
  package let description: String

  init(_ description: String) { self.description = description }
}
