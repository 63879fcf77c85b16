import TenfoldModel
import TenfoldPlatform

/// A chart as its folder holds it.
struct HelmChart {
  /// Path of its folder, empty for the top.
  let folder: String
  /// Its `Chart.yaml`.
  let file: SourceFile
  let name: String
  let isLibrary: Bool
  /// Files under `templates/`.
  let templates: [SourceFile]
  /// All its other files, for `.Files`.
  let files: [SourceFile]
  let dependencies: [HelmDependency]

  /// Reads the chart whose `Chart.yaml` this is; nil when the file is not one.
  ///
  /// - Parameter folders: Folders of all charts, whose files are theirs and not this chart's.
  init?(file: SourceFile, tree: SourceTree, folders: Set<String>) {
    guard file.name == "Chart.yaml", let metadata = file.documents.first, let name = metadata["name"]?.string
    else { return nil }
    folder = file.folder
    self.file = file
    self.name = name
    isLibrary = metadata["type"]?.string == "library"
    let prefix = file.folder.isEmpty ? "" : file.folder + "/"
    let own = tree.files.filter {
      $0.path.hasPrefix(prefix) && Self.owner(of: $0.path, among: folders) == file.folder
    }
    templates = own.filter { $0.path.hasPrefix(prefix + "templates/") }
    files = own.filter { !$0.path.hasPrefix(prefix + "templates/") }
    // Charts of the first API version list dependencies in a file of their own.
    let list =
      metadata["dependencies"] ?? tree[prefix + "requirements.yaml"]?.documents.first?["dependencies"]
    dependencies = list?.items.compactMap(HelmDependency.init) ?? []
  }

  private static func owner(of path: String, among folders: Set<String>) -> String? {
    var folder = path[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      if folders.contains(String(folder)) { return String(folder) }
    }
    return folders.contains("") ? "" : nil
  }

  /// Path inside the chart.
  func relative(_ path: String) -> String {
    folder.isEmpty ? path : String(path.dropFirst(folder.utf8.count + 1))
  }

  /// Its default values.
  var defaults: TemplateMap {
    values(of: files.first { relative($0.path) == "values.yaml" })
  }

  /// The values that a file holds; empty for no file.
  func values(of file: SourceFile?) -> TemplateMap {
    file?.documents.first.map { TemplateValue($0) }?.map ?? TemplateMap()
  }

  /// Values files for production beside the default ones, the best first.
  var productionValues: [SourceFile] {
    files.filter { file in
      let path = relative(file.path)
      let parts = path.split(separator: "/")
      guard path != "values.yaml", file.documents.first?.isMapping == true, parts.count <= 3,
        EnvironmentName.rank(of: path) == .production
      else { return false }
      let isNamed = parts.last.map { $0.lowercased().contains("values") } ?? false
      let isInFolder = ["values", "env", "envs", "environments", "config"].contains { parts.first == $0[...] }
      return isNamed ? parts.count == 1 || isInFolder : isInFolder && parts.count == 2
    }
    // What is named after a further part (`redis-values-production.yaml`) belongs to something else.
    .sorted { ($0.path.utf8.count, $0.path) < ($1.path.utf8.count, $1.path) }
  }

  /// `.Chart` as templates see it: keys begin with a capital letter.
  func metadata(named name: String) -> TemplateMap {
    let map = TemplateMap()
    for entry in file.documents.first?.entries ?? [] {
      map[entry.key.prefix(1).uppercased() + entry.key.dropFirst()] =
        entry.value.string.map { .string($0) } ?? TemplateValue(entry.value)
    }
    map["Name"] = .string(name)
    return map
  }
}

/// An entry of a chart's dependencies.
struct HelmDependency {
  let name: String
  let alias: String?
  let repository: String
  let version: String
  /// Paths of values of which the first that is set decides whether it is used.
  let conditions: [[String]]
  let tags: [String]
  let importValues: [YAMLNode]
  let line: Int

  init?(_ node: YAMLNode) {
    guard let name = node["name"]?.string else { return nil }
    self.name = name
    alias = node["alias"]?.string
    repository = node["repository"]?.string ?? ""
    version = node["version"]?.string ?? ""
    let paths = node["condition"]?.string?.split(separator: ",") ?? []
    conditions = paths.map { $0.filter { $0 != " " }.split(separator: ".").map(String.init) }
    tags = node["tags"]?.strings ?? []
    importValues = node["import-values"]?.items ?? []
    line = node.line
  }

  /// The key of its values in the parent's.
  var key: String { alias ?? name }

  /// Whether values switch it on: by the first condition that is set, else by its tags.
  func isEnabled(by values: TemplateMap) -> Bool {
    for path in conditions {
      if case .bool(let isOn) = TemplateValue.map(values)[path] { return isOn }
    }
    let set = tags.compactMap { tag -> Bool? in
      if case .bool(let isOn) = values["tags"][tag] { isOn } else { nil }
    }
    return set.isEmpty || set.contains(true)
  }
}

/// What the name of a file, folder or chart says about the environment it is for.
enum EnvironmentName: Int, Comparable {
  case production, rehearsal, development

  static func < (left: EnvironmentName, right: EnvironmentName) -> Bool { left.rawValue < right.rawValue }

  /// The environment that a word of a name is for; nil when none names one.
  static func rank(of name: String) -> EnvironmentName? {
    let words = name.lowercased().split { "-_./ ".contains($0) }
    return words.reversed().lazy.compactMap { word in
      switch word {
      case "prod", "production", "prd", "live": .production
      case "staging", "stage", "stg", "preprod", "preproduction", "uat", "qa", "integration": .rehearsal
      case "dev", "development", "local", "test", "testing", "sandbox", "ci", "minikube", "kind": .development
      default: nil
      }
    }.first
  }
}
