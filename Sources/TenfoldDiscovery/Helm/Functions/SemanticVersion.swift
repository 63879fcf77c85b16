/// A version `major.minor.patch-prerelease`, compared as charts compare them.
struct SemanticVersion: Comparable {
  var numbers: [Int]
  var prerelease: String

  /// Reads a version; what is missing counts as 0.
  init(_ text: String) {
    let body = text.drop { $0 == "v" || $0 == " " }.prefix { $0 != "+" }
    let parts = body.split(separator: "-", maxSplits: 1)
    let spelled = (parts.first ?? "").split(separator: ".").prefix(3).map { Int($0) ?? 0 }
    numbers = spelled + [Int](repeating: 0, count: 3 - spelled.count)
    prerelease = parts.count > 1 ? String(parts[1]) : ""
  }

  static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
    if left.numbers != right.numbers { return left.numbers.lexicographicallyPrecedes(right.numbers) }
    guard left.prerelease != right.prerelease else { return false }
    // A version with a prerelease comes before the one without.
    return right.prerelease.isEmpty || (!left.prerelease.isEmpty && left.prerelease < right.prerelease)
  }

  /// Its parts as templates see them.
  var map: TemplateMap {
    TemplateMap([
      "Major": .int(numbers[0]), "Minor": .int(numbers[1]), "Patch": .int(numbers[2]),
      "Prerelease": .string(prerelease),
    ])
  }

  /// True when a version meets a constraint such as `>=1.19-0 <2` or `^1.2 || ~3.4`.
  static func satisfies(_ version: String, _ constraint: String) -> Bool {
    let version = SemanticVersion(version)
    return constraint.replacing("||", with: "\u{1}").split(separator: "\u{1}").contains { alternative in
      comparisons(String(alternative)).allSatisfy { version.meets($0.symbol, $0.text) }
    }
  }

  /// The comparisons of one alternative, blanks between a symbol and its version allowed.
  private static func comparisons(_ text: String) -> [(symbol: String, text: String)] {
    var found: [(symbol: String, text: String)] = []
    var symbol = ""
    for word in text.split(whereSeparator: { $0 == " " || $0 == "," }) {
      let head = word.prefix { "<>=!~^".contains($0) }
      symbol += head
      let rest = word.dropFirst(head.count)
      guard !rest.isEmpty else { continue }
      found.append((symbol, String(rest)))
      symbol = ""
    }
    return found
  }

  private func meets(_ symbol: String, _ text: String) -> Bool {
    let parts = text.drop { $0 == "v" }.prefix { $0 != "-" && $0 != "+" }.split(separator: ".")
    let given = parts.prefix { Int($0) != nil }.count
    let bound = SemanticVersion(text.replacing("x", with: "0").replacing("*", with: "0"))
    switch symbol {
    case ">": return self > bound
    case ">=": return self >= bound
    case "<": return self < bound
    case "<=": return self <= bound
    case "!=": return self != bound
    case "~": return self >= bound && agrees(with: bound, through: min(2, max(1, given)))
    case "^":
      let leading = bound.numbers.firstIndex { $0 != 0 } ?? 2
      return self >= bound && agrees(with: bound, through: min(leading + 1, max(1, given)))
    default: return given == 3 ? self == bound : agrees(with: bound, through: given)
    }
  }

  private func agrees(with other: SemanticVersion, through count: Int) -> Bool {
    numbers.prefix(count) == other.numbers.prefix(count)
  }
}
