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

  let tree: SourceTree
  private let kustomizations: [String: Kustomization]
  /// Files that had a part in it.
  var files: Set<String> = []
  private(set) var gaps: [Gap] = []
  /// Folders being built, so that a circle ends.
  private var open: [String] = []
  /// Objects and folders that may still be read: a chain that doubles at each step ends too.
  private var budget = 20_000
  /// Nodes that patches may still go through.
  var patchBudget = 20_000_000

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

  mutating func miss(_ written: String, _ kustomization: Kustomization, at node: YAMLNode) {
    let isRemote = Kustomization.isRemote(written)
    let reason =
      isRemote ? "is remote and not fetched; copy it beside the others" : "is not among the files given"
    note("\"\(written)\" \(reason)", kustomization, at: node)
  }

  mutating func note(_ message: String, _ kustomization: Kustomization, at node: YAMLNode?) {
    gaps.append(
      Gap(
        message: message, location: kustomization.file.at(node?.line ?? kustomization.node.line),
        isForRenderer: false))
  }
}
