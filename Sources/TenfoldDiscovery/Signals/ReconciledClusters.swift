import TenfoldModel
import TenfoldPlatform

/// The clusters that reconcilers bring services to, counted once each.
///
/// Clusters of other stages than production do not count: staging beside production is one cluster for users.
struct ReconciledClusters {
  private var destinations: Set<String> = []
  private var lastDestination: SignalObject?
  private var fluxClusters: Set<String> = []
  private var lastFlux: SignalObject?

  // MARK: Argo CD

  /// Takes in where an Application goes.
  mutating func addDestination(of object: SignalObject) {
    let destination = object.spec?["destination"]
    guard let target = destination?["server"]?.string ?? destination?["name"]?.string,
      object.ownState >= .referenced, !target.contains(TemplateSkeleton.placeholder), !target.contains("{{"),
      Self.isRunning(target), Self.isRunning(object.name)
    else { return }
    destinations.insert(Self.canonical(target))
    lastDestination = object
  }

  /// Clusters that a git generator of an ApplicationSet yields, read from the files or folders it matches.
  ///
  /// The destination must be taken from what the generator yields: `{{ .cluster.address }}` of each file, or
  /// `{{ .path.basename }}` of each folder.
  static func generated(by generator: YAMLNode, for object: SignalObject, in tree: SourceTree) -> Set<String>
  {
    let destination = object.spec?[["template", "spec", "destination"]]
    guard let target = destination?["server"]?.string ?? destination?["name"]?.string,
      let open = target.firstRange(of: "{{"), let close = target.firstRange(of: "}}"),
      open.upperBound <= close.lowerBound
    else { return [] }
    let keys = target[open.upperBound..<close.lowerBound].split { $0 == " " || $0 == "." }.map(String.init)
    var found: Set<String> = []
    for glob in (generator["files"]?.items ?? []).compactMap({ $0["path"]?.string }) {
      for file in tree.files where PathPattern.matches(file.path, glob) {
        guard let value = file.documents.first?[keys]?.string else { continue }
        if isRunning(file.path), isRunning(value) { found.insert(canonical(value)) }
      }
    }
    if keys.contains("path") {
      let folders = Set(tree.files.map(\.folder))
      for glob in (generator["directories"]?.items ?? []).compactMap({ $0["path"]?.string }) {
        found.formUnion(folders.filter { PathPattern.matches($0, glob) && isRunning($0) })
      }
    }
    return found
  }

  /// The addresses or names of clusters that users work in, each once.
  static func running(_ targets: [String], named names: [String]) -> Set<String> {
    guard targets.count == names.count else { return Set(targets.filter(isRunning).map(canonical)) }
    return Set(
      zip(targets, names).filter { isRunning($0) && isRunning($1) }.map { canonical($0.0) })
  }

  // MARK: Flux

  /// Takes in a Flux object that reconciles services: the cluster whose folder it stands in, or the one it
  /// reaches by a kubeconfig of its own.
  mutating func addFlux(_ object: SignalObject) {
    guard object.ownState >= .referenced else { return }
    let remote = object.spec?[["kubeConfig", "secretRef", "name"]]?.string
    let isBootstrap = object.name == "flux-system" && object.kind == "Kustomization"
    let place = isBootstrap ? object.spec?["path"]?.string ?? object.file : object.file
    guard let cluster = remote ?? Self.clusterFolder(of: place, isFolder: isBootstrap),
      Self.isRunning(cluster)
    else { return }
    fluxClusters.insert(cluster)
    lastFlux = object
  }

  /// The folder below `clusters/` that a path is in: `clusters/prod/eu` has one folder for each region.
  private static func clusterFolder(of path: String, isFolder: Bool) -> String? {
    var parts = path.split(separator: "/").filter { $0 != "." }
    if !isFolder { parts = parts.dropLast() }
    guard let start = parts.firstIndex(where: { $0 == "clusters" || $0 == "cluster" }) else { return nil }
    let below = parts[(start + 1)...]
    guard let first = below.first else { return nil }
    // A folder named by the stage alone holds one folder for each cluster of it.
    let stages: Set = ["prod", "production", "live"]
    if stages.contains(first.lowercased()), let second = below.dropFirst().first, isRegion(second) {
      return "\(first)/\(second)"
    }
    return String(first)
  }

  private static func isRegion(_ name: Substring) -> Bool {
    let words = Naming.words(name)
    let regions: Set = [
      "eu", "us", "ap", "apac", "emea", "europe", "asia", "america", "northamerica", "eastus", "westus",
      "westeurope", "northeurope", "uk", "de", "fr", "ca", "sa", "au", "jp", "in", "sg",
    ]
    return words.contains { word in regions.contains(String(word.prefix { !$0.isNumber })) }
  }

  // MARK: Together

  /// What was counted, where it is more than one.
  var facts: [Fact] {
    var facts: [Fact] = []
    if destinations.count > 1, let object = lastDestination {
      facts.append(
        object.fact(
          .multiClusterGenerator, "Applications for \(destinations.count) clusters", worksAlone: true))
    }
    if fluxClusters.count > 1, let object = lastFlux {
      facts.append(
        object.fact(
          .multiClusterGenerator, "Flux reconciles \(fluxClusters.count) clusters", worksAlone: true))
    }
    return facts
  }

  /// One name for the cluster that the controller itself runs in.
  private static func canonical(_ target: String) -> String {
    target.hasPrefix("https://kubernetes.default") || target == "in-cluster" ? "in-cluster" : target
  }

  /// False for a name that says that no user works there.
  private static func isRunning(_ name: String) -> Bool {
    !Naming.words(name).contains { word in
      otherStages.contains(String(word.prefix { !$0.isNumber }))
    }
  }

  private static let otherStages: Set<String> = [
    "dev", "develop", "development", "test", "testing", "tst", "qa", "staging", "stage", "stg", "uat",
    "preprod",
    "preproduction", "nonprod", "sandbox", "preview", "integration", "int", "ci", "demo", "local", "kind",
    "minikube", "k3d", "acceptance", "acc", "lab", "playground",
  ]
}
