/// The charts of a tree and how they contain each other.
struct HelmChartIndex {
  private(set) var charts: [String: HelmChart] = [:]

  init(_ tree: SourceTree) {
    let files = tree.files.filter { $0.name == "Chart.yaml" }
    let folders = Set(files.map(\.folder))
    for file in files {
      if let chart = HelmChart(file: file, tree: tree, folders: folders) { charts[chart.folder] = chart }
    }
  }

  /// The chart that a dependency is, when it lies in the tree.
  func chart(_ dependency: HelmDependency, of parent: HelmChart) -> HelmChart? {
    let prefix = parent.folder.isEmpty ? "" : parent.folder + "/"
    if let chart = charts[prefix + "charts/" + dependency.name] { return chart }
    if dependency.repository.hasPrefix("file://") {
      let path = String(dependency.repository.dropFirst("file://".count))
      return Self.resolved(prefix + path).flatMap { charts[$0] }
    }
    return vendored(in: parent).first { $0.name == dependency.name }
  }

  /// Charts in the chart's own `charts/` folder.
  func vendored(in parent: HelmChart) -> [HelmChart] {
    let prefix = parent.folder.isEmpty ? "charts/" : parent.folder + "/charts/"
    return charts.values.filter {
      $0.folder.hasPrefix(prefix) && !$0.folder.dropFirst(prefix.utf8.count).contains("/")
    }
    .sorted { $0.folder < $1.folder }
  }

  /// Charts that are installed by themselves: no other chart contains or needs them, and they are no library.
  ///
  /// Of charts that only choose an environment of the same service, the one for production.
  var roots: [HelmChart] {
    var parts: Set<String> = []
    var users: [String: [HelmChart]] = [:]
    for chart in charts.values {
      parts.formUnion(vendored(in: chart).map(\.folder))
      for dependency in chart.dependencies {
        guard let part = self.chart(dependency, of: chart) else { continue }
        parts.insert(part.folder)
        users[part.folder, default: []].append(chart)
      }
    }
    var others: Set<String> = []
    for charts in users.values {
      let environments = charts.filter { EnvironmentName.rank(of: $0.folder) != nil }
      guard environments.count > 1, environments.count == charts.count else { continue }
      let best = environments.min {
        (EnvironmentName.rank(of: $0.folder)?.rawValue ?? 9, $0.folder)
          < (EnvironmentName.rank(of: $1.folder)?.rawValue ?? 9, $1.folder)
      }
      others.formUnion(environments.map(\.folder).filter { $0 != best?.folder })
    }
    return charts.values.filter { !$0.isLibrary && !parts.contains($0.folder) && !others.contains($0.folder) }
      .sorted { $0.folder < $1.folder }
  }

  /// The chart at a path of a repository, whose top may lie above or below the top of the tree.
  func chart(atRepositoryPath path: String) -> HelmChart? {
    let path = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    guard !path.isEmpty else { return charts[""] }
    if let chart = charts[path] { return chart }
    let matches = charts.keys.filter {
      $0.hasSuffix("/" + path) || (!$0.isEmpty && path.hasSuffix("/" + $0))
    }
    return matches.max { $0.utf8.count < $1.utf8.count }.flatMap { charts[$0] }
  }

  /// A path without `.` and `..`; nil when it leads out of the tree.
  private static func resolved(_ path: String) -> String? {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if parts.popLast() == nil {
        return nil
      }
    }
    return parts.joined(separator: "/")
  }
}
