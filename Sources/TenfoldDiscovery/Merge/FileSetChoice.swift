import TenfoldModel
import TenfoldPlatform

/// Which of the sets of files describe the system together, and which are other descriptions of it.
///
/// Sets that declare the same workloads are alternatives: overlays, variants, environments, a chart beside
/// manifests. One of them is in use. Sets that declare other workloads complement it. The remaining ones of
/// another form are twins, which fill gaps about the same workloads.
struct FileSetChoice: Sendable {
  /// Indices of the sets in use, the principal one first.
  var inUse: [Int] = []
  /// Indices of second descriptions, the better ones first.
  var twins: [Int] = []

  /// Chooses among `sets`.
  ///
  /// - Parameters:
  ///   - sets: All sets found.
  ///   - classifications: What each workload of each set is for.
  ///   - applied: Paths that pipelines, scripts and guides apply.
  ///   - chosen: Names of the sets that the user wants; empty to choose.
  /// - Throws: ``DiscoveryError/unknownFileSet(name:found:)`` for a chosen name that no set has.
  init(
    among sets: [DeclarationSet], classifications: [[Classification]], applied: AppliedPaths, chosen: [String]
  ) throws(DiscoveryError) {
    let traits = sets.indices.map { Traits(of: sets[$0], classifications[$0], applied: applied) }
    var remaining = sets.indices.filter { !sets[$0].workloads.isEmpty }
    if !chosen.isEmpty {
      for name in chosen {
        let matching = sets.indices.filter { sets[$0].name == name }
        guard !matching.isEmpty else {
          throw .unknownFileSet(name: name, found: Array(Set(sets.map(\.name))).sorted())
        }
        inUse += matching.filter { !inUse.contains($0) }
      }
      let used = inUse
      remaining.removeAll { used.contains($0) }
      twins = remaining.filter { Self.isTwin(sets[$0], traits[$0], of: used.map { sets[$0] }) }
      return
    }

    let mostServices = remaining.map { traits[$0].serviceCount }.max() ?? 0
    let order = remaining.sorted { traits[$0].isPreferred(to: traits[$1], mostServices: mostServices) }
    guard let principal = order.first else { return }
    let base = Self.variantWords(traits[principal].path)
    inUse = [principal]
    var names = traits[principal].keys
    for candidate in order.dropFirst() {
      let own = traits[candidate].keys
      let shared = own.intersection(names).count
      let isVariant = !Self.variantWords(traits[candidate].path).subtracting(base).isEmpty
      // A set that repeats a third of what is in use describes the same system once more.
      if shared * 3 <= own.count, !isVariant, !own.isEmpty {
        inUse.append(candidate)
        names.formUnion(own)
      } else if shared > 0, Self.isTwin(sets[candidate], traits[candidate], of: inUse.map { sets[$0] }),
        !isVariant
      {
        twins.append(candidate)
      }
    }
  }

  /// A second description is one of another form, since variants of one form contradict each other.
  private static func isTwin(_ set: DeclarationSet, _ traits: Traits, of used: [DeclarationSet]) -> Bool {
    let isCompose = set.form == .compose
    return !used.contains { ($0.form == .compose) == isCompose }
  }

  private static let variantNames: Set<String> = [
    "extras", "extra", "example", "examples", "sample", "samples", "test", "tests", "e2e", "testing",
    "optional",
    "addons", "components", "backup", "canary", "experimental", "legacy", "old", "deprecated", "archive",
    "dev",
    "local", "development", "staging", "stage", "sandbox", "debug", "ci", "integration", "benchmark",
    "loadtest",
    "demo", "docs", "fault", "chaos", "qa", "preview", "monitoring", "tls", "sharding", "override", "swarm",
    "windows", "arm", "arm64", "multicluster", "overlays", "openshift",
  ]

  /// Words of a path that mark a variant or something optional.
  static func variantWords(_ path: String) -> Set<String> {
    Set(Naming.words(path)).intersection(variantNames)
  }

  /// What speaks for a set.
  private struct Traits: Sendable {
    /// Keys of its services, stores and brokers.
    var keys: Set<String> = []
    var serviceCount = 0
    var storeCount = 0
    var path: String
    var isDump: Bool
    var appliedRank: Int
    var variantCount: Int
    var formRank: Int
    var hasCanonicalName: Bool
    var depth: Int
    var evidenceCount = 0

    init(of set: DeclarationSet, _ classifications: [Classification], applied: AppliedPaths) {
      path = set.name
      isDump = set.isDump
      appliedRank = applied.rank(of: set)
      variantCount = FileSetChoice.variantWords(set.name).count
      depth = set.name.split(separator: "/").count
      let file = set.name.split(separator: "/").last.map(String.init) ?? set.name
      hasCanonicalName = ["docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml"]
        .contains(file)
      formRank =
        switch set.form {
        case .description: 5
        case .kubernetes, .kustomize: 4
        case .helm: set.renderer == nil ? 2 : 3
        case .compose: 3
        }
      let prefix = PartBuilder.commonPrefix(set.workloads.map(\.name))
      for (workload, classification) in zip(set.workloads, classifications) {
        guard
          classification.role.isOwnService || classification.role.holdsData || classification.role == .proxy
        else { continue }
        let name = PartBuilder.shownName(of: workload, services: [])
        keys.insert(Naming.stem(name.dropFirst(prefix.count)))
        if classification.role.isOwnService { serviceCount += 1 }
        if classification.role.holdsData { storeCount += 1 }
        evidenceCount += workload.dependencies.count
        for container in workload.containers { evidenceCount += container.environment.count }
      }
    }

    func isPreferred(to other: Traits, mostServices: Int) -> Bool {
      func complete(_ traits: Traits) -> Bool { traits.serviceCount * 5 >= mostServices * 4 }
      if isDump != other.isDump { return isDump }
      if complete(self) != complete(other) { return complete(self) }
      if appliedRank != other.appliedRank { return appliedRank > other.appliedRank }
      if variantCount != other.variantCount { return variantCount < other.variantCount }
      if formRank != other.formRank { return formRank > other.formRank }
      if serviceCount != other.serviceCount { return serviceCount > other.serviceCount }
      if hasCanonicalName != other.hasCanonicalName { return hasCanonicalName }
      if depth != other.depth { return depth < other.depth }
      if storeCount != other.storeCount { return storeCount > other.storeCount }
      if evidenceCount != other.evidenceCount { return evidenceCount > other.evidenceCount }
      return path < other.path
    }
  }
}
