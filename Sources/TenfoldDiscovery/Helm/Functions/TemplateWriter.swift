/// Writes values as YAML, JSON and TOML, in bounds: a value that contains itself is refused, not followed.
enum TemplateWriter {
  /// YAML as Helm writes it: keys sorted, two spaces, lists not indented, no newline at the end.
  static func yaml(_ value: TemplateValue) throws(TemplateFailure) -> String {
    var text = ""
    try write(value, indent: 0, isInline: false, to: &text)
    if text.hasPrefix("\n") { text.removeFirst() }
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  /// Writes a value after its key or dash; block forms begin on a new line.
  private static func write(
    _ value: TemplateValue, indent: Int, isInline: Bool, to text: inout String
  ) throws(TemplateFailure) {
    try bound(text, depth: indent / 2)
    let margin = String(repeating: " ", count: indent)
    switch value {
    case .map(let map) where !map.entries.isEmpty:
      for (index, key) in map.sortedKeys.enumerated() {
        if !(isInline && index == 0) { text += "\n" + margin }
        text += scalar(key, indent: indent)
        text += ":"
        let entry = map[key]
        switch entry {
        case .map(let inner) where !inner.entries.isEmpty:
          try write(entry, indent: indent + 2, isInline: false, to: &text)
        case .list(let items) where !items.isEmpty:
          try write(entry, indent: indent, isInline: false, to: &text)
        default:
          text += " "
          try write(entry, indent: indent + 2, isInline: true, to: &text)
        }
      }
    case .list(let items) where !items.isEmpty:
      for (index, item) in items.enumerated() {
        if !(isInline && index == 0) { text += "\n" + margin }
        text += "- "
        try write(item, indent: indent + 2, isInline: true, to: &text)
      }
    case .map: text += "{}"
    case .list: text += "[]"
    case .null, .object: text += "null"
    case .string(let string): text += scalar(string, indent: indent)
    default: text += value.text
    }
  }

  /// A text as a plain, quoted or block scalar, whichever is the first to keep it.
  private static func scalar(_ text: String, indent: Int) -> String {
    let bytes = text.utf8
    if bytes.contains(10) {
      guard bytes.allSatisfy({ $0 >= 32 || $0 == 10 || $0 == 9 }) else {
        return TemplateFunctions.quoted(text)
      }
      return block(text, indent: max(2, indent))
    }
    if bytes.contains(where: { $0 < 32 || $0 == 127 }) { return TemplateFunctions.quoted(text) }
    if bytes.isEmpty { return "\"\"" }
    if ["y", "Y", "n", "N"].contains(text) { return "\"" + text + "\"" }
    if case .string = YAMLScalar.value(of: text) {
      if isPlain(text) { return text }
      return "'" + text.replacing("'", with: "''") + "'"
    }
    return "\"" + text + "\""
  }

  private static func isPlain(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    if bytes[0] == 32 || bytes[bytes.count - 1] == 32 || bytes[bytes.count - 1] == UInt8(ascii: ":") {
      return false
    }
    if "!&*|>'\"%@`,[]{}#".utf8.contains(bytes[0]) { return false }
    if "-?:".utf8.contains(bytes[0]), bytes.count == 1 || bytes[1] == 32 { return false }
    if text.hasPrefix("---") || text.hasPrefix("...") || text == "<<" || text == "=" { return false }
    for index in bytes.indices.dropLast() {
      if bytes[index] == UInt8(ascii: ":"), bytes[index + 1] == 32 { return false }
      if bytes[index] == 32, bytes[index + 1] == UInt8(ascii: "#") { return false }
    }
    return true
  }

  private static func block(_ text: String, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    var body = Substring(text)
    var header = "|-"
    if body.hasSuffix("\n") {
      body = body.dropLast()
      header = body.hasSuffix("\n") || body.isEmpty ? "|+" : "|"
    }
    if let first = text.first, first == " " || first == "\n" {
      header.insert("2", at: header.index(after: header.startIndex))
    }
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
    return header + lines.map { $0.isEmpty ? "\n" : "\n" + margin + $0 }.joined()
  }

  /// JSON with sorted keys.
  static func json(_ value: TemplateValue, isPretty: Bool = false) throws(TemplateFailure) -> String {
    var text = ""
    try writeJSON(value, depth: 0, isPretty: isPretty, to: &text)
    return text
  }

  private static func writeJSON(
    _ value: TemplateValue, depth: Int, isPretty: Bool, to text: inout String
  ) throws(TemplateFailure) {
    try bound(text, depth: depth)
    func gap(_ depth: Int) -> String { isPretty ? "\n" + String(repeating: "  ", count: depth) : "" }
    switch value {
    case .map(let map) where !map.entries.isEmpty:
      text += "{"
      for (index, key) in map.sortedKeys.enumerated() {
        text += (index > 0 ? "," : "") + gap(depth + 1) + jsonText(key) + (isPretty ? ": " : ":")
        try writeJSON(map[key], depth: depth + 1, isPretty: isPretty, to: &text)
      }
      text += gap(depth) + "}"
    case .list(let items) where !items.isEmpty:
      text += "["
      for (index, item) in items.enumerated() {
        text += (index > 0 ? "," : "") + gap(depth + 1)
        try writeJSON(item, depth: depth + 1, isPretty: isPretty, to: &text)
      }
      text += gap(depth) + "]"
    case .map: text += "{}"
    case .list: text += "[]"
    case .null, .object: text += "null"
    case .string(let string): text += jsonText(string)
    default: text += value.text
    }
  }

  private static func jsonText(_ text: String) -> String {
    var result = ""
    for scalar in TemplateFunctions.quoted(text).unicodeScalars {
      if scalar.value < 32 {
        let code = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// TOML: values first, then a table for each map.
  static func toml(_ map: TemplateMap) throws(TemplateFailure) -> String {
    var text = ""
    try writeTOML(map, path: [], to: &text)
    return text
  }

  private static func writeTOML(_ map: TemplateMap, path: [String], to text: inout String)
    throws(TemplateFailure)
  {
    try bound(text, depth: path.count)
    for key in map.sortedKeys where map[key].map == nil {
      text += key + " = " + (try json(map[key])) + "\n"
    }
    for key in map.sortedKeys {
      guard let inner = map[key].map else { continue }
      text += "[" + (path + [key]).joined(separator: ".") + "]\n"
      try writeTOML(inner, path: path + [key], to: &text)
    }
  }

  private static func bound(_ text: String, depth: Int) throws(TemplateFailure) {
    guard depth < 100, text.utf8.count <= TemplateLimits.text else {
      throw TemplateFailure("a value to be written is too large, too deep or contains itself")
    }
  }
}
