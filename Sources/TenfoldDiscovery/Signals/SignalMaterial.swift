import TenfoldModel
import TenfoldPlatform

/// Everything the detectors look at, prepared once.
struct SignalMaterial: Sendable {
  /// Kubernetes objects of sets, of files outside the chosen sets, and of templates.
  let objects: [SignalObject]
  /// Sets that the answer rests on.
  let chosen: [DeclarationSet]
  /// Workloads of every set with their state.
  let workloads: [PlacedWorkload]
  let tree: SourceTree
  /// Configuration files and texts within objects that read as YAML.
  let configurations: [EmbeddedConfiguration]

  init(_ tree: SourceTree, sets: [DeclarationSet], chosen names: Set<String>, aside: Set<String>) {
    self.tree = tree
    chosen = sets.filter { names.contains($0.name) }
    workloads = sets.flatMap { set in
      let state: EvidenceState = set.isDump ? .deployed : names.contains(set.name) ? .referenced : .declared
      let ownState = max(state, Self.worksAlone(set) ? .referenced : .declared)
      return set.workloads.map {
        PlacedWorkload(
          declaration: $0, state: state, ownState: ownState, isSetAside: aside.contains($0.name))
      }
    }
    let inUse = Set((chosen + sets.filter(\.isInUseWithoutWorkloads)).flatMap(\.files))
    var objects: [SignalObject] = []
    var seen: Set<SourceLocation> = []
    for set in chosen {
      for object in set.objects {
        seen.insert(object.location)
        let deployed = set.isDump || object.node["status"] != nil && object.node[["metadata", "uid"]] != nil
        objects.append(
          SignalObject(object, state: deployed ? .deployed : .referenced))
      }
    }
    let rendered = Set(objects.map(\.file))
    for file in tree.files where !(inUse.contains(file.path) && rendered.contains(file.path)) {
      let documents =
        file.documents.isEmpty
        ? TemplateSkeleton.documents(of: file, in: tree) : file.documents.map { .init(node: $0) }
      for document in documents {
        for node in Self.unfolded(document.node) {
          guard
            let object = SignalObject(node, in: file, document: document, isInUse: inUse.contains(file.path)),
            !seen.contains(object.at())
          else { continue }
          objects.append(object)
        }
      }
    }
    self.objects = objects.filter { !Self.schemas.contains($0.kind) }
    configurations = Self.configurations(tree, objects: self.objects, mentions: FileMentions(tree))
  }

  /// True for a set that does its work beside the chosen ones: telemetry and what somebody applies, but no variant.
  private static func worksAlone(_ set: DeclarationSet) -> Bool {
    guard !set.isOptional, set.role != .alternative else { return false }
    switch set.purpose {
    case .test, .load, .development, .variant: return false
    case .telemetry: return true
    case .production, nil: return set.form != .compose || !set.appliedBy.isEmpty
    }
  }

  /// Own workloads of the chosen sets that keep no state of their own.
  var statelessOwn: [PlacedWorkload] {
    var seen: Set<String> = []
    return workloads.filter {
      $0.state >= .referenced && $0.isOwn && $0.declaration.form != .statefulSet
        && seen.insert($0.declaration.name).inserted
    }
  }

  /// Kinds whose text only looks like use (trap T4).
  private static let schemas: Set<String> = [
    "CustomResourceDefinition", "ClusterRole", "Role", "ClusterRoleBinding", "RoleBinding",
    "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration", "APIService",
  ]

  /// The items of a `List`, or the node itself.
  private static func unfolded(_ node: YAMLNode) -> [YAMLNode] {
    guard node["kind"]?.string?.hasSuffix("List") == true, let items = node["items"]?.items, !items.isEmpty
    else {
      return [node]
    }
    return items
  }

  /// Objects of some kinds.
  func objects(_ kinds: String..., group: String? = nil) -> [SignalObject] {
    objects.filter { kinds.contains($0.kind) && (group == nil || $0.group == group) }
  }
}

extension SignalObject {
  init(_ object: KubernetesObject, state: EvidenceState) {
    self.init(
      kind: object.kind, group: Self.group(of: object.apiVersion), name: object.name,
      namespace: object.namespace,
      node: object.node, file: object.location.file, line: object.location.line ?? object.node.line,
      state: state,
      ownState: state, isRepeated: false)
  }

  /// Reads an object of a file; nil for anything that is none.
  init?(_ node: YAMLNode, in file: SourceFile, document: TemplateSkeleton.Document, isInUse: Bool) {
    guard let kind = node["kind"]?.string, let version = node["apiVersion"]?.string else { return nil }
    let isAside = FilePlace.isBeside(file.path) || FilePlace.isComponent(file.path)
    let isDeployed = node["status"]?.isMapping == true && node[["metadata", "uid"]] != nil
    let alone: EvidenceState =
      isDeployed ? .deployed : isAside || document.isSwitchedOff ? .declared : .referenced
    self.init(
      kind: kind, group: Self.group(of: version), name: node[["metadata", "name"]]?.string ?? "",
      namespace: node[["metadata", "namespace"]]?.string, node: node, file: file.path, line: node.line,
      state: isDeployed ? .deployed : isInUse && !document.isSwitchedOff ? .referenced : .declared,
      ownState: isInUse && !document.isSwitchedOff ? max(.referenced, alone) : alone,
      isRepeated: document.isRepeated)
  }

  private static func group(of apiVersion: String) -> String {
    apiVersion.split(separator: "/").count > 1 ? String(apiVersion.prefix { $0 != "/" }) : ""
  }
}
