import TenfoldModel
package import TenfoldPlatform

extension KubernetesObject {
  /// Reads one object; nil for a node that is none, since it lacks `apiVersion`, `kind` or a name.
  ///
  /// - Parameters:
  ///   - node: A document, or an item of a list.
  ///   - file: Path of the file it stands in, as ``SourceFile/path`` has it.
  package init?(node: YAMLNode, file: String) {
    guard let apiVersion = node["apiVersion"]?.string, let kind = node["kind"]?.string,
      let metadata = node["metadata"],
      let name = metadata["name"]?.string ?? metadata["generateName"]?.string, !name.isEmpty
    else { return nil }
    self.init(
      apiVersion: apiVersion, kind: kind, name: name, namespace: metadata["namespace"]?.string,
      labels: Self.texts(metadata["labels"]), node: node,
      location: SourceLocation(file: file, line: node.line))
  }

  /// Every object of a document: the document itself, or the items of a `List` or of an OpenShift
  /// `Template`, whose parameters stand in for their default values.
  package static func objects(in document: YAMLNode, file: String) -> [KubernetesObject] {
    let kind = document["kind"]?.string ?? ""
    if kind == "Template", let items = document["objects"]?.items {
      let values = document["parameters"]?.items.reduce(into: [String: String]()) { values, parameter in
        guard let name = parameter["name"]?.string else { return }
        // Names, counts and addresses are short; what is longer would only fill memory.
        values[name] = parameter["value"]?.string.flatMap { $0.utf8.count <= 256 ? $0 : nil }
      }
      return items.flatMap { objects(in: $0.substitutingParameters(values ?? [:]), file: file) }
    }
    if kind.hasSuffix("List"), let items = document["items"], items.isSequence {
      return items.items.flatMap { objects(in: $0, file: file) }
    }
    return KubernetesObject(node: document, file: file).map { [$0] } ?? []
  }

  /// The API group: `apps` of `apps/v1`, empty for the core group.
  package var group: String {
    apiVersion.firstIndex(of: "/").map { String(apiVersion[..<$0]) } ?? ""
  }

  /// True for a kind that comes with Kubernetes itself; false for one that an operator or a mesh defines.
  package var isBuiltIn: Bool {
    let named: Set<String> = [
      "networking.k8s.io", "rbac.authorization.k8s.io", "storage.k8s.io", "scheduling.k8s.io",
      "coordination.k8s.io", "discovery.k8s.io", "events.k8s.io", "admissionregistration.k8s.io",
      "apiextensions.k8s.io", "apiregistration.k8s.io", "certificates.k8s.io", "node.k8s.io",
    ]
    return !group.contains(".") || named.contains(group)
  }

  /// The value at the end of a path of keys under `spec`.
  package func spec(_ path: String...) -> YAMLNode? {
    node[["spec"] + path]
  }

  /// Annotations of the object itself.
  package var annotations: [String: String] {
    Self.texts(node[["metadata", "annotations"]])
  }

  /// True when a cluster filled in what only it knows, so that this is a dump of something running.
  package var isFromCluster: Bool {
    guard let metadata = node["metadata"] else { return false }
    return metadata["uid"]?.string != nil
      || (metadata["resourceVersion"]?.string != nil && metadata["creationTimestamp"]?.string != nil)
  }

  /// What identifies it in a cluster; two objects of one identity are versions of the same object.
  package var identity: Identity {
    Identity(group: group == "extensions" ? "apps" : group, kind: kind, namespace: namespace, name: name)
  }

  /// What identifies an object in a cluster.
  package struct Identity: Hashable, Sendable {
    package var group: String
    package var kind: String
    package var namespace: String?
    package var name: String
  }

  /// The scalar values of a mapping by key.
  static func texts(_ node: YAMLNode?) -> [String: String] {
    var texts: [String: String] = [:]
    for entry in node?.entries ?? [] { texts[entry.key] = entry.value.string ?? "" }
    return texts
  }
}

extension YAMLNode {
  /// The node with `${NAME}` and `${{NAME}}` in its scalars replaced by the parameters' values.
  fileprivate func substitutingParameters(_ values: [String: String]) -> YAMLNode {
    switch content {
    case .scalar(let text, let isPlain):
      guard text.contains("${") else { return self }
      let replaced = text.replacingParameters(values)
      return YAMLNode(
        content: .scalar(text: replaced, isPlain: isPlain), tag: tag, line: line, column: column)
    case .sequence(let items):
      return YAMLNode(
        content: .sequence(items.map { $0.substitutingParameters(values) }), tag: tag, line: line,
        column: column)
    case .mapping(let entries):
      let replaced = entries.map {
        Entry(key: $0.key, line: $0.line, value: $0.value.substitutingParameters(values))
      }
      return YAMLNode(content: .mapping(replaced), tag: tag, line: line, column: column)
    }
  }
}

extension String {
  fileprivate func replacingParameters(_ values: [String: String]) -> String {
    var result = ""
    var rest = self[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[dollar...]
      let isDouble = rest.hasPrefix("${{")
      let body = rest.dropFirst(isDouble ? 3 : 2)
      guard rest.hasPrefix("${"), let end = body.firstIndex(of: "}"), let value = values[String(body[..<end])]
      else {
        result.append("$")
        rest = rest.dropFirst()
        continue
      }
      result += value
      rest = body[end...].dropFirst(isDouble ? 2 : 1)
    }
    return result + rest
  }
}
