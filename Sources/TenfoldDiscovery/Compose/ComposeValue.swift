internal import TenfoldModel
internal import TenfoldPlatform

/// A node of a Compose file with its variables replaced, which remembers the file it comes from.
///
/// Merging takes nodes of several files into one tree, so that each needs its own place, and its own folder
/// that relative paths begin at.
struct ComposeValue {
  indirect enum Content {
    case null
    case scalar(String)
    case list([ComposeValue])
    case mapping([Entry])
  }

  struct Entry {
    var key: String
    /// Where the key is written.
    var location: SourceLocation
    var value: ComposeValue
  }

  var content: Content
  /// `!reset` and `!override` as written; nil otherwise.
  var tag: String?
  var location: SourceLocation
  /// Folder that relative paths in it begin at.
  var folder: String
  /// True when a variable in it has no value.
  var hasUnset = false

  init(_ content: Content, like other: ComposeValue) {
    self.content = content
    location = other.location
    folder = other.folder
  }

  init(_ content: Content, at location: SourceLocation, folder: String) {
    self.content = content
    self.location = location
    self.folder = folder
  }
}

extension ComposeValue {
  subscript(key: String) -> ComposeValue? {
    entries.last { $0.key == key }?.value
  }

  subscript(path: [String]) -> ComposeValue? {
    var value = self
    for key in path {
      guard let next = value[key] else { return nil }
      value = next
    }
    return value
  }

  var entries: [Entry] {
    if case .mapping(let entries) = content { entries } else { [] }
  }

  var items: [ComposeValue] {
    if case .list(let items) = content { items } else { [] }
  }

  var isNull: Bool {
    if case .null = content { true } else { false }
  }

  var isMapping: Bool {
    if case .mapping = content { true } else { false }
  }

  /// The text of a scalar.
  var string: String? {
    if case .scalar(let text) = content { text } else { nil }
  }

  /// Texts of a list of scalars, or the one text of a scalar.
  var strings: [String] {
    if let string { [string] } else { items.compactMap(\.string) }
  }

  /// The items of a list, or a single value as the only item; nothing for null.
  var itemsOrItself: [ComposeValue] {
    switch content {
    case .null: []
    case .list(let items): items
    case .scalar, .mapping: [self]
    }
  }

  var int: Int? { string.flatMap { Int($0.trimmed) } }

  /// True when its text is empty because a variable has no value.
  var isUnset: Bool { hasUnset && string?.isEmpty == true }

  var isTrue: Bool { ["true", "yes", "on", "1"].contains(string?.lowercased()) }

  /// A list of `key=value` texts as a mapping; a mapping as it is. A key without a value maps to null.
  func asMapping(separators: [Character] = ["="]) -> ComposeValue {
    guard case .list(let items) = content else { return self }
    var entries: [Entry] = []
    for item in items {
      if case .mapping(let inner) = item.content {
        entries += inner
      } else if let text = item.string {
        let mark = text.firstIndex { separators.contains($0) }
        let value = mark.map { Content.scalar(String(text[text.index(after: $0)...])) } ?? .null
        var written = ComposeValue(value, like: item)
        written.hasUnset = item.hasUnset
        entries.append(
          Entry(
            key: String(text[..<(mark ?? text.endIndex)]).trimmed, location: item.location, value: written))
      }
    }
    return ComposeValue(.mapping(entries), like: self)
  }

  /// A list of names as a mapping from each to `value`.
  func namesAsMapping(to value: Content = .null) -> ComposeValue {
    guard !isNull else { return ComposeValue(.mapping([]), like: self) }
    if case .mapping = content { return self }
    let entries = itemsOrItself.compactMap { item in
      item.string.map { Entry(key: $0, location: item.location, value: ComposeValue(value, like: item)) }
    }
    return ComposeValue(.mapping(entries), like: self)
  }
}
