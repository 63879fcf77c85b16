import TenfoldPlatform

/// Applies a JSON patch (RFC 6902) to a YAML node.
enum JSONPatch {
  /// Most nodes a patched object may have: copies of copies double at each step.
  private static let largestObject = 100_000

  /// The patched node; nil when an operation's path leads nowhere, when the patch is none, and when the result
  /// grows beyond all bounds.
  static func apply(_ operations: [YAMLNode], to node: YAMLNode) -> YAMLNode? {
    var result = node
    for operation in operations {
      guard let path = operation["path"]?.string.flatMap(steps) else { return nil }
      let value =
        operation["value"].map { $0 } ?? YAMLNode(content: .scalar(text: "", isPlain: true), line: 1)
      let source = operation["from"]?.string.flatMap(steps)
      let changed: YAMLNode?
      switch operation["op"]?.string {
      case "test": changed = result
      case "add": changed = edit(result, at: path[...], .add(value))
      case "replace": changed = edit(result, at: path[...], .replace(value))
      case "remove": changed = edit(result, at: path[...], .remove)
      case "copy":
        guard result.size(limit: largestObject) <= largestObject / 2 else { return nil }
        changed = source.flatMap { find(result, $0) }.flatMap { edit(result, at: path[...], .add($0)) }
      case "move":
        guard let source, let moved = find(result, source) else { return nil }
        changed = edit(result, at: source[...], .remove).flatMap { edit($0, at: path[...], .add(moved)) }
      default: changed = nil
      }
      guard let changed else { return nil }
      result = changed
    }
    return result
  }

  private enum Edit {
    case add(YAMLNode)
    case replace(YAMLNode)
    case remove
  }

  /// The steps of a JSON pointer.
  private static func steps(_ pointer: String) -> [String]? {
    guard pointer.isEmpty || pointer.hasPrefix("/") else { return nil }
    return pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { step in
      let slashes = step.split(separator: "~1", omittingEmptySubsequences: false).joined(separator: "/")
      return slashes.split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~")
    }
  }

  private static func find(_ node: YAMLNode, _ path: [String]) -> YAMLNode? {
    path.reduce(Optional(node)) { node, step in
      guard let node else { return nil }
      if node.isSequence {
        return Int(step).flatMap { node.items.indices.contains($0) ? node.items[$0] : nil }
      }
      return node[step]
    }
  }

  private static func edit(_ node: YAMLNode, at path: ArraySlice<String>, _ change: Edit) -> YAMLNode? {
    guard let step = path.first else {
      switch change {
      case .add(let value), .replace(let value): return value.relocated(to: node.line)
      case .remove: return nil
      }
    }
    return node.isSequence
      ? editItem(node, at: step, path.dropFirst(), change)
      : editEntry(node, at: step, path.dropFirst(), change)
  }

  private static func editItem(
    _ node: YAMLNode, at step: String, _ rest: ArraySlice<String>, _ change: Edit
  ) -> YAMLNode? {
    var items = node.items
    if case .add(let value) = change, rest.isEmpty {
      guard let index = step == "-" ? items.count : Int(step), (0...items.count).contains(index) else {
        return nil
      }
      items.insert(value.relocated(to: node.line), at: index)
      return node.with(.sequence(items))
    }
    guard let index = Int(step), items.indices.contains(index) else { return nil }
    if case .remove = change, rest.isEmpty {
      items.remove(at: index)
    } else {
      guard let changed = edit(items[index], at: rest, change) else { return nil }
      items[index] = changed
    }
    return node.with(.sequence(items))
  }

  private static func editEntry(
    _ node: YAMLNode, at step: String, _ rest: ArraySlice<String>, _ change: Edit
  ) -> YAMLNode? {
    guard rest.isEmpty else {
      var holder = node[step]
      // kustomize makes the mappings that an addition needs on its way.
      if case .add = change, holder == nil { holder = YAMLNode(content: .mapping([]), line: node.line) }
      guard let holder, let changed = edit(holder, at: rest, change) else { return nil }
      return node.updating([step]) { _ in changed }
    }
    switch change {
    case .add(let value):
      return node.updating([step]) { ($0?.line).map(value.relocated) ?? value.relocated(to: node.line) }
    case .replace(let value):
      guard let old = node[step] else { return nil }
      return node.updating([step]) { _ in value.relocated(to: old.line) }
    case .remove:
      guard node[step] != nil else { return nil }
      return node.updating([step]) { _ in nil }
    }
  }
}
