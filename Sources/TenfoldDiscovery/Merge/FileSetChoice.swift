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
    let traits = sets.indices.map { SetTraits(of: sets[$0], classifications[$0], applied: applied) }
    let candidates = sets.indices.filter { !sets[$0].workloads.isEmpty }
    if chosen.isEmpty {
      choose(among: candidates, traits)
    } else {
      try use(chosen, of: sets)
    }
    let used = inUse
    guard let principal = used.first else { return }
    let base = SetTraits.variantWords(traits[principal].path)
    let names = traits[used].reduce(into: Set<String>()) { $0.formUnion($1.keys) }
    twins = candidates.filter { index in
      let own = traits[index]
      return !used.contains(index) && !own.isSecondary(beside: base) && own.sharedCount(with: names) > 0
        && used.allSatisfy { (sets[$0].form == .compose) != (sets[index].form == .compose) }
    }
    twins.sort { traits[$0].isPreferred(to: traits[$1], mostServices: traits[$0].serviceCount) }
  }

  private mutating func use(_ chosen: [String], of sets: [DeclarationSet]) throws(DiscoveryError) {
    for name in chosen {
      let matching = sets.indices.filter { sets[$0].name == name }
      guard !matching.isEmpty else {
        throw .unknownFileSet(name: name, found: Array(Set(sets.map(\.name))).sorted())
      }
      let used = inUse
      inUse += matching.filter { !used.contains($0) }
    }
  }

  private mutating func choose(among candidates: [Int], _ traits: [SetTraits]) {
    let mains = candidates.filter { traits[$0].isMain }
    let mostServices = (mains.isEmpty ? candidates : mains).map { traits[$0].serviceCount }.max() ?? 0
    let order = candidates.sorted { traits[$0].isPreferred(to: traits[$1], mostServices: mostServices) }
    guard var principal = order.first else { return }
    // Another topology of the same product counts when it shows far more of the system's parts.
    if let richer = order.first(where: {
      traits[$0].isAlternative && traits[$0].serviceCount >= 2 * max(1, traits[principal].serviceCount)
        && traits[$0].sharedCount(with: traits[principal].keys) > 0
    }) {
      principal = richer
    }
    let base = SetTraits.variantWords(traits[principal].path)
    inUse = [principal]
    var names = traits[principal].keys
    for candidate in order where candidate != principal {
      let own = traits[candidate]
      guard own.isMain, !own.isSecondary(beside: base), own.partCount > 0 else { continue }
      // A set that repeats a third of what is in use describes the same system once more.
      if own.sharedCount(with: names) * 3 <= own.partCount {
        inUse.append(candidate)
        names.formUnion(own.keys)
      }
    }
  }
}

extension Array {
  fileprivate subscript(_ indices: [Int]) -> [Element] { indices.map { self[$0] } }
}
