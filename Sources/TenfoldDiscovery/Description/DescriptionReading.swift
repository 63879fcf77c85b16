internal import TenfoldModel
internal import TenfoldPlatform

/// The state of one reading: where it is, what it has to say, and what can be called by which name.
struct DescriptionReading {
  let file: String
  let directory: ComponentDirectory
  private(set) var diagnostics: [Diagnostic] = []
  /// Keys from the root to here.
  private var path: [String] = []
  /// Names of the component and operation being read.
  var component = ""
  /// What was said on one component about another, to be put there once all are read.
  var pending: [PendingStatement] = []
  /// Operations that are called of components which list none.
  var implied: [(component: String, operation: String)] = []
  /// Lines of operations, by `component.operation`, for messages about the calls between them.
  var operationLines: [String: Int] = [:]

  init(file: String, directory: ComponentDirectory) {
    self.file = file
    self.directory = directory
  }

  /// Everything reported, each with its place, by line: for files that are refused as a whole.
  var problems: [String] {
    diagnostics.sorted { ($0.location?.line ?? 0) < ($1.location?.line ?? 0) }.map {
      "\($0.location.map { "\($0)" } ?? file): \($0.message)"
    }
  }

  /// Where the reading is, as a person would say it: `services.api.cpu`.
  var subject: String {
    path.isEmpty
      ? "the file" : path.reduce("") { $0.isEmpty || $1.hasPrefix("[") ? $0 + $1 : $0 + "." + $1 }
  }

  mutating func within<Value>(_ key: String, _ body: (inout DescriptionReading) -> Value) -> Value {
    path.append(key)
    defer { path.removeLast() }
    return body(&self)
  }

  func location(_ line: Int) -> SourceLocation {
    SourceLocation(file: file, line: line)
  }

  mutating func report(
    _ problem: DescriptionProblem, _ severity: Diagnostic.Severity, _ message: String, line: Int
  ) {
    diagnostics.append(Diagnostic(severity, id: problem.rawValue, message, at: location(line)))
  }

  mutating func reportUnknownKey(_ entry: YAMLNode.Entry, known: [String]) {
    let nearest = NearestName.of(entry.key, among: known)
    let advice =
      nearest.map { "did you mean '\($0)'?" } ?? "known here: \(known.joined(separator: ", "))"
    report(.unknownKey, .warning, "\(subject): unknown key '\(entry.key)'; \(advice)", line: entry.line)
  }
}

// MARK: - Shapes

extension DescriptionReading {
  /// True for `unknown`, which may stand in place of every value, and for an empty value.
  func isUnknown(_ node: YAMLNode) -> Bool {
    if case .scalar("unknown", true) = node.content { true } else { node.isNull }
  }

  mutating func expectMapping(_ node: YAMLNode, keys: [String]) -> Bool {
    if node.isMapping { return true }
    if !isUnknown(node) {
      let example = keys.prefix(3).map { "\($0): ..." }.joined(separator: ", ")
      report(
        .form, .error, "\(subject) is \(described(node)); expected a mapping such as {\(example)}",
        line: node.line)
      return false
    }
    return true
  }

  /// The entries of a mapping, each key once; reports keys that come twice.
  mutating func entries(_ node: YAMLNode) -> [YAMLNode.Entry] {
    guard expectMapping(node, keys: ["name"]) else { return [] }
    var last: [String: Int] = [:]
    for (index, entry) in node.entries.enumerated() {
      if let earlier = last[entry.key] {
        report(
          .duplicate, .warning,
          "\(subject): '\(entry.key)' is given again (first on line \(node.entries[earlier].line)); "
            + "this one counts, remove the other", line: entry.line)
      }
      last[entry.key] = index
    }
    return node.entries.enumerated().filter { last[$0.element.key] == $0.offset }.map(\.element)
  }

  mutating func items(_ node: YAMLNode) -> [YAMLNode] {
    if node.isSequence { return node.items }
    if !isUnknown(node) {
      report(.form, .error, "\(subject) is \(described(node)); expected a list [...]", line: node.line)
    }
    return []
  }

  mutating func text(_ node: YAMLNode) -> String? {
    guard !isUnknown(node) else { return nil }
    if let text = node.string { return text }
    report(.form, .error, "\(subject) is \(described(node)); expected a text", line: node.line)
    return nil
  }

  mutating func texts(_ node: YAMLNode) -> [String] {
    node.isSequence ? node.items.compactMap { text($0) } : text(node).map { [$0] } ?? []
  }

  mutating func flag(_ node: YAMLNode) -> Bool? {
    guard !isUnknown(node) else { return nil }
    if let flag = node.bool { return flag }
    report(.value, .error, "\(subject) is \(described(node)); expected true or false", line: node.line)
    return nil
  }

  mutating func choice(_ node: YAMLNode, of words: [String]) -> String? {
    guard !isUnknown(node) else { return nil }
    guard let text = node.string, words.contains(text) else {
      let nearest = node.string.flatMap { NearestName.of($0, among: words) }
      let advice = nearest.map { "; did you mean '\($0)'?" } ?? ""
      report(
        .value, .error,
        "\(subject) is \(described(node)); expected one of \(words.joined(separator: ", "))\(advice)",
        line: node.line)
      return nil
    }
    return text
  }

  func described(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let text, _): "\"\(text.prefix(40))\""
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
