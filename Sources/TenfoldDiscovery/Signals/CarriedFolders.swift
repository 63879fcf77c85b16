import TenfoldModel
import TenfoldPlatform

/// Tells of folders that reconcilers read whether they hold services or only add-ons.
struct CarriedFolders {
  /// Every path of the tree, with a slash in front.
  private let paths: [String]
  /// Those of them that declare a workload which is no add-on, or build others.
  private let declaring: [String]
  /// What was found of a folder: many releases share a chart.
  private var known: [Substring: Bool] = [:]

  init(_ material: SignalMaterial) {
    var files = Set<String>()
    for object in material.objects
    where Self.workloads.contains(object.kind) && !AddOn.isAddOn(object.name, path: "") {
      files.insert(object.file)
    }
    paths = material.tree.files.map { "/" + $0.path }
    declaring = material.tree.files.filter {
      $0.name == "Chart.yaml" || $0.name == "kustomization.yaml" || files.contains($0.path)
    }.map { "/" + $0.path }
  }

  private static let workloads: Set<String> = [
    "Deployment", "StatefulSet", "Rollout", "Application", "HelmRelease",
  ]

  /// Whether a reconciler carries services or only add-ons, by the path it reads and by its name.
  ///
  /// - Complexity: O(files) for a folder not asked for before.
  mutating func holdServices(at path: String, readBy object: SignalObject) -> Bool {
    if object.isRepeated { return true }
    var folder = Substring(path)
    if folder.hasPrefix("./") { folder = folder.dropFirst(2) }
    while folder.hasSuffix("/") { folder = folder.dropLast() }
    if AddOn.isAddOn(object.name, path: String(folder)) { return false }
    if folder.isEmpty || folder == "." || path.contains(TemplateSkeleton.placeholder) || path.contains("{{") {
      return true
    }
    if let known = known[folder] { return known }
    let part = "/\(folder)/"
    // A folder that is not among the files may hold anything.
    let found = declaring.contains { $0.contains(part) } || !paths.contains { $0.contains(part) }
    known[folder] = found
    return found
  }
}
