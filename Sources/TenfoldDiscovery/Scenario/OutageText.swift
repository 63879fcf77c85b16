public import TenfoldModel

/// Reads what fails, and when, as people say it.
public enum OutageText {
  /// What a text names: `db`, `2 of api`, `zone 1 of eu`, `zone 1`, `region eu`, `link api to db`.
  ///
  /// - Parameter components: Names of components, which win over words; empty when they are not known.
  public static func target(
    _ text: some StringProtocol, components: [String] = []
  ) throws(SentenceError) -> OutageTarget {
    let text = text.trimmed
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else {
      throw SentenceError(
        "nothing is named; expected a component, 2 of api, zone 1 of eu, region eu or link a to b")
    }
    if components.contains(text) { return .component(text) }
    let rest = words.dropFirst()
    switch first {
    case "region" where rest.count == 1: return .region(words[1])
    case "zone":
      guard let number = rest.first.flatMap({ Int($0) }),
        rest.count == 1 || rest.count == 3 && words[2] == "of"
      else { throw SentenceError("'\(text)': expected zone 1, or zone 1 of eu") }
      return .zone(number, region: rest.count == 3 ? words[3] : nil)
    case "link":
      guard let middle = words.firstIndex(of: "to"), middle > 1, middle < words.count - 1 else {
        throw SentenceError("'\(text)': expected link api to db")
      }
      return .link(words[1..<middle].joined(separator: " "), words[(middle + 1)...].joined(separator: " "))
    default:
      if words.count >= 3, words[1] == "of", let count = Int(first) {
        return .replicas(of: words[2...].joined(separator: " "), count: count)
      }
      return .component(text)
    }
  }

  /// An outage and its time: `db at 2min for 20s`.
  public static func outage(_ text: String) throws(SentenceError) -> SystemEvent {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let message = "'\(text)': expected what, when and how long, such as db at 2min for 20s"
    guard let last = words.lastIndex(of: "for"), let at = words[..<last].lastIndex(of: "at"), at > 0,
      let begin = UnitText.duration(words[(at + 1)..<last].joined(separator: " ")),
      let length = UnitText.duration(words[(last + 1)...].joined(separator: " ")), length > 0
    else { throw SentenceError(message) }
    let target = try target(words[..<at].joined(separator: " "))
    return .outage(target, from: begin, until: begin + length)
  }

  /// What fails again and again: `each replica of api`, or a target as a whole.
  static func processTarget(
    _ text: String, components: [String]
  ) throws(SentenceError) -> FailureProcess.Target {
    for beginning in ["each replica of ", "each of "] where text.hasPrefix(beginning) {
      return .eachReplica(of: text.dropFirst(beginning.count).trimmed)
    }
    return .whole(try target(text, components: components))
  }
}
