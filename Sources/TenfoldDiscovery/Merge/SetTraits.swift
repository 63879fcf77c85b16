import TenfoldModel

/// What speaks for a set of files when several describe one system.
struct SetTraits: Sendable {
  /// How the set is named.
  let path: String
  /// Keys of its services, stores and brokers, with and without what all names begin with.
  private(set) var keys: Set<String> = []
  /// The names by which each of them may be known elsewhere.
  private var namesOfParts: [Set<String>] = []
  private(set) var serviceCount = 0
  private(set) var storeCount = 0
  /// True for a set that stands for itself.
  let isMain: Bool
  /// True for a complete set to be used instead of another.
  let isAlternative: Bool

  private let isDump: Bool
  private let isOptional: Bool
  private let isDefault: Bool
  private let hasOtherPurpose: Bool
  private let appliedRank: Int
  private let variantCount: Int
  private let formRank: Int
  private let hasCanonicalName: Bool
  private let depth: Int
  private var evidenceCount = 0

  init(of set: DeclarationSet, _ classifications: [Classification], applied: AppliedPaths) {
    path = set.name
    isMain = set.variantOf == nil || set.role == .main
    isAlternative = set.role == .alternative && set.purpose == nil && !set.isOptional
    isDump = set.isDump
    isOptional = set.isOptional
    isDefault = set.isDefault
    hasOtherPurpose = set.purpose != nil && set.purpose != .production
    appliedRank = max(applied.rank(of: set), set.appliedBy.isEmpty ? 0 : 1)
    variantCount = Self.variantWords(set.name).count
    depth = set.name.split(separator: "/").count
    let file = set.name.split(separator: "/").last.map(String.init) ?? set.name
    hasCanonicalName = ["docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml"].contains(
      file)
    formRank =
      switch set.form {
      case .description: 5
      case .kubernetes, .kustomize: 4
      case .helm: set.renderer == nil ? 2 : 4
      case .compose: 3
      }
    let prefix = PartBuilder.commonPrefix(set.workloads.map(\.name))
    for (workload, classification) in zip(set.workloads, classifications) {
      guard classification.role.isOwnService || classification.role.holdsData || classification.role == .proxy
      else { continue }
      let name = PartBuilder.shownName(of: workload, services: [])
      var names: Set<String> = [Naming.stem(name), Naming.stem(name.dropFirst(prefix.count))]
      keys.formUnion(names)
      if let base = PartBuilder.labelledName(of: workload) { names.insert(Naming.stem(base)) }
      namesOfParts.append(names)
      if classification.role.isOwnService { serviceCount += 1 }
      if classification.role.holdsData { storeCount += 1 }
      evidenceCount += workload.dependencies.count
      for container in workload.containers { evidenceCount += container.environment.count }
    }
  }

  /// Services, stores and brokers in it.
  var partCount: Int { namesOfParts.count }

  /// How many of its parts bear one of the names.
  func sharedCount(with names: Set<String>) -> Int {
    namesOfParts.count { !$0.isDisjoint(with: names) }
  }

  /// True for what is optional, for tests and development, or a variant that the principal set is not.
  func isSecondary(beside base: Set<String>) -> Bool {
    isOptional || hasOtherPurpose || !Self.variantWords(path).subtracting(base).isEmpty
  }

  /// The order of preference: a dump, what is complete, what is applied, what is meant for production, what
  /// shows more of the system.
  func isPreferred(to other: SetTraits, mostServices: Int) -> Bool {
    func isComplete(_ traits: SetTraits) -> Bool { traits.serviceCount * 5 >= mostServices * 4 }
    if isDump != other.isDump { return isDump }
    if isOptional != other.isOptional { return other.isOptional }
    if isMain != other.isMain { return isMain }
    if isComplete(self) != isComplete(other) { return isComplete(self) }
    if hasOtherPurpose != other.hasOtherPurpose { return other.hasOtherPurpose }
    if appliedRank != other.appliedRank { return appliedRank > other.appliedRank }
    if variantCount != other.variantCount { return variantCount < other.variantCount }
    if isDefault != other.isDefault { return isDefault }
    let parts = (serviceCount + storeCount, other.serviceCount + other.storeCount)
    if parts.0 != parts.1 { return parts.0 > parts.1 }
    if formRank != other.formRank { return formRank > other.formRank }
    if hasCanonicalName != other.hasCanonicalName { return hasCanonicalName }
    if depth != other.depth { return depth < other.depth }
    if evidenceCount != other.evidenceCount { return evidenceCount > other.evidenceCount }
    return path < other.path
  }

  private static let variantNames: Set<String> = [
    "extras", "extra", "example", "examples", "sample", "samples", "test", "tests", "e2e", "testing",
    "optional",
    "addons", "components", "backup", "canary", "experimental", "legacy", "old", "deprecated", "archive",
    "dev",
    "local", "development", "staging", "stage", "sandbox", "debug", "ci", "integration", "benchmark",
    "loadtest",
    "docs", "fault", "chaos", "qa", "preview", "monitoring", "tls", "sharding", "override", "swarm",
    "windows", "arm",
    "arm64", "multicluster", "overlays", "openshift",
  ]

  /// Words of a path that mark a variant or something optional.
  static func variantWords(_ path: String) -> Set<String> {
    Set(Naming.words(path)).intersection(variantNames)
  }
}
