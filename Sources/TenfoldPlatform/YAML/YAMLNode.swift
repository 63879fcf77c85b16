/// One node of a YAML (or JSON) document, with the place it was written at.
///
/// Aliases and merge keys (`<<`) are already resolved: a node that stands in several places is shared, not
/// copied. The order of mapping entries is that of the file; of a repeated key the last entry counts.
public struct YAMLNode: Sendable {
  /// What a node holds.
  public indirect enum Content: Sendable {
    /// Text of a scalar; `isPlain` tells that it was written without quotes, so that `true`, `12` and `~`
    /// may mean more than their letters.
    case scalar(text: String, isPlain: Bool)
    /// A list.
    case sequence([YAMLNode])
    /// A mapping in file order, merge keys already applied.
    case mapping([Entry])
  }

  /// One key and value of a mapping.
  public struct Entry: Sendable {
    /// The key's text; of a key that is not a scalar, the empty text.
    public let key: String
    /// Line of the key, from 1.
    public let line: Int
    /// The value.
    public let value: YAMLNode

    /// Pairs a key with its value.
    public init(key: String, line: Int, value: YAMLNode) {
      self.key = key
      self.line = line
      self.value = value
    }
  }

  /// What the node holds.
  public let content: Content
  /// The tag as written (`!reset`, `!reference`), nil for none and for the standard tags.
  public let tag: String?
  /// Line of the first character, from 1.
  public let line: Int
  /// Column of the first character, from 1.
  public let column: Int

  /// Makes a node; readers of other formats use it to hand their documents on in this form.
  public init(content: Content, tag: String? = nil, line: Int, column: Int = 1) {
    self.content = content
    self.tag = tag
    self.line = line
    self.column = column
  }
}

extension YAMLNode {
  /// The value under `key`, nil when this is no mapping or has no such key. - Complexity: O(entries).
  public subscript(key: String) -> YAMLNode? {
    entries.last { $0.key == key }?.value
  }

  /// The value at the end of a path of keys, nil when a step is missing.
  public subscript(path: [String]) -> YAMLNode? {
    var node = self
    for key in path {
      guard let next = node[key] else { return nil }
      node = next
    }
    return node
  }

  /// The entries of a mapping; empty for every other node.
  public var entries: [Entry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }

  /// The items of a sequence; empty for every other node.
  public var items: [YAMLNode] {
    if case .sequence(let items) = content { items } else { [] }
  }

  /// True for a mapping.
  public var isMapping: Bool {
    if case .mapping = content { true } else { false }
  }

  /// True for a sequence.
  public var isSequence: Bool {
    if case .sequence = content { true } else { false }
  }

  /// True for an empty plain scalar, `~` and `null`.
  public var isNull: Bool {
    guard case .scalar(let text, true) = content else { return false }
    return text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
  }

  /// The text of a scalar that is not null.
  public var string: String? {
    guard case .scalar(let text, _) = content, !isNull else { return nil }
    return text
  }

  /// The whole number a scalar spells.
  public var int: Int? {
    string.flatMap { Int($0) }
  }

  /// The finite number a scalar spells.
  public var double: Double? {
    string.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
  }

  /// The truth value a scalar spells, in the words of YAML 1.1 (`yes`, `on`, `true` and their opposites).
  public var bool: Bool? {
    switch string?.lowercased() {
    case "true", "yes", "on": true
    case "false", "no", "off": false
    default: nil
    }
  }

  /// The texts of a sequence of scalars, or the one text of a scalar.
  public var strings: [String] {
    if let string { [string] } else { items.compactMap(\.string) }
  }
}
