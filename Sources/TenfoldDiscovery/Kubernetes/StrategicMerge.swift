import TenfoldPlatform

/// Applies a strategic merge patch the way kustomize does: mappings merge, known lists merge by the field that
/// names their items, everything else is replaced.
///
/// What a patch brings in stands at the line of what it changes.
enum StrategicMerge {
  /// The patched node; nil when the patch deletes it.
  ///
  /// - Parameter mergesLists: False for custom resources, whose lists have no known names.
  static func apply(_ patch: YAMLNode, to base: YAMLNode, mergesLists: Bool) -> YAMLNode? {
    switch patch["$patch"]?.string {
    case "delete": return nil
    case "replace": return clean(patch).relocated(to: base.line)
    default: break
    }
    guard patch.isMapping, base.isMapping else { return clean(patch).relocated(to: base.line) }
    var result = base
    for entry in patch.entries where !entry.key.hasPrefix("$") {
      result = result.updating([entry.key]) { old in
        if entry.value.isNull { return nil }
        guard let old else { return clean(entry.value).relocated(to: base.line) }
        if entry.value.isSequence, old.isSequence {
          return mergeLists(
            entry.value, into: old, key: mergesLists ? mergeKey(of: entry) : nil, mergesLists: mergesLists)
        }
        return apply(entry.value, to: old, mergesLists: mergesLists)
      }
    }
    return result
  }

  private static func mergeLists(
    _ patch: YAMLNode, into base: YAMLNode, key: String?, mergesLists: Bool
  ) -> YAMLNode {
    let replaces = patch.items.contains { $0["$patch"]?.string == "replace" && $0.entries.count == 1 }
    guard let key, !replaces else {
      let kept = patch.items.filter { $0["$patch"] == nil }
      return base.with(.sequence(kept.map { clean($0).relocated(to: base.line) }))
    }
    var items = base.items
    var added: [YAMLNode] = []
    for change in patch.items {
      guard let name = change[key]?.string else { continue }
      if let place = items.firstIndex(where: { $0[key]?.string == name }) {
        if let merged = apply(change, to: items[place], mergesLists: mergesLists) {
          items[place] = merged
        } else {
          items.remove(at: place)
        }
      } else if change["$patch"]?.string != "delete" {
        added.append(clean(change).relocated(to: base.line))
      }
    }
    return base.with(.sequence(added + items))
  }

  /// The field that names the items of a list; nil for a list that is replaced as a whole.
  private static func mergeKey(of entry: YAMLNode.Entry) -> String? {
    switch entry.key {
    case "containers", "initContainers", "ephemeralContainers", "volumes", "env", "imagePullSecrets": "name"
    case "ports": entry.value.items.contains { $0["containerPort"] != nil } ? "containerPort" : "port"
    case "volumeMounts": "mountPath"
    case "volumeDevices": "devicePath"
    case "hostAliases": "ip"
    case "topologySpreadConstraints": "topologyKey"
    default: nil
    }
  }

  /// The patch without directives and without keys set to null.
  private static func clean(_ node: YAMLNode) -> YAMLNode {
    switch node.content {
    case .scalar: node
    case .sequence(let items):
      node.with(.sequence(items.filter { $0["$patch"]?.string != "delete" }.map(clean)))
    case .mapping(let entries):
      node.with(
        .mapping(
          entries.filter { !$0.key.hasPrefix("$") && !$0.value.isNull }
            .map { YAMLNode.Entry(key: $0.key, line: $0.line, value: clean($0.value)) }))
    }
  }
}
