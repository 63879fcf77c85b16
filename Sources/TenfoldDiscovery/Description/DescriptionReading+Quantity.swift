internal import TenfoldModel
internal import TenfoldPlatform

extension DescriptionReading {
  /// A number: `4ms`, a range `1ms..4ms..12ms` or `1ms..12ms`, or `{likely: 4ms, low: 1ms, high: 12ms}`.
  mutating func quantity(_ node: YAMLNode, _ unit: QuantityUnit) -> Quantity? {
    guard !isUnknown(node) else { return nil }
    if node.isMapping { return spelledOut(node, unit) }
    guard let text = node.string else {
      report(
        .form, .error, "\(subject) is \(described(node)); expected \(unit.expectation)", line: node.line)
      return nil
    }
    let parts = ranged(text)
    guard parts.count <= 3 else {
      report(
        .range, .error, "\(subject): \"\(text)\" has \(parts.count) parts; write low..likely..high",
        line: node.line)
      return nil
    }
    var numbers: [Double] = []
    for part in parts {
      guard let number = number(part, unit, line: node.line) else { return nil }
      numbers.append(number)
    }
    let likely = numbers.count == 2 ? middle(numbers[0], numbers[1]) : numbers[numbers.count / 2]
    return ordered(
      low: numbers[0], likely: likely, high: numbers[numbers.count - 1], .stated(at: location(node.line)),
      line: node.line)
  }

  /// A number that means something only above 0.
  mutating func positive(_ node: YAMLNode, _ unit: QuantityUnit) -> Quantity? {
    guard let found = quantity(node, unit) else { return nil }
    guard found.likely > 0 else {
      report(
        .value, .error, "\(subject) is 0; expected more than 0, or 'unknown' to have it assumed",
        line: node.line)
      return nil
    }
    return found
  }

  /// The keys of a number that is spelled out.
  static let rangeKeys = ["likely", "low", "high", "measured", "assumed", "grade", "derived", "basis"]

  private mutating func spelledOut(_ node: YAMLNode, _ unit: QuantityUnit) -> Quantity? {
    var numbers: [String: Double] = [:]
    for entry in entries(node) {
      switch entry.key {
      case "likely", "low", "high":
        guard let text = entry.value.string, let number = number(text, unit, line: entry.line) else {
          return nil
        }
        numbers[entry.key] = number
      case let key where Self.rangeKeys.contains(key): break
      default: reportUnknownKey(entry, known: Self.rangeKeys)
      }
    }
    let bounds = [numbers["low"], numbers["high"]].compactMap { $0 }
    guard let likely = numbers["likely"] ?? (bounds.count == 2 ? middle(bounds[0], bounds[1]) : bounds.first)
    else {
      report(
        .missingKey, .error, "\(subject) needs 'likely', or 'low' and 'high': \(unit.expectation)",
        line: node.line)
      return nil
    }
    return ordered(
      low: numbers["low"] ?? likely, likely: likely, high: numbers["high"] ?? likely, origin(of: node),
      line: node.line)
  }

  private func origin(of node: YAMLNode) -> Provenance {
    if let source = node["measured"]?.string {
      return .measured(source: source, at: location(node.line))
    }
    if let entry = node["assumed"]?.string {
      return .assumed(entry: entry, grade: node["grade"]?.string.flatMap { Grade(rawValue: $0) } ?? .e)
    }
    if let law = node["derived"]?.string {
      return .derived(
        law: law, basis: node["basis"]?.string.flatMap { Basis(rawValue: $0) } ?? .stated)
    }
    return .stated(at: location(node.line))
  }

  private mutating func ordered(
    low: Double, likely: Double, high: Double, _ provenance: Provenance, line: Int
  ) -> Quantity? {
    guard low <= likely, likely <= high else {
      report(
        .range, .error, "\(subject): low, likely and high are out of order; write the smallest first",
        line: line)
      return nil
    }
    return Quantity(likely, low: low, high: high, provenance)
  }

  /// The likeliest value between two bounds: their geometric mean, since most ranges here are ratios.
  private func middle(_ low: Double, _ high: Double) -> Double {
    low > 0 && high > 0 ? (low * high).squareRoot() : (low + high) / 2
  }

  /// The parts of `low..likely..high`; one part for a plain number.
  private func ranged(_ text: String) -> [String] {
    var parts: [String] = [""]
    var rest = Substring(text)
    while let character = rest.first {
      if rest.hasPrefix("..") {
        parts.append("")
        rest = rest.dropFirst(2)
      } else {
        parts[parts.count - 1].append(character)
        rest = rest.dropFirst()
      }
    }
    return parts.map(\.trimmed)
  }

  private mutating func number(_ text: String, _ unit: QuantityUnit, line: Int) -> Double? {
    if let value = unit.value(of: text) {
      guard unit.needsUnit, value != 0, Double(text) != nil else { return value }
      let units = unit == .duration ? "write \(text)ms or \(text)s" : "write \(unit.expectation)"
      report(.value, .error, "\(subject): \"\(text)\" has no unit; \(units)", line: line)
      return nil
    }
    report(.value, .error, "\(subject): " + refusal(of: text, unit), line: line)
    return nil
  }

  /// Why a text is not of a kind, and what to write instead.
  private func refusal(of text: String, _ unit: QuantityUnit) -> String {
    let closed = text.filter { $0 != " " }
    if closed != text, let value = unit.value(of: closed) {
      let plain = unit == .cores && closed.last == "m" ? " or \(QuantityText.number(value))" : ""
      return "\"\(text)\" has a space; write \(closed)\(plain)"
    }
    if unit == .share, let percent = UnitText.count(text), percent > 1 {
      return "\"\(text)\" is above 1; write \(text)% if it is a percentage"
    }
    if text.hasPrefix("-") { return "\"\(text)\" is negative; expected \(unit.expectation)" }
    let kinds = QuantityUnit.allCases.filter { $0 != unit && $0.needsUnit || $0 == .share }
    if let other = kinds.first(where: { $0.value(of: text) != nil }), Double(text) == nil {
      return "\"\(text)\" is \(other.noun); expected \(unit.expectation)"
    }
    return "\"\(text)\" is not \(unit.noun); expected \(unit.expectation)"
  }
}
