import TenfoldPlatform

/// The fixed parts of a template: what it writes whatever the values are.
///
/// Lines of actions (`{{ if }}`, `{{ range }}`) are left out, actions within lines become a placeholder, and
/// the rest is read as YAML. Enough to see which objects a chart writes and what is fixed in them; the
/// values themselves are the renderer's work.
enum TemplateSkeleton {
  /// One document of a template.
  struct Document {
    let node: YAMLNode
    /// A condition on a value that the chart's own values set to false stands around it.
    var isSwitchedOff = false
    /// A `range` stands around it.
    var isRepeated = false
  }

  /// What an action is replaced by.
  static let placeholder = "templated"

  /// Documents of a template file of a chart; none for every other file.
  static func documents(of file: SourceFile, in tree: SourceTree) -> [Document] {
    guard file.path.contains("templates/"), file.name.hasSuffix(".yaml") || file.name.hasSuffix(".yml"),
      file.bytes.count < 200_000
    else { return [] }
    let text = file.text
    guard text.contains("{{") else { return [] }
    let root = file.path.split(separator: "/").prefix { $0 != "templates" }.joined(separator: "/")
    let values = tree[root.isEmpty ? "values.yaml" : root + "/values.yaml"]?.documents.first
    return documents(of: text, values: values)
  }

  /// Documents of a template's text under a chart's values.
  static func documents(of text: String, values: YAMLNode?) -> [Document] {
    var result: [Document] = []
    var lines: [String] = []
    var blocks: [Block] = []
    var isOff = false
    var isRepeated = false
    var commentDepth = 0
    func finish(_ number: Int) {
      defer {
        lines = Array(repeating: "", count: number)
        isOff = blocks.contains { $0 == .off }
        isRepeated = blocks.contains { $0 == .range }
      }
      guard let nodes = try? YAMLParser.documents(of: lines.joined(separator: "\n")) else { return }
      result += nodes.map { Document(node: $0, isSwitchedOff: isOff, isRepeated: isRepeated) }
    }
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, raw) in all.enumerated() {
      let line = String(raw)
      let trimmed = line.drop { $0 == " " || $0 == "\t" }
      if commentDepth > 0 || trimmed.contains("{{/*") || trimmed.contains("{{- /*") {
        commentDepth = trimmed.contains("*/") ? 0 : 1
        lines.append("")
        continue
      }
      if trimmed.hasPrefix("---") {
        finish(index)
        lines.append("")
        continue
      }
      for action in actions(in: line) { apply(action, to: &blocks, values: values) }
      let isEmptySoFar = !lines.contains { !$0.isEmpty }
      if isEmptySoFar {
        isOff = blocks.contains { $0 == .off }
        isRepeated = blocks.contains { $0 == .range }
      }
      let isWithin = blocks.contains(.off) && !isOff
      lines.append(trimmed.hasPrefix("{{") || isWithin ? "" : replaced(line))
    }
    finish(all.count)
    return result
  }

  private enum Block { case plain, range, off }

  private static func apply(_ action: String, to blocks: inout [Block], values: YAMLNode?) {
    let words = action.split(whereSeparator: { $0 == " " || $0 == "-" && false }).map(String.init)
    guard let verb = words.first(where: { $0 != "-" }) else { return }
    switch verb {
    case "if":
      let rest = words.drop { $0 != "if" }.dropFirst()
      // Only a plain switch, or a switch among conditions that must all hold, can be told here.
      let names = rest.first == "and" || rest.count == 1 ? rest.filter { $0.contains(".Values.") } : []
      let isFalse = names.contains { name in
        guard let range = name.firstRange(of: ".Values.") else { return false }
        let path = name[range.upperBound...].filter { $0 != ")" && $0 != "(" }.split(separator: ".").map(
          String.init)
        return values?[path]?.bool == false
      }
      blocks.append(isFalse ? .off : .plain)
    case "range": blocks.append(.range)
    case "with", "define", "block": blocks.append(.plain)
    case "else": if let last = blocks.last, last == .off { blocks[blocks.count - 1] = .plain }
    case "end": _ = blocks.popLast()
    default: break
    }
  }

  private static func actions(in line: String) -> [String] {
    var found: [String] = []
    var rest = Substring(line)
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      var inner = rest[open.upperBound..<close.lowerBound]
      if inner.hasPrefix("-") { inner.removeFirst() }
      if inner.hasSuffix("-") { inner.removeLast() }
      found.append(String(inner))
      rest = rest[close.upperBound...]
    }
    return found
  }

  /// The line with each action replaced; a default or quoted text within it is kept, since it is what is written
  /// unless a value says otherwise.
  private static func replaced(_ line: String) -> String {
    var result = ""
    var rest = Substring(line)
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      result += rest[..<open.lowerBound]
      result += fallback(in: rest[open.upperBound..<close.lowerBound]) ?? placeholder
      rest = rest[close.upperBound...]
    }
    return result + rest
  }

  private static func fallback(in action: Substring) -> String? {
    guard let word = action.firstRange(of: "default \"") else { return nil }
    let text = action[word.upperBound...].prefix { $0 != "\"" }
    return text.isEmpty ? nil : String(text)
  }
}
