import TenfoldModel
import TenfoldPlatform

/// One `kustomization.yaml`: what it is made of and how it changes that.
struct Kustomization {
  /// Names that kustomize looks for in a folder.
  static let fileNames: Set<String> = ["kustomization.yaml", "kustomization.yml", "Kustomization"]

  let file: SourceFile
  let node: YAMLNode

  /// Nil for a file of another name or without a mapping in it.
  init?(_ file: SourceFile) {
    guard Self.fileNames.contains(file.name) else { return nil }
    // A file without an extension is not taken for YAML when the tree is read.
    let documents =
      file.documents.isEmpty ? (try? YAMLParser.documents(of: file.bytes)) ?? [] : file.documents
    guard let node = documents.first, node.isMapping else { return nil }
    self.file = file
    self.node = node
  }

  var folder: String { file.folder }

  /// True for a part that changes what it is added to, and does nothing alone.
  var isComponent: Bool { node["kind"]?.string == "Component" }

  /// Files, folders and addresses that bring in objects.
  var resources: [YAMLNode] { (node["resources"]?.items ?? []) + (node["bases"]?.items ?? []) }

  var components: [YAMLNode] { node["components"]?.items ?? [] }

  /// Fields that hold what this reader does not apply, with the line of each.
  var unsupported: [(field: String, line: Int)] {
    let fields: Set<String> = [
      "replacements", "vars", "generators", "transformers", "configurations", "helmCharts",
      "helmChartInflationGenerator",
    ]
    return node.entries.filter { fields.contains($0.key) && !($0.value.items.isEmpty && !$0.value.isMapping) }
      .map { ($0.key, $0.line) }
  }

  /// Paths of the folders and files it refers to, itself excluded.
  var references: [String] {
    let patches =
      (node["patches"]?.items ?? []).compactMap { $0["path"]?.string }
      + (node["patchesJson6902"]?.items ?? []).compactMap { $0["path"]?.string }
      + (node["patchesStrategicMerge"]?.items ?? []).compactMap(\.string).filter { !$0.contains("\n") }
    let others = ["crds", "configurations", "transformers", "generators", "validators"].flatMap {
      node[$0]?.items ?? []
    }
    return ((resources + components + others).compactMap(\.string) + patches).compactMap { path($0) }
  }

  /// A path written in it, relative to the folder given; nil for an address and for a path that leads out.
  func path(_ written: String) -> String? {
    Self.isRemote(written) ? nil : FilePath.joined(folder, written)
  }

  /// True for an address of another repository.
  static func isRemote(_ reference: String) -> Bool {
    reference.contains("://") || reference.contains("?ref=") || reference.hasPrefix("git@")
      || reference.hasPrefix("github.com/") || reference.hasPrefix("gitlab.com/")
  }
}
