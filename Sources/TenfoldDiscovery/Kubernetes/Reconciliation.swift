package import TenfoldModel
import TenfoldPlatform

/// That a controller in the cluster keeps it equal to a path of a repository: Argo CD, Flux, Config Sync.
package struct Reconciliation: Sendable {
  /// Kind of the object that asks for it: `Application`, `Kustomization`.
  package var kind: String
  package var name: String
  /// Folder reconciled, relative to its repository; nil when it is a chart of a registry.
  package var path: String?
  /// Chart installed, when it is one.
  package var chart: String?
  /// True when changes are applied without anybody asking.
  package var isAutomatic: Bool
  package var location: SourceLocation

  /// What the objects of a file reconcile.
  static func all(in file: SourceFile) -> [Reconciliation] {
    file.documents.flatMap { KubernetesObject.objects(in: $0, file: file.path) }.flatMap(all)
  }

  /// What an object reconciles; empty for one that reconciles nothing.
  package static func all(in object: KubernetesObject) -> [Reconciliation] {
    func make(_ source: YAMLNode?, path: String?, chart: String? = nil, isAutomatic: Bool) -> Reconciliation {
      Reconciliation(
        kind: object.kind, name: object.name, path: path.map(normalized), chart: chart,
        isAutomatic: isAutomatic, location: object.at(source))
    }
    switch (object.group, object.kind) {
    case ("argoproj.io", "Application"), ("argoproj.io", "ApplicationSet"):
      let spec = object.kind == "Application" ? object.node["spec"] : object.spec("template", "spec")
      let isAutomatic = spec?[["syncPolicy", "automated"]] != nil
      let sources = [spec?["source"]].compactMap { $0 } + (spec?["sources"]?.items ?? [])
      // A path that a generator fills in is named by the generator.
      let isWritten = { (source: YAMLNode) in
        (source["path"] ?? source["chart"])?.string.map { !$0.contains("{{") } ?? false
      }
      let direct = sources.filter(isWritten).map {
        make($0, path: $0["path"]?.string, chart: $0["chart"]?.string, isAutomatic: isAutomatic)
      }
      let directories = (object.spec("generators")?.items ?? []).flatMap {
        $0[["git", "directories"]]?.items ?? []
      }
      return direct
        + directories.map { make($0, path: $0["path"]?.string, isAutomatic: isAutomatic) }
    case (let group, "Kustomization") where group.hasSuffix("fluxcd.io"):
      let isAutomatic = object.spec("suspend")?.bool != true
      return [make(object.spec("path"), path: object.spec("path")?.string ?? "", isAutomatic: isAutomatic)]
    case (let group, "HelmRelease") where group.hasSuffix("fluxcd.io"):
      let chart = object.spec("chart", "spec", "chart")
      let written = chart?.string ?? object.spec("chartRef", "name")?.string
      // A chart beside the release is given by its path, one of a registry by its name.
      let isPath = written?.hasPrefix(".") == true || written?.contains("/") == true
      let isAutomatic = object.spec("suspend")?.bool != true
      return [
        make(chart, path: isPath ? written : nil, chart: isPath ? nil : written, isAutomatic: isAutomatic)
      ]
    case ("configsync.gke.io", "RootSync"), ("configsync.gke.io", "RepoSync"):
      let folder = object.spec("git", "dir")
      return [make(folder, path: folder?.string ?? "", isAutomatic: true)]
    default:
      return []
    }
  }

  /// A path without `./` at its beginning and without what a pattern leaves open at its end.
  private static func normalized(_ written: String) -> String {
    let fixed = written.prefix { $0 != "*" && $0 != "{" }
    let path = fixed.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    return path
  }
}
