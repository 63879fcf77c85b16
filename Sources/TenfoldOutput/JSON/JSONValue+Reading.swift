/// Questions to a document that was read.
extension JSONValue {
  /// The member of a name; nil when this is no object or has none of that name. - Complexity: O(members).
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  /// The items of a list; empty for everything else.
  package var items: [JSONValue] {
    if case .array(let items) = self { items } else { [] }
  }

  /// The number, nil for everything else.
  package var number: Double? {
    if case .number(let number) = self { number } else { nil }
  }

  /// The text, nil for everything else.
  package var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// True for `true` alone.
  package var isTrue: Bool { self == .bool(true) }
}
