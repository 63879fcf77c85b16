public import TenfoldModel
internal import TenfoldPlatform

/// Why a sentence about load, outages or expectations could not be understood: what was found, what was expected.
public struct SentenceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The sentence for the reader.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// Reads load curves as people say them.
///
/// A curve is phases one after the other: `200/s for 2min`, `ramp 200/s..1000/s over 10min`, `day 100/s..900/s over 24h`,
/// `trace counts.csv every 1min`. Loads are rates, or multiples of the system's own load: `3x`.
public enum LoadText {
  /// How a phase looks, for messages.
  static let expectation =
    "expected a phase such as 200/s for 2min, ramp 1x..5x over 10min, day 100/s..900/s over 24h or trace counts.csv "
    + "every 1min"

  /// The curve of phases.
  ///
  /// - Parameters:
  ///   - phases: At least one, in order.
  ///   - folder: Where files of traces are looked for; empty for the working directory.
  /// - Throws: ``SentenceError`` with the phase and what to write.
  public static func curve(of phases: [String], relativeTo folder: String = "") throws(SentenceError)
    -> LoadCurve
  {
    var read: [(phase: LoadPhase, measure: LoadCurve.Measure)] = []
    for (index, text) in phases.enumerated() {
      let (phase, measure) = try self.phase(text, folder)
      if let last = read.last, last.measure != measure {
        throw SentenceError(
          "'\(text)': rates and multiples do not mix; give all loads as rates (200/s) or all as multiples (2x)"
        )
      }
      if index < phases.count - 1, phase.duration == .infinity {
        throw SentenceError(
          "'\(text)' goes on for ever and another phase follows; say for how long: \(text) for 5min")
      }
      read.append((phase, measure))
    }
    guard let first = read.first else { throw SentenceError("a load without phases; " + expectation) }
    let end = read.reduce(0) { $0 + ($1.phase.duration.isFinite ? $1.phase.duration : 0) }
    guard end <= 1e12 else {
      throw SentenceError("the load goes on for \(end) s; at most 1e12 s are possible")
    }
    return LoadCurve(first.measure, phases: read.map(\.phase))
  }

