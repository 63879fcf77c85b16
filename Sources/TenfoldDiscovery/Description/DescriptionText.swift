/// Lays a description out as YAML lines that a person likes to edit.
///
/// A mapping or list stands on one line where it fits and is not deep, and in block style otherwise.
struct DescriptionText {
  /// Whether keys that are unknown appear as comments.
  let marksUnknown: Bool
  private(set) var lines: [String] = []

  /// Longest line a mapping or list is put on.
  private static let width = 100

  init(marksUnknown: Bool) {
    self.marksUnknown = marksUnknown
  }

  /// Adds the keys of a mapping, `indent` columns in.
  mutating func add(_ tree: DescriptionTree, indent: Int) {
    let margin = String(repeating: " ", count: indent)
    switch tree {
    case .plain, .text:
      lines.append(margin + inline(tree))
    case .list(let items):
      for item in items { addItem(item, margin: margin, indent: indent) }
    case .map(let entries, let unknown, let evidence):
      lines += evidence.map { margin + "# " + Self.comment($0) }
      for entry in entries { addEntry(entry, margin: margin, indent: indent) }
      if marksUnknown { lines += unknown.map { margin + "# " + Self.comment($0) } }
    }
  }

  private mutating func addEntry(_ entry: DescriptionTree.Entry, margin: String, indent: Int) {
    let key = margin + Self.quoted(entry.key) + ":"
    if fits(entry.value, after: key.count) {
      lines.append(key + " " + inline(entry.value))
    } else {
      lines.append(key)
      add(entry.value, indent: indent + 2)
    }
  }

  private mutating func addItem(_ item: DescriptionTree, margin: String, indent: Int) {
    if fits(item, after: margin.count + 1) {
      lines.append(margin + "- " + inline(item))
    } else {
      let start = lines.count
      add(item, indent: indent + 2)
      // The first line that is not a comment takes the dash in the place of its margin.
      let first = lines[start...].firstIndex { !$0.dropFirst(indent + 2).hasPrefix("#") } ?? start
      lines[first] = margin + "- " + lines[first].dropFirst(indent + 2)
    }
  }

  private func fits(_ tree: DescriptionTree, after column: Int) -> Bool {
    switch tree {
    case .plain, .text: return true
    case .list, .map:
      guard !hasRemarks(tree), depth(of: tree) <= 2 else { return false }
      return column + 1 + inline(tree).count <= Self.width
    }
  }

  private func hasRemarks(_ tree: DescriptionTree) -> Bool {
    switch tree {
    case .plain, .text: false
    case .list(let items): items.contains(where: hasRemarks)
    case .map(let entries, let unknown, let evidence):
      marksUnknown && !unknown.isEmpty || !evidence.isEmpty || entries.contains { hasRemarks($0.value) }
    }
  }

  private func depth(of tree: DescriptionTree) -> Int {
    switch tree {
    case .plain, .text: 0
    case .list(let items): 1 + (items.map(depth).max() ?? 0)
    case .map(let entries, _, _): 1 + (entries.map { depth(of: $0.value) }.max() ?? 0)
    }
  }

  private func inline(_ tree: DescriptionTree) -> String {
    switch tree {
    case .plain(let text): text
    case .text(let text): Self.quoted(text)
    case .list(let items): "[" + items.map(inline).joined(separator: ", ") + "]"
    case .map(let entries, _, _):
      "{" + entries.map { Self.quoted($0.key) + ": " + inline($0.value) }.joined(separator: ", ") + "}"
    }
  }

  /// A remark without anything that would end its line.
  private static func comment(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }

  /// The text, quoted where YAML would read it as something else.
  static func quoted(_ text: String) -> String {
    func isWord(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", "/", ".", "$": true
      default: false
      }
    }
    let reserved = ["null", "true", "false", "yes", "no", "on", "off", "unknown"]
    let inner: [Unicode.Scalar] = ["@", "%", "+", "-", " ", "="]
    let isPlain =
      text.unicodeScalars.first.map(isWord) ?? false && text.last != " "
      && text.unicodeScalars.allSatisfy { isWord($0) || inner.contains($0) }
      && !reserved.contains(text.lowercased())
    if isPlain { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _
      where scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value) || scalar.value == 0xFEFF
        || (0x2028...0x2029).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
