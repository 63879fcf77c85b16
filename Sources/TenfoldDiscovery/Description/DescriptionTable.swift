internal import TenfoldModel
internal import TenfoldPlatform

/// The keys of one kind of mapping in `tenfold.yaml`.
struct DescriptionTable<Root>: Sendable {
  /// Its name in the JSON Schema and the reference.
  let name: String
  /// What such a mapping describes, in a sentence.
  let help: String
  /// Its keys, in the order they are written.
  let keys: [DescriptionKey<Root>]
  /// Reads what may stand in place of the mapping (`retries: 2` for `retries: {limit: 2}`); nil for nothing.
  var shorthand: Shorthand?

  /// A short way to write the most usual case.
  struct Shorthand: Sendable {
    let form: DescriptionForm
    let read: @Sendable (YAMLNode, inout Root, inout DescriptionReading) -> Void
    /// The short form when the value fits it.
    let write: @Sendable (Root) -> DescriptionTree?

    /// True for a scalar, and for a number that is spelled out as a mapping.
    func covers(_ node: YAMLNode) -> Bool {
      if case .quantity = form, node["likely"] != nil || node["low"] != nil { return true }
      return !node.isMapping && !node.isNull
    }
  }

  /// Reads a mapping into `root`. - Returns: false when a required key was missing or it was no mapping.
  @discardableResult
  func read(_ node: YAMLNode, into root: inout Root, _ reading: inout DescriptionReading) -> Bool {
    if let shorthand, shorthand.covers(node) {
      shorthand.read(node, &root, &reading)
      return true
    }
    guard reading.expectMapping(node, keys: keys.map(\.name)) else { return false }
    for entry in reading.entries(node) {
      guard let key = keys.first(where: { $0.name == entry.key }) else {
        reading.reportUnknownKey(entry, known: keys.map(\.name))
        continue
      }
      reading.within(entry.key) { key.read(entry.value, &root, &$0) }
    }
    for key in keys where key.isRequired && node[key.name] == nil {
      reading.report(
        .missingKey, .error, "\(reading.subject) needs '\(key.name)': \(key.help)", line: node.line)
      return false
    }
    return true
  }

  /// The value a mapping describes, nil when it cannot be told.
  func value(of node: YAMLNode, start: Root, _ reading: inout DescriptionReading) -> Root? {
    var root = start
    return read(node, into: &root, &reading) ? root : nil
  }

  /// The mapping that describes `root`, without what is unknown.
  func tree(of root: Root) -> DescriptionTree {
    if let short = shorthand?.write(root) { return short }
    return .map(
      keys.compactMap { key in key.write(root).map { .init(key.name, $0) } },
      unknown: keys.compactMap { key in
        guard let source = key.source, key.write(root) == nil else { return nil }
        return "\(key.name): unknown; \(source)"
      })
  }

  /// The table without its root's type, for the schema and the reference.
  var outline: DescriptionOutline {
    DescriptionOutline(
      name: name, help: help, shorthand: shorthand?.form,
      keys: keys.map { .init(name: $0.name, form: $0.form, help: $0.help, isRequired: $0.isRequired) })
  }
}

/// A table of keys as the schema and the reference see it.
struct DescriptionOutline: Sendable {
  struct Key: Sendable {
    let name: String
    let form: DescriptionForm
    let help: String
    let isRequired: Bool
  }

  let name: String
  let help: String
  let shorthand: DescriptionForm?
  let keys: [Key]
}
