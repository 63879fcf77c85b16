internal import TenfoldModel
package import TenfoldOutput
internal import TenfoldPlatform

/// Checks and waivers that a team keeps beside its system: `.tenfold/check.yaml`.
///
/// ```yaml
/// checks:
///   - headroom >= 3x
///   - level.monitoring >= 2
/// waivers:
///   - rule: saturation
///     scope: events
///     reason: the broker moves to a managed one in March
///     owner: team-shop
///     until: 2027-03-31
/// ```
package struct GateFile: Sendable {
  /// Where a file is looked for in the folders given.
  package static let usualPlace = ".tenfold/check.yaml"

  /// What is asked for.
  package private(set) var thresholds: [Threshold] = []
  /// What is let pass.
  package private(set) var waivers: [Waiver] = []

  /// Nothing asked for, nothing let pass.
  package init() {}

  /// Reads a file, called `name` in messages and reports.
  ///
  /// - Throws: ``InputError`` with everything that is wrong, each with file and line: a check that is half understood
  ///   would let pass what it should stop.
  package init(path: String, naming name: String) throws(InputError) {
    let bytes: [UInt8]
    do {
      bytes = try FileReader.bytes(of: path, maximum: 1 << 20)
    } catch {
      throw InputError("\(path): \(error)")
    }
    try self.init(text: String(decoding: bytes, as: UTF8.self), file: name)
  }

  /// Reads the text of a file.
  package init(text: String, file: String) throws(InputError) {
    let documents: [YAMLNode]
    do {
      documents = try YAMLParser.documents(of: text)
    } catch {
      throw InputError("\(file):\(error)")
    }
    var reading = Reading(file: file)
    guard documents.count <= 1 else {
      throw InputError("\(file): holds \(documents.count) documents; keep checks and waivers in one")
    }
    if let root = documents.first { reading.read(root) }
    guard reading.problems.isEmpty else { throw InputError(reading.problems.joined(separator: "\n")) }
    thresholds = reading.thresholds
    waivers = reading.waivers
  }

  /// A file being read.
  private struct Reading {
    let file: String
    var thresholds: [Threshold] = []
    var waivers: [Waiver] = []
    var problems: [String] = []

    private static let waiverKeys = ["rule", "scope", "reason", "owner", "until"]

    mutating func refuse(_ line: Int, _ message: String) { problems.append("\(file):\(line): \(message)") }

    mutating func read(_ root: YAMLNode) {
      guard root.isMapping else {
        return refuse(root.line, "this is no mapping; write checks: and waivers: with lists under them")
      }
      for entry in root.entries {
        switch entry.key {
        case "checks": items(of: entry).forEach { readCheck($0) }
        case "waivers": items(of: entry).forEach { readWaiver($0) }
        default:
          let nearest = Suggestion.nearest(to: entry.key, among: ["checks", "waivers"])
          refuse(
            entry.line,
            "unknown key '\(entry.key)'"
              + (nearest.map { "; did you mean '\($0)'?" } ?? "; there are checks and waivers"))
        }
      }
    }

    private mutating func items(of entry: YAMLNode.Entry) -> [YAMLNode] {
      if !entry.value.isSequence, !entry.value.isNull {
        refuse(entry.line, "\(entry.key) is no list; write each item on a line that begins with a dash")
      }
      return entry.value.items
    }

    private mutating func readCheck(_ node: YAMLNode) {
      guard let text = node.string else {
        return refuse(node.line, "a check is a text such as headroom >= 3x")
      }
      do throws(ThresholdError) {
        thresholds.append(try Threshold(text))
      } catch {
        refuse(node.line, error.description)
      }
    }

    private mutating func readWaiver(_ node: YAMLNode) {
      guard node.isMapping else {
        return refuse(node.line, "a waiver is a mapping of \(Self.waiverKeys.joined(separator: ", "))")
      }
      for entry in node.entries where !Self.waiverKeys.contains(entry.key) {
        let nearest = Suggestion.nearest(to: entry.key, among: Self.waiverKeys)
        refuse(
          entry.line,
          "unknown key '\(entry.key)' of a waiver"
            + (nearest.map { "; did you mean '\($0)'?" }
              ?? "; there are \(Self.waiverKeys.joined(separator: ", "))"))
      }
      let rule = text("rule", of: node, "what it is about, such as headroom or saturation")
      let reason = text("reason", of: node, "a sentence that says why it may pass")
      let owner = text("owner", of: node, "the person or team who answers for it")
      let until = text("until", of: node, "the last day on which it counts, such as 2027-03-31")
      guard let rule, let reason, let owner, let until else { return }
      guard let date = CalendarDate(until) else {
        return refuse(
          node["until"]?.line ?? node.line, "until is '\(until)'; it must be a day such as 2027-03-31")
      }
      waivers.append(
        Waiver(
          rule: rule, scope: node["scope"]?.string, reason: reason, owner: owner, until: date,
          at: SourceLocation(file: file, line: node.line)))
    }

    private mutating func text(_ key: String, of node: YAMLNode, _ meaning: String) -> String? {
      if let text = node[key]?.string?.trimmed, !text.isEmpty { return text }
      refuse(node[key]?.line ?? node.line, "the waiver has no \(key): it must have \(meaning)")
      return nil
    }
  }
}
