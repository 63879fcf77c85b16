import TenfoldModel
import TenfoldPlatform

extension KustomizationBuilder {
  /// The objects after the patches of a kustomization.
  mutating func patch(_ kustomization: Kustomization, _ objects: [KubernetesObject])
    -> [KubernetesObject]
  {
    var objects = objects
    let node = kustomization.node
    for written in node["patchesStrategicMerge"]?.items ?? [] {
      guard let text = written.string else { continue }
      let isInline = text.contains("\n")
      for document in documents(
        inline: isInline ? text : nil, path: isInline ? nil : text, kustomization, written)
      {
        objects = apply(document, target: nil, to: objects, kustomization, written)
      }
    }
    for field in ["patches", "patchesJson6902"] {
      for entry in node[field]?.items ?? [] {
        let patches = documents(
          inline: entry["patch"]?.string, path: entry["path"]?.string, kustomization, entry)
        for document in patches {
          objects = apply(document, target: entry["target"], to: objects, kustomization, entry)
        }
      }
    }
    return objects
  }

  private mutating func documents(
    inline: String?, path written: String?, _ kustomization: Kustomization, _ node: YAMLNode
  ) -> [YAMLNode] {
    if let inline {
      if let documents = try? YAMLParser.documents(of: inline) { return documents }
      note("a patch is no YAML and is not applied", kustomization, at: node)
    } else if let written {
      guard let path = kustomization.path(written), let file = tree[path] else {
        miss(written, kustomization, at: node)
        return []
      }
      files.insert(path)
      return file.documents
    }
    return []
  }

  private mutating func apply(
    _ patch: YAMLNode, target: YAMLNode?, to objects: [KubernetesObject], _ kustomization: Kustomization,
    _ written: YAMLNode
  ) -> [KubernetesObject] {
    let selector = PatchTarget(target: target, patch: patch)
    let size = patch.size(limit: patchBudget)
    patchBudget -= objects.count
    return objects.compactMap { object in
      guard patchBudget > 0, selector.matches(object) else { return object }
      patchBudget -= size
      if patch.isSequence {
        if let patched = JSONPatch.apply(patch.items, to: object.node) { return object.with(patched) }
        note("a patch of \(object.kind) \"\(object.name)\" does not fit it", kustomization, at: written)
        return object
      }
      // A patch with a target keeps the target's own name.
      var body = patch
      if target != nil { body = body.updating(["metadata", "name"]) { _ in nil } }
      return StrategicMerge.apply(body, to: object.node, mergesLists: object.isBuiltIn).map {
        object.with($0)
      }
    }
  }
}

/// Which objects a patch is for.
private struct PatchTarget {
  private let group: String?
  private let kind: String?
  private let name: String?
  private let namespace: String?
  private let labels: [String]
  private let isPattern: Bool

  init(target: YAMLNode?, patch: YAMLNode) {
    isPattern = target != nil
    if let target {
      group = target["group"]?.string
      kind = target["kind"]?.string
      name = target["name"]?.string
      namespace = target["namespace"]?.string
      labels = target["labelSelector"]?.string?.split(separator: ",").map { $0.filter { $0 != " " } } ?? []
    } else {
      let object = KubernetesObject(node: patch, file: "")
      group = object?.group
      kind = object?.kind
      name = object?.name
      namespace = object?.namespace
      labels = []
    }
  }

  func matches(_ object: KubernetesObject) -> Bool {
    // Without a target the patch itself must say which object it is for.
    if !isPattern && (kind == nil || name == nil) { return false }
    return fits(group, object.group) && fits(kind, object.kind) && fits(name, object.name)
      && (namespace == nil || object.namespace == nil || fits(namespace, object.namespace ?? ""))
      && labels.allSatisfy { label in
        let parts = label.split(separator: "=", omittingEmptySubsequences: true).map(String.init)
        return parts.count == 2 && object.labels[parts[0]] == parts[1]
      }
  }

  /// A target's fields are whole-match regular expressions; plain names and `.*` are those in use.
  private func fits(_ wanted: String?, _ found: String) -> Bool {
    guard let wanted, !wanted.isEmpty, wanted != found else { return true }
    guard isPattern else { return false }
    return wanted.split(separator: "|").contains { choice in
      let pieces = choice.filter { !"^$()".contains($0) }
        .split(separator: ".*", omittingEmptySubsequences: false)
      guard pieces.count > 1 else { return pieces.first.map { $0 == found } ?? false }
      return found.hasPrefix(pieces[0]) && found.hasSuffix(pieces[pieces.count - 1])
    }
  }
}
