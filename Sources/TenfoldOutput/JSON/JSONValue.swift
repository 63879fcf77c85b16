/// A JSON document in memory, whose members keep their order.
public indirect enum JSONValue: Sendable, Hashable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number; one that is not finite is written as `null`.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Members in order; names are unique.
  case object([Member])

  /// A name and what stands under it.
  public struct Member: Sendable, Hashable {
    /// The name.
    public let name: String
    /// What stands under it.
    public let value: JSONValue

    /// Makes a member.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The document as text: two spaces of indent, short lists and objects on one line, a line break at the end.
  ///
  /// The same value gives the same bytes on every machine.
  public var text: String {
    var text = ""
    write(into: &text, indent: 0)
    return text + "\n"
  }

  /// The document on one line, without spaces or a line break at the end.
  package var line: String {
    var text = ""
    writeLine(into: &text)
    return text
  }

  private func writeLine(into text: inout String) {
    switch self {
    case .array(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        item.writeLine(into: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        Self.quote(member.name, into: &text)
        text += ":"
        member.value.writeLine(into: &text)
      }
      text += "}"
    default: write(into: &text, indent: 0)
    }
  }

  private func write(into text: inout String, indent: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let value): text += Self.spell(value)
    case .string(let value): Self.quote(value, into: &text)
    case .array(let items):
      writeList(items.map { ("", $0) }, "[", "]", into: &text, indent: indent)
    case .object(let members):
      writeList(members.map { ($0.name, $0.value) }, "{", "}", into: &text, indent: indent)
    }
  }

  private func writeList(
    _ items: [(name: String, value: JSONValue)], _ open: String, _ close: String, into text: inout String,
    indent: Int
  ) {
    let isShort = items.count <= 4 && items.allSatisfy { $0.value.isScalar }
    let lineBreak = isShort ? "" : "\n" + String(repeating: " ", count: indent + 2)
    text += open
    for (index, item) in items.enumerated() {
      if index > 0 { text += isShort ? ", " : "," }
      text += lineBreak
      if open == "{" {
        Self.quote(item.name, into: &text)
        text += ": "
      }
      item.value.write(into: &text, indent: indent + 2)
    }
    if !isShort { text += "\n" + String(repeating: " ", count: indent) }
    text += close
  }

  private var isScalar: Bool {
    switch self {
    case .null, .bool, .number: true
    case .string(let value): value.utf8.count <= 80
    case .array(let items): items.isEmpty
    case .object(let members): members.isEmpty
    }
  }

  /// The shortest digits that read back as the same number; whole numbers without a point.
  private static func spell(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < 1e16 { return String(Int64(value)) }
    return "\(value)"
  }

  private static func quote(_ value: String, into text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
}

extension JSONValue {
  /// An object from names and values.
  package static func members(_ pairs: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(pairs.map { Member($0.key, $0.value) })
  }

  /// A text, or null.
  static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  /// A number, or null.
  static func optional(_ number: Double?) -> JSONValue { number.map { .number($0) } ?? .null }

  /// A whole number, or null.
  static func optional(_ number: Int?) -> JSONValue { number.map { .number(Double($0)) } ?? .null }
}