  private static func phase(
    _ text: String, _ folder: String
  ) throws(SentenceError) -> (LoadPhase, LoadCurve.Measure) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    switch words.first {
    case nil: throw SentenceError("an empty phase; " + expectation)
    case "ramp":
      let (range, duration) = try halves(words.dropFirst(), around: "over", in: text)
      let (from, to, measure) = try self.range(range, in: text)
      return (.ramp(from: from, to: to, duration: try time(duration, in: text)), measure)
    case "day":
      let (range, duration) = try halves(words.dropFirst(), around: "over", in: text, orElse: "24h")
      let (low, high, measure) = try self.range(range, in: text)
      return (.day(low: low, high: high, duration: try time(duration, in: text)), measure)
    case "trace":
      let (file, rest) = try halves(words.dropFirst(), around: "every", in: text)
      let parts = rest.split(separator: " times ", maxSplits: 1)
      let interval = try time(String(parts[0]), in: text)
      var factor = 1.0
      if parts.count == 2 {
        guard let number = UnitText.count(parts[1]), number <= 1e6 else { throw refusal(text) }
        factor = number
      }
      let counts = try counts(of: folder.isEmpty || file.hasPrefix("/") ? file : folder + "/" + file)
      guard (counts.max() ?? 0) * factor / interval <= 1e9 else {
        throw SentenceError("'\(text)': more than 1e9 requests/s; is the interval right?")
      }
      return (.trace(counts.map { $0 * factor / interval }, interval: interval), .rate)
    default:
      if !words.contains("for") {
        let (value, measure) = try load(words.joined(separator: " "), in: text)
        return (.hold(value, duration: nil), measure)
      }
      let (level, duration) = try halves(words[...], around: "for", in: text)
      let (value, measure) = try load(level, in: text)
      return (.hold(value, duration: try time(duration, in: text)), measure)
    }
  }

  // MARK: Parts

  private static func refusal(_ text: String) -> SentenceError { SentenceError("'\(text)': " + expectation) }

  private static func halves(
    _ words: ArraySlice<String>, around middle: String, in text: String, orElse fallback: String? = nil
  ) throws(SentenceError) -> (String, String) {
    guard let place = words.lastIndex(of: middle) else {
      guard let fallback, !words.isEmpty else { throw refusal(text) }
      return (words.joined(separator: " "), fallback)
    }
    let first = words[..<place].joined(separator: " ")
    let second = words[(place + 1)...].joined(separator: " ")
    guard !first.isEmpty, !second.isEmpty else { throw refusal(text) }
    return (first, second)
  }

  private static func time(_ word: String, in text: String) throws(SentenceError) -> Double {
    guard let time = UnitText.duration(word), time > 0, time <= 1e12 else {
      throw SentenceError("'\(text)': \"\(word)\" is not \(QuantityUnit.duration.expectation) above 0")
    }
    return time
  }

  /// Two loads with two points between them; the unit of the second does for both.
  private static func range(
    _ words: String, in text: String
  ) throws(SentenceError) -> (Double, Double, LoadCurve.Measure) {
    guard let dots = words.firstIndex(of: "."), let gap = range(of: "..", from: dots, in: words) else {
      throw refusal(text)
    }
    let (low, high) = (String(words[..<gap]), String(words[words.index(gap, offsetBy: 2)...]))
    let (to, measure) = try load(high, in: text)
    if let plain = UnitText.count(low) {
      if measure == .factor { return (plain, to, measure) }
      // 100..1000/s: the first is per the same time.
      let unit = high.split(separator: "/", maxSplits: 1).dropFirst().first.map { "/" + $0 } ?? ""
      guard let from = UnitText.rate(low + unit) else { throw refusal(text) }
      return (from, to, measure)
    }
    let (from, other) = try load(low, in: text)
    guard measure == other else { throw refusal(text) }
    return (from, to, measure)
  }

  private static func range(of dots: String, from start: String.Index, in text: String) -> String.Index? {
    var index = start
    while index < text.endIndex {
      if text[index...].hasPrefix(dots) { return index }
      index = text.index(after: index)
    }
    return nil
  }

  private static func load(
    _ word: String, in text: String
  ) throws(SentenceError) -> (Double, LoadCurve.Measure) {
    if word.hasSuffix("x"), let factor = UnitText.count(word.dropLast()), factor <= 1e6 {
      return (factor, .factor)
    }
    guard let rate = UnitText.rate(word), rate <= 1e9 else {
      throw SentenceError(
        "'\(text)': \"\(word)\" is neither \(QuantityUnit.rate.expectation) nor a multiple such as 3x")
    }
    return (rate, .rate)
  }

  // MARK: Traces

  /// Counts of intervals: the last column of a file of comma-separated values, a heading left out.
  private static func counts(of path: String) throws(SentenceError) -> [Double] {
    let bytes: [UInt8]
    do {
      bytes = try FileReader.bytes(of: path, maximum: 64 << 20)
    } catch {
      throw SentenceError("\(path): \(error)")
    }
    var counts: [Double] = []
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let text = String(decoding: line, as: UTF8.self).trimmed
      guard !text.isEmpty else { continue }
      let column = text.split(separator: ",", omittingEmptySubsequences: false).last?.trimmed ?? ""
      guard let count = Double(column), count >= 0, count <= 1e12 else {
        if index == 0 { continue }
        throw SentenceError(
          "\(path):\(index + 1): \"\(column.prefix(40))\" is no count; the last column must hold requests of an interval"
        )
      }
      counts.append(count)
    }
    guard counts.count <= 1_000_000 else {
      throw SentenceError("\(path): \(counts.count) intervals; at most a million are possible, so join some")
    }
    guard !counts.isEmpty else {
      throw SentenceError(
        "\(path): no counts; write one line for each interval, with its requests in the last column")
    }
    return counts
  }
}
