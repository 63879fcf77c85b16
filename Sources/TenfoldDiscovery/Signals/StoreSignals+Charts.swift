import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// Replication that is asked of charts out of repositories, whose templates are not among the files: by the
  /// values of a chart that depends on them, of a Flux HelmRelease, or of an Argo CD Application.
  static func chartStoreFacts(_ material: SignalMaterial) -> [Fact] {
    dependencyFacts(material) + releaseFacts(material)
  }

  private static func dependencyFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for file in material.tree.files where file.name == "Chart.yaml" && !FilePlace.isBeside(file.path) {
      guard let dependencies = file.documents.first?["dependencies"]?.items, !dependencies.isEmpty else {
        continue
      }
      let folder = file.folder.isEmpty ? "" : file.folder + "/"
      let values =
        material.tree.files.filter {
          $0.folder == file.folder && EnvironmentName.rank(of: $0.name) == .production
        } + [material.tree[folder + "values.yaml"]].compactMap { $0 }
      for dependency in dependencies {
        guard let chart = dependency["name"]?.string else { continue }
        let key = dependency["alias"]?.string ?? chart
        let switchedOff = dependency["condition"]?.string.map { condition in
          let path = condition.split(separator: ".").map(String.init)
          return values.lazy.compactMap { $0.documents.first?[path]?.bool }.first == false
        }
        guard switchedOff != true else { continue }
        for file in values {
          guard let given = file.documents.first?[key], let place = replication(of: chart, given) else {
            continue
          }
          facts.append(
            Fact(
              .storeReplication, subject: key, detail: "chart \(chart) as \(key) with copies",
              state: .referenced, at: file.at(place.line)))
          break
        }
      }
    }
    return facts
  }

  private static func releaseFacts(_ material: SignalMaterial) -> [Fact] {
    material.objects("HelmRelease", "Application").compactMap { object in
      let source = object.spec?["source"] ?? object.spec?["sources"]?.items.first
      let chart = object.spec?[["chart", "spec", "chart"]]?.string ?? source?["chart"]?.string
      let values = object.spec?["values"] ?? source?[["helm", "valuesObject"]]
      guard let chart, let values, let place = replication(of: chart, values) else { return nil }
      return object.fact(
        .storeReplication, "chart \(chart) as \(object.name) with copies", at: place, worksAlone: true)
    }
  }

  private static let stores: Set<String> = [
    "postgresql", "postgresql-ha", "mysql", "mariadb", "mariadb-galera", "mongodb", "redis", "valkey",
    "cassandra", "percona", "cluster", "cockroachdb",
  ]

  /// The value that asks for copies: `architecture: replication`, or replicas that read from a primary.
  private static func replication(of chart: String, _ values: YAMLNode) -> YAMLNode? {
    guard stores.contains(chart) else { return nil }
    if let architecture = values["architecture"] {
      let isCopied = ["replication", "replicaset"].contains(architecture.string?.lowercased() ?? "")
      return isCopied ? architecture : nil
    }
    if chart.hasSuffix("-ha") || chart.hasSuffix("-galera") { return values }
    let counts: [([String], Int)] = [
      (["readReplicas", "replicaCount"], 1), (["secondary", "replicaCount"], 1),
      (["replication", "readReplicas"], 1), (["replication", "slaveReplicas"], 1),
      (["cluster", "instances"], 2), (["statefulset", "replicas"], 3),
    ]
    for (path, least) in counts {
      if let node = values[path], (node.int ?? 0) >= least { return node }
    }
    if chart == "cassandra", let node = values["replicaCount"], (node.int ?? 0) > 2 { return node }
    return values[["sentinel", "enabled"]]?.bool == true ? values["sentinel"] : nil
  }
}
