import TenfoldModel
import TenfoldPlatform

/// Builds the objects of a kustomization out of the files given, without any other program.
///
/// Follows resources, bases and components; applies generators, patches of both kinds, images, replicas,
/// labels, the namespace and name changes. What it does not follow is said in `gaps`.
struct KustomizationBuilder {
  /// Something that could not be followed, and whether `kubectl kustomize` could.
  struct Gap {
    var message: String
    var location: SourceLocation
    var isForRenderer: Bool
  }

  private let tree: SourceTree
  private let kustomizations: [String: Kustomization]
  /// Files that had a part in it.
  private(set) var files: Set<String> = []
  private(set) var gaps: [Gap] = []
  /// Folders being built, so that a circle ends.
  private var open: [String] = []
  /// Objects and folders that may still be read: a chain that doubles at each step ends too.
  private var budget = 20_000
  /// Nodes that patches may still go through.
  private var patchBudget = 20_000_000

  /// - Parameter kustomizations: By folder.
  init(tree: SourceTree, kustomizations: [String: Kustomization]) {
    self.tree = tree
    self.kustomizations = kustomizations
  }

  /// The objects of a kustomization; those of `base` too, which a component changes.
  mutating func build(_ kustomization: Kustomization, onto base: [KubernetesObject] = [])
    -> [KubernetesObject]
  {
    guard !open.contains(kustomization.folder), open.count < 50, budget > 0 else {
      note("\"\(kustomization.folder)\" leads back to itself or grows without end", kustomization, at: nil)
      return base
    }
    budget -= 1
    open.append(kustomization.folder)
    defer { open.removeLast() }
    files.insert(kustomization.file.path)

    var objects = base
    for resource in kustomization.resources { objects += load(resource, of: kustomization) }
    for component in kustomization.components {
      guard let written = component.string else { continue }
      if let path = kustomization.path(written), let part = kustomizations[path] {
        objects = build(part, onto: objects)
      } else {
        miss(written, kustomization, at: component)
      }
    }
    for (field, line) in kustomization.unsupported {
      gaps.append(
        Gap(
          message: "\(field) is not applied", location: kustomization.file.at(line),
          isForRenderer: !field.hasPrefix("helm")))
    }
    objects = generate(kustomization, onto: objects)
    objects = patch(kustomization, objects)
    return KustomizationTransforms(kustomization.node).apply(to: objects)
  }

  private mutating func load(_ resource: YAMLNode, of kustomization: Kustomization) -> [KubernetesObject] {
    guard let written = resource.string else { return [] }
    guard let path = kustomization.path(written) else {
      miss(written, kustomization, at: resource)
      return []
    }
    if let folder = kustomizations[path] { return build(folder) }
    guard let file = tree[path] else {
      miss(written, kustomization, at: resource)
      return []
    }
    files.insert(path)
    let objects = file.documents.flatMap { KubernetesObject.objects(in: $0, file: path) }
    budget -= objects.count
    return objects
  }

  private mutating func miss(_ written: String, _ kustomization: Kustomization, at node: YAMLNode) {
    let isRemote = Kustomization.isRemote(written)
    let reason =
      isRemote ? "is remote and not fetched; copy it beside the others" : "is not among the files given"
    note("\"\(written)\" \(reason)", kustomization, at: node)
  }

  private mutating func note(_ message: String, _ kustomization: Kustomization, at node: YAMLNode?) {
    gaps.append(
      Gap(
        message: message, location: kustomization.file.at(node?.line ?? kustomization.node.line),
        isForRenderer: false))
  }
}

// MARK: Patches

extension KustomizationBuilder {
  private mutating func patch(_ kustomization: Kustomization, _ objects: [KubernetesObject])
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

// MARK: Generators

extension KustomizationBuilder {
  private mutating func generate(_ kustomization: Kustomization, onto objects: [KubernetesObject])
    -> [KubernetesObject]
  {
    var objects = objects
    for (field, kind, body) in [
      ("configMapGenerator", "ConfigMap", "data"), ("secretGenerator", "Secret", "stringData"),
    ] {
      for entry in kustomization.node[field]?.items ?? [] {
        guard let name = entry["name"]?.string else { continue }
        let data = values(of: entry, kustomization)
        let existing = objects.firstIndex { $0.kind == kind && $0.name == name }
        if let existing, entry["behavior"]?.string == "merge" {
          let merged = data.reduce(objects[existing].node) { node, pair in
            node.updating([body, pair.key]) {
              $0.map { pair.value.relocated(to: $0.line) } ?? pair.value.relocated(to: node.line)
            }
          }
          objects[existing] = objects[existing].with(merged)
          continue
        }
        var metadata = [("name", YAMLNode.text(name, line: entry.line))]
        if let namespace = entry["namespace"] { metadata.append(("namespace", namespace)) }
        let node = YAMLNode.mapping(
          [
            ("apiVersion", .text("v1", line: entry.line)), ("kind", .text(kind, line: entry.line)),
            ("metadata", .mapping(metadata.map { (key: $0.0, value: $0.1) }, line: entry.line)),
            (body, .mapping(data, line: entry.line)),
          ], line: entry.line)
        guard let object = KubernetesObject(node: node, file: kustomization.file.path) else { continue }
        if let existing { objects[existing] = object } else { objects.append(object) }
      }
    }
    return objects
  }

  /// Keys and values of a generator; each stands at the line of the entry that brings it in.
  private mutating func values(
    of entry: YAMLNode, _ kustomization: Kustomization
  ) -> [(key: String, value: YAMLNode)] {
    var values: [(key: String, value: YAMLNode)] = []
    for literal in entry["literals"]?.items ?? [] {
      guard let (key, value) = literal.string.flatMap(Self.pair) else { continue }
      values.append((key, .text(Self.unquoted(value), line: literal.line)))
    }
    for item in entry["files"]?.items ?? [] {
      guard let written = item.string else { continue }
      let (key, path) = Self.pair(written).map { (Optional($0.0), $0.1) } ?? (nil, written)
      // Files of any kind may be wrapped in a ConfigMap; those that nobody can read have no text here.
      guard let file = kustomization.path(path).flatMap({ tree[$0] }) else { continue }
      files.insert(file.path)
      let text = file.text
      values.append((key ?? FilePath.name(of: path), .text(text, line: item.line)))
    }
    for item in (entry["envs"]?.items ?? []) + [entry["env"]].compactMap({ $0 }) {
      guard let path = item.string, let text = text(of: path, kustomization, at: item) else { continue }
      for line in text.split(whereSeparator: \.isNewline).map({ $0.trimmed }) where !line.hasPrefix("#") {
        guard let (key, value) = Self.pair(line) else { continue }
        values.append((key, .text(value, line: item.line)))
      }
    }
    return values
  }

  private mutating func text(of written: String, _ kustomization: Kustomization, at node: YAMLNode) -> String?
  {
    guard let path = kustomization.path(written), let file = tree[path] else {
      miss(written, kustomization, at: node)
      return nil
    }
    files.insert(path)
    return file.text
  }

  private static func pair(_ text: String) -> (String, String)? {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else { return nil }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }

  private static func unquoted(_ text: String) -> String {
    for quote in ["\"", "'"] where text.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
      return String(text.dropFirst().dropLast())
    }
    return text
  }
}
