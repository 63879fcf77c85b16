import TenfoldModel
import TenfoldPlatform

/// The changes a kustomization makes to all of its objects: namespace, names, labels, replicas and images.
struct KustomizationTransforms {
  private let node: YAMLNode

  init(_ node: YAMLNode) {
    self.node = node
  }

  func apply(to objects: [KubernetesObject]) -> [KubernetesObject] {
    var objects = objects
    if let namespace = node["namespace"]?.string { objects = objects.map { moved($0, to: namespace) } }
    objects = labelled(objects)
    objects = scaled(objects)
    objects = objects.map(withImages)
    let prefix = node["namePrefix"]?.string ?? ""
    let suffix = node["nameSuffix"]?.string ?? ""
    return prefix.isEmpty && suffix.isEmpty ? objects : renamed(objects, prefix: prefix, suffix: suffix)
  }

  private func moved(_ object: KubernetesObject, to namespace: String) -> KubernetesObject {
    if object.kind == "Namespace" { return object }
    return object.with(
      object.node.updating(["metadata", "namespace"]) { .text(namespace, line: $0?.line ?? object.node.line) }
    )
  }

  // MARK: Labels

  private func labelled(_ objects: [KubernetesObject]) -> [KubernetesObject] {
    var objects = objects
    if let common = node["commonLabels"] {
      objects = objects.map { Self.labelled($0, with: common, templates: true, selectors: true) }
    }
    for group in node["labels"]?.items ?? [] {
      guard let pairs = group["pairs"] else { continue }
      let selectors = group["includeSelectors"]?.bool ?? false
      let templates = selectors || group["includeTemplates"]?.bool ?? false
      objects = objects.map { Self.labelled($0, with: pairs, templates: templates, selectors: selectors) }
    }
    return objects
  }

  private static func labelled(
    _ object: KubernetesObject, with labels: YAMLNode, templates: Bool, selectors: Bool
  ) -> KubernetesObject {
    var result = object.node
    func add(at path: [String]) {
      for entry in labels.entries {
        result = result.updating(path + [entry.key]) {
          entry.value.relocated(to: $0?.line ?? object.node.line)
        }
      }
    }
    add(at: ["metadata", "labels"])
    if templates {
      for path in [["spec", "template"], ["spec", "jobTemplate", "spec", "template"]]
      where result[path] != nil {
        add(at: path + ["metadata", "labels"])
      }
    }
    if selectors {
      if object.kind == "Service", result[["spec", "selector"]] != nil { add(at: ["spec", "selector"]) }
      if result[["spec", "selector", "matchLabels"]] != nil { add(at: ["spec", "selector", "matchLabels"]) }
    }
    return object.with(result)
  }

  // MARK: Replicas and images

  private func scaled(_ objects: [KubernetesObject]) -> [KubernetesObject] {
    let counts = (node["replicas"]?.items ?? []).reduce(into: [String: YAMLNode]()) { counts, entry in
      guard let name = entry["name"]?.string else { return }
      counts[name] = entry["count"]
    }
    guard !counts.isEmpty else { return objects }
    let kinds: Set<String> = ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"]
    return objects.map { object in
      guard kinds.contains(object.kind), let count = counts[object.name] else { return object }
      return object.with(
        object.node.updating(["spec", "replicas"]) { count.relocated(to: $0?.line ?? object.node.line) })
    }
  }

  private func withImages(_ object: KubernetesObject) -> KubernetesObject {
    let changes = node["images"]?.items ?? []
    guard !changes.isEmpty else { return object }
    func changed(_ pod: YAMLNode) -> YAMLNode {
      ["containers", "initContainers"].reduce(pod) { pod, key in
        pod.updatingItems(key) { container in
          guard let image = container["image"]?.string else { return container }
          let new = changes.reduce(image, Self.changed)
          return container.updating(["image"]) { .text(new, line: $0?.line ?? container.line) }
        }
      }
    }
    var result = object.node
    for path in [
      ["spec"], ["spec", "template", "spec"], ["spec", "jobTemplate", "spec", "template", "spec"],
    ]
    where result[path]?["containers"] != nil || result[path]?["initContainers"] != nil {
      result = result.updating(path) { $0.map(changed) }
    }
    return object.with(result)
  }

  /// The image after one entry of `images`, unchanged when the entry is for another.
  static func changed(_ image: String, by change: YAMLNode) -> String {
    var name = image[...]
    var tail = ""
    if let at = name.firstIndex(of: "@") {
      tail = String(name[at...])
      name = name[..<at]
    } else if let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") {
      tail = String(name[colon...])
      name = name[..<colon]
    }
    guard change["name"]?.string == String(name) else { return image }
    if let digest = change["digest"]?.string {
      tail = "@" + digest
    } else if let tag = change["newTag"]?.string {
      tail = ":" + tag
    }
    if let suffix = change["tagSuffix"]?.string { tail += suffix }
    return (change["newName"]?.string ?? String(name)) + tail
  }

  // MARK: Names

  private func renamed(_ objects: [KubernetesObject], prefix: String, suffix: String) -> [KubernetesObject] {
    let unchanged: Set<String> = ["Namespace", "CustomResourceDefinition"]
    let owned = Set(objects.filter { !unchanged.contains($0.kind) }.map(\.name))
    let rename = { (name: String) in owned.contains(name) ? prefix + name + suffix : name }
    return objects.map { object in
      guard !unchanged.contains(object.kind) else { return object }
      let followed = Self.followed(object.node, parent: "", rename: rename)
      return object.with(
        followed.updating(["metadata", "name"]) {
          .text(prefix + object.name + suffix, line: $0?.line ?? object.node.line)
        })
    }
  }

  /// Fields under which `name` is that of another object.
  private static let holders: Set<String> = [
    "configMap", "configMapRef", "configMapKeyRef", "secretRef", "secretKeyRef", "scaleTargetRef",
    "workloadRef",
    "service", "backendRefs", "targetRef", "targetRefs",
  ]
  /// Fields that hold another object's name themselves.
  private static let fields: Set<String> = ["secretName", "serviceName", "claimName", "serviceAccountName"]

  private static func followed(_ node: YAMLNode, parent: String, rename: (String) -> String) -> YAMLNode {
    switch node.content {
    case .scalar: return node
    case .sequence(let items):
      return node.with(.sequence(items.map { followed($0, parent: parent, rename: rename) }))
    case .mapping(let entries):
      let changed = entries.map { entry in
        let isName = fields.contains(entry.key) || (entry.key == "name" && holders.contains(parent))
        let value =
          isName && entry.value.string != nil
          ? YAMLNode.text(rename(entry.value.string ?? ""), line: entry.value.line)
          : followed(entry.value, parent: entry.key, rename: rename)
        return YAMLNode.Entry(key: entry.key, line: entry.line, value: value)
      }
      return node.with(.mapping(changed))
    }
  }
}
