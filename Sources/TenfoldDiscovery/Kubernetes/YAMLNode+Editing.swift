import TenfoldModel
import TenfoldPlatform

extension YAMLNode {
  /// A scalar that is text whatever its letters.
  static func text(_ text: String, line: Int) -> YAMLNode {
    YAMLNode(content: .scalar(text: text, isPlain: false), line: line)
  }

  /// A mapping made of pairs, all written at one line.
  static func mapping(_ pairs: [(key: String, value: YAMLNode)], line: Int) -> YAMLNode {
    YAMLNode(
      content: .mapping(pairs.map { Entry(key: $0.key, line: $0.value.line, value: $0.value) }), line: line)
  }

  /// Number of nodes, itself counted; more than `limit` is not counted out.
  func size(limit: Int) -> Int {
    var count = 0
    var open = [self]
    while let node = open.popLast(), count <= limit {
      count += 1
      open += node.items
      open += node.entries.map(\.value)
    }
    return count
  }

  /// The same node with other content.
  func with(_ content: Content) -> YAMLNode {
    YAMLNode(content: content, tag: tag, line: line, column: column)
  }

  /// The node with the value under a path of keys changed.
  ///
  /// `change` gets nil when the path leads nowhere; mappings that are missing on the way are made. When it
  /// returns nil the last key of the path is removed.
  func updating(_ path: some Collection<String>, _ change: (YAMLNode?) -> YAMLNode?) -> YAMLNode {
    guard let key = path.first else { return change(self) ?? self }
    let rest = path.dropFirst()
    var entries = entries
    let place = entries.lastIndex { $0.key == key }
    let old = place.map { entries[$0].value }
    let new: YAMLNode?
    if rest.isEmpty {
      new = change(old)
    } else {
      let holder = old ?? YAMLNode(content: .mapping([]), line: line)
      let changed = holder.updating(rest, change)
      // A path that leads nowhere and gets no value leaves nothing behind.
      new = old == nil && changed.entries.isEmpty ? nil : changed
    }
    switch (place, new) {
    case (let place?, let new?): entries[place] = Entry(key: key, line: entries[place].line, value: new)
    case (let place?, nil): entries.remove(at: place)
    case (nil, let new?): entries.append(Entry(key: key, line: new.line, value: new))
    case (nil, nil): return self
    }
    return with(.mapping(entries))
  }

  /// The node with every item of the sequence under a key changed.
  func updatingItems(_ key: String, _ change: (YAMLNode) -> YAMLNode) -> YAMLNode {
    guard self[key]?.isSequence == true else { return self }
    return updating([key]) { list in list?.with(.sequence((list?.items ?? []).map(change))) }
  }

  /// The node as if all of it stood at one line: what a patch of another file adds is shown at the place it
  /// changes.
  func relocated(to line: Int) -> YAMLNode {
    switch content {
    case .scalar: YAMLNode(content: content, tag: tag, line: line, column: column)
    case .sequence(let items):
      YAMLNode(content: .sequence(items.map { $0.relocated(to: line) }), tag: tag, line: line, column: column)
    case .mapping(let entries):
      YAMLNode(
        content: .mapping(
          entries.map { Entry(key: $0.key, line: line, value: $0.value.relocated(to: line)) }),
        tag: tag, line: line, column: column)
    }
  }

  /// The node with the lines of another that holds the same in the main: of equal keys, of list items of equal
  /// names, else of equal position; what the other lacks stands at the line of what holds it.
  func relocated(like other: YAMLNode?, line: Int) -> YAMLNode {
    let line = other?.line ?? line
    switch content {
    case .scalar:
      return YAMLNode(content: content, tag: tag, line: line, column: column)
    case .sequence(let items):
      let others = other?.items ?? []
      let named = Dictionary(others.compactMap { item in item["name"]?.string.map { ($0, item) } }) { $1 }
      let placed = items.enumerated().map { index, item in
        let twin =
          item["name"]?.string.flatMap { named[$0] }
          ?? (named.isEmpty && index < others.count ? others[index] : nil)
        return item.relocated(like: twin, line: line)
      }
      return YAMLNode(content: .sequence(placed), tag: tag, line: line, column: column)
    case .mapping(let entries):
      let twins = Dictionary((other?.entries ?? []).map { ($0.key, $0) }) { $1 }
      let placed = entries.map { entry in
        let twin = twins[entry.key]
        return Entry(
          key: entry.key, line: twin?.line ?? line,
          value: entry.value.relocated(like: twin?.value, line: twin?.line ?? line))
      }
      return YAMLNode(content: .mapping(placed), tag: tag, line: line, column: column)
    }
  }
}

extension KubernetesObject {
  /// The object with a changed node, still at its own place.
  func with(_ node: YAMLNode) -> KubernetesObject {
    guard var changed = KubernetesObject(node: node, file: location.file) else { return self }
    changed.location = location
    return changed
  }
}
