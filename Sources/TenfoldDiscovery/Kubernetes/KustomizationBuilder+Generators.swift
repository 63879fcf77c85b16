import TenfoldModel
import TenfoldPlatform

extension KustomizationBuilder {
  /// The objects with the ConfigMaps and Secrets that a kustomization makes.
  mutating func generate(_ kustomization: Kustomization, onto objects: [KubernetesObject])
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
