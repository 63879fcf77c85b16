/// A YAML document that is to be written: what the generators need of YAML, and comments.
///
/// Written in block style with two spaces of indent. Texts are quoted wherever YAML could read them as anything else.
indirect enum YAMLValue: Sendable, Hashable {
  /// A text.
  case text(String)
  /// A number or a truth value, spelled as YAML spells it.
  case plain(String)
  /// A text of several lines, kept as they are.
  case lines(String)
  /// A list.
  case list([YAMLValue])
  /// Members in order.
  case map([Member])
  /// A value under a comment.
  case noted(YAMLValue, String)

  /// A key and what stands under it.
  struct Member: Sendable, Hashable {
    let key: String
    let value: YAMLValue
  }

  /// The value under a comment that says where it comes from.
  func because(_ comment: String) -> YAMLValue { .noted(self, comment) }

  /// The map with more members at its end.
  func adding(_ members: KeyValuePairs<String, YAMLValue>) -> YAMLValue {
    guard case .map(let own) = self else { return self }
    return .map(own + members.map { Member(key: $0.key, value: $0.value) })
  }

  /// A map with keys that are computed.
  static func members(_ pairs: [(String, YAMLValue)]) -> YAMLValue {
    .map(pairs.map { Member(key: $0.0, value: $0.1) })
  }

  /// The document as text, with a line break at its end.
  var document: String {
    var text = ""
    write(into: &text, indent: 0)
    return text
  }

  /// Several documents in one file.
  static func documents(_ values: [YAMLValue]) -> String {
    values.map(\.document).joined(separator: "---\n")
  }
}

extension YAMLValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  init(stringLiteral value: String) { self = .text(value) }
}

extension YAMLValue: ExpressibleByIntegerLiteral {
  init(integerLiteral value: Int) { self = .plain(String(value)) }
}

extension YAMLValue: ExpressibleByBooleanLiteral {
  init(booleanLiteral value: Bool) { self = .plain(String(value)) }
}

extension YAMLValue: ExpressibleByArrayLiteral {
  init(arrayLiteral elements: YAMLValue...) { self = .list(elements) }
}

extension YAMLValue: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral elements: (String, YAMLValue)...) {
    self = .map(elements.map { Member(key: $0.0, value: $0.1) })
  }
}

extension YAMLValue {
  /// Writes the value as lines of their own at an indent.
  private func write(into text: inout String, indent: Int) {
    let margin = String(repeating: " ", count: indent)
    switch self {
    case .noted(let value, let comment):
      text += CommentText.lines(comment, margin: margin + "# ")
      value.write(into: &text, indent: indent)
    case .map(let members) where !members.isEmpty:
      for member in members {
        var value = member.value
        if case .noted(let inner, let comment) = value {
          text += CommentText.lines(comment, margin: margin + "# ")
          value = inner
        }
        text += margin + Self.spelled(member.key) + ":"
        value.writeBehindKey(into: &text, indent: indent)
      }
    case .list(let items) where !items.isEmpty:
      for item in items {
        var value = item
        if case .noted(let inner, let comment) = value {
          text += CommentText.lines(comment, margin: margin + "# ")
          value = inner
        }
        // A nested block begins on the line of its dash.
        var block = ""
        value.write(into: &block, indent: indent + 2)
        if block.hasPrefix(margin + "  #") {
          text += margin + "-\n" + block
        } else {
          text += margin + "- " + block.dropFirst(indent + 2)
        }
      }
    default: text += margin + inline + "\n"
    }
  }

  private func writeBehindKey(into text: inout String, indent: Int) {
    switch self {
    case .map(let members) where !members.isEmpty: text += "\n"
    case .list(let items) where !items.isEmpty: text += "\n"
    case .lines(let content):
      let margin = String(repeating: " ", count: indent + 2)
      text += " |\n"
      for line in content.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        text += line.isEmpty ? "\n" : margin + line + "\n"
      }
      return
    default:
      text += " " + inline + "\n"
      return
    }
    write(into: &text, indent: indent + 2)
  }

  /// A value that fits behind a key or a dash.
  private var inline: String {
    switch self {
    case .text(let text), .lines(let text): Self.spelled(text)
    case .plain(let text): text
    case .list: "[]"
    case .map: "{}"
    case .noted(let value, _): value.inline
    }
  }

  private static let reserved: Set<String> = [
    "true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan",
  ]

  /// A text as YAML reads it back unchanged: plain where nothing in it means anything, in double quotes elsewhere.
  static func spelled(_ text: String) -> String {
    let isPlain =
      text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
          UInt8(ascii: "/"):
          true
        default: false
        }
      } && text.utf8.first.map { $0 >= UInt8(ascii: "A") || $0 == UInt8(ascii: "/") } ?? false
    if isPlain, !reserved.contains(text.lowercased()) { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        quoted += "\\x" + (digits.count < 2 ? "0" : "") + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
