/// How text for people is laid out: columns, and colours or none.
public struct TextStyle: Sendable, Hashable {
  /// Columns to keep to; nil to break no lines.
  public var width: Int?
  /// True when a terminal shows colours.
  public var usesColor: Bool

  /// Lays out for `width` columns.
  public init(width: Int?, usesColor: Bool = false) {
    self.width = width
    self.usesColor = usesColor
  }

  /// What a colour says.
  enum Role: String {
    case strong = "1"
    case faint = "2"
    case bad = "31"
    case good = "32"
    case doubtful = "33"
  }

  func paint(_ text: String, _ role: Role) -> String {
    usesColor ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// A label and its text beside it, wrapped under itself.
  func labeled(_ label: String, _ text: String, column: Int = 11, role: Role? = nil) -> [String] {
    let padding = String(repeating: " ", count: max(label.isEmpty ? 0 : 1, column - label.count))
    let indent = String(repeating: " ", count: column)
    let wrapped = width.map { Wrapping.lines(text, width: max(20, $0 - column)) } ?? [text]
    return wrapped.enumerated().map { index, line in
      let line = role.map { paint(line, $0) } ?? line
      return index == 0 ? paint(label, .strong) + padding + line : indent + line
    }
  }
}
