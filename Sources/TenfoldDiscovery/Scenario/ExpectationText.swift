public import TenfoldModel

/// Reads what is expected as people say it: `p99 of checkout < 300ms from 2min on`, `recovered within 5min`.
public enum ExpectationText {
  static let expectation =
    "expected a sentence such as p99 of checkout < 300ms from 2min on, errors < 1%, replicas of api <= 8 or recovered "
    + "within 5min"

  /// The expectation that a sentence says.
  ///
  /// - Throws: ``SentenceError`` with the sentence and what to write.
  public static func expectation(_ text: String) throws(SentenceError) -> Expectation {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    if words.first == "recovered" {
      guard words.count >= 3, words[1] == "within",
        let time = UnitText.duration(words[2...].joined(separator: " "))
      else { throw SentenceError("'\(text)': expected recovered within 5min") }
      return .recovery(within: time)
    }
    guard let place = words.firstIndex(where: { Expectation.Comparison(rawValue: $0) != nil }),
      let comparison = Expectation.Comparison(rawValue: words[place])
    else { throw SentenceError("'\(text)': no comparison <, <=, > or >= between spaces; " + expectation) }
    let (figure, subject) = try left(words[..<place], in: text)
    let (value, window) = try right(words[(place + 1)...], in: text)
    guard let limit = figure.unit.value(of: value) else {
      throw SentenceError("'\(text)': \"\(value)\" is not \(figure.unit.expectation)")
    }
    if figure.unit == .duration, limit != 0, Double(value) != nil {
      throw SentenceError("'\(text)': \"\(value)\" has no unit; write \(value)ms or \(value)s")
    }
    return .figure(figure, of: subject, comparison, limit, in: window)
  }

  private static func left(
    _ words: ArraySlice<String>, in text: String
  ) throws(SentenceError) -> (Expectation.Figure, String?) {
    let known = Expectation.Figure.allCases.map(\.rawValue)
    guard let word = words.first, let figure = Expectation.Figure(rawValue: word) else {
      let nearest = words.first.flatMap { NearestName.of($0, among: known) }
      throw SentenceError(
        "'\(text)': no figure is called \"\(words.first ?? "")\""
          + (nearest.map { "; did you mean '\($0)'?" } ?? "; there are \(known.joined(separator: ", "))"))
    }
    let rest = words.dropFirst()
    guard !rest.isEmpty else {
      if figure.isOfComponent {
        throw SentenceError("'\(text)': \(word) of which component? write \(word) of NAME")
      }
      return (figure, nil)
    }
    guard rest.first == "of", rest.count > 1 else { throw SentenceError("'\(text)': " + expectation) }
    return (figure, rest.dropFirst().joined(separator: " "))
  }

  private static func right(
    _ words: ArraySlice<String>, in text: String
  ) throws(SentenceError) -> (String, Expectation.Window) {
    func time(_ words: ArraySlice<String>) throws(SentenceError) -> Double {
      guard let time = UnitText.duration(words.joined(separator: " ")) else {
        throw SentenceError(
          "'\(text)': \"\(words.joined(separator: " "))\" is not \(QuantityUnit.duration.expectation); a window is "
            + "from 2min on, from 2min to 5min or until 2min")
      }
      return time
    }
    guard let place = words.firstIndex(where: { $0 == "from" || $0 == "until" }) else {
      return (words.joined(separator: " "), .init())
    }
    let value = words[..<place].joined(separator: " ")
    let rest = words[(place + 1)...]
    if words[place] == "until" { return (value, .init(until: try time(rest))) }
    if rest.last == "on" { return (value, .init(from: try time(rest.dropLast()))) }
    guard let middle = rest.firstIndex(of: "to") else { return (value, .init(from: try time(rest))) }
    let window = Expectation.Window(from: try time(rest[..<middle]), until: try time(rest[(middle + 1)...]))
    guard window.until > window.from else {
      throw SentenceError("'\(text)': the window ends before it begins")
    }
    return (value, window)
  }
}

extension Expectation.Figure {
  fileprivate var unit: QuantityUnit {
    switch self {
    case .mean, .p50, .p95, .p99, .p999: .duration
    case .errors, .utilization: .share
    case .goodput: .rate
    case .replicas: .count
    }
  }
}
