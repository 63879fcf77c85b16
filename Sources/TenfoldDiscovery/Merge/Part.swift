import TenfoldModel

/// One part of the system, with everything that the sets in use declare about it.
struct Part: Sendable {
  /// A workload and the set it stands in.
  struct Declared: Sendable {
    var workload: WorkloadDeclaration
    /// Index of the set.
    var set: Int
    /// True when it stands in a second description of the system, which only fills gaps.
    var isTwin: Bool
  }

  /// Name shown.
  var name: String
  var classification: Classification
  /// Its declarations, the one it is named after first.
  var declarations: [Declared]
  /// Names that reach it on the network, in lower case.
  var hosts: Set<String>
  /// True when no workload declares it and only addresses, secrets or infrastructure name it.
  var isManaged = false
  /// Places that name it, for a part without a declaration.
  var namedAt: [Evidence] = []

  var role: WorkloadRole { classification.role }
  var key: String { Naming.key(name) }

  /// Where it is declared.
  var evidence: [Evidence] {
    let own = declarations.filter { !$0.isTwin }
    let places = (own.isEmpty ? declarations : own).map { Evidence(at: $0.workload.location) }
    return places.isEmpty ? Array(namedAt.prefix(3)) : places
  }

  /// Containers that run all the time, of the declarations in use.
  var containers: [ContainerDeclaration] { declarations.filter { !$0.isTwin }.flatMap(\.workload.containers) }

  /// The container that does its work.
  var mainContainer: ContainerDeclaration? {
    declarations.first.flatMap { WorkloadClassifier.mainContainer(of: $0.workload) }
  }
}

/// Joins the workloads of the sets in use to parts: versions behind one name, duplicates, twins.
struct PartBuilder {
  private(set) var parts: [Part] = []
  private var indexByKey: [String: Int] = [:]
  /// Service objects that send traffic to nothing that is declared.
  private(set) var namesWithoutWorkload: [(name: NetworkName, set: Int)] = []

  /// Adds a set in use: every workload becomes a part or joins one.
  mutating func add(_ set: DeclarationSet, index: Int, classifications: [Classification]) {
    let selection = Selection(of: set)
    let images = Dictionary(
      set.workloads.lazy.map { ($0.name, Self.image(of: $0)) }, uniquingKeysWith: { first, _ in first })
    for (position, workload) in set.workloads.enumerated() {
      let names = selection.names(of: position)
      var name = Self.shownName(of: workload, services: names)
      // Another process type of a release: same image, the release's name in front.
      if let release = Self.releasePrefix(of: workload), images[release] == Self.image(of: workload) {
        name = release
      }
      // Another version of a part that is known already: its pods carry the part's name.
      if indexByKey[Naming.key(name)] == nil, let base = Self.labelledName(of: workload),
        indexByKey[Naming.key(base)] != nil
      {
        name = base
      }
      let key = Naming.key(name)
      let declared = Part.Declared(workload: workload, set: index, isTwin: false)
      var hosts = Set(names.map { $0.name.lowercased() })
      hosts.formUnion([workload.name.lowercased(), name.lowercased()])
      hosts.formUnion(workload.aliases.map { $0.lowercased() })
      if let existing = indexByKey[key] {
        parts[existing].declarations.append(declared)
        parts[existing].hosts.formUnion(hosts)
        if parts[existing].role == .job
          || (!parts[existing].classification.isOwn && classifications[position].isOwn)
        {
          if classifications[position].role != .job {
            parts[existing].classification = classifications[position]
          }
        }
      } else {
        indexByKey[key] = parts.count
        parts.append(
          Part(name: name, classification: classifications[position], declarations: [declared], hosts: hosts))
      }
    }
    for name in set.names where !name.selector.isEmpty && !selection.isUsed(name) {
      namesWithoutWorkload.append((name, index))
    }
  }

  /// Adds a second description: its workloads fill gaps of the parts that they are.
  ///
  /// - Returns: Positions of workloads that no part in use is.
  mutating func addTwin(_ set: DeclarationSet, index: Int) -> [Int] {
    let selection = Selection(of: set)
    let prefix = Self.commonPrefix(set.workloads.map(\.name))
    let stems = Dictionary(
      parts.enumerated().map { (Naming.stem($1.name), $0) }, uniquingKeysWith: { first, _ in first })
    var unmatched: [Int] = []
    for (position, workload) in set.workloads.enumerated() {
      let services = selection.names(of: position)
      let name = Self.shownName(of: workload, services: services)
      let bare = String(name.dropFirst(prefix.count))
      guard
        let part = indexByKey[Naming.key(name)] ?? indexByKey[Naming.key(bare)]
          ?? stems[Naming.stem(name)] ?? stems[Naming.stem(bare)]
      else {
        unmatched.append(position)
        continue
      }
      parts[part].declarations.append(Part.Declared(workload: workload, set: index, isTwin: true))
      parts[part].hosts.formUnion(services.map { $0.name.lowercased() } + [workload.name.lowercased()])
    }
    return unmatched
  }

  /// Adds a part that is known by name only, or returns the one of that name.
  mutating func addManaged(
    name: String, classification: Classification, at evidence: Evidence, host: String? = nil
  ) -> Int {
    let key = Naming.key(name)
    if let existing = indexByKey[key] {
      if parts[existing].isManaged { parts[existing].namedAt.append(evidence) }
      if let host, parts[existing].role.holdsData { parts[existing].hosts.insert(host.lowercased()) }
      return existing
    }
    indexByKey[key] = parts.count
    parts.append(
      Part(
        name: name, classification: classification, declarations: [],
        hosts: [name.lowercased(), (host ?? name).lowercased()], isManaged: true, namedAt: [evidence]))
    return parts.count - 1
  }

  /// Adds a workload that only a second description has.
  mutating func adopt(_ workload: WorkloadDeclaration, set: Int, classification: Classification) -> Int {
    indexByKey[Naming.key(workload.name)] = parts.count
    parts.append(
      Part(
        name: workload.name, classification: classification,
        declarations: [Part.Declared(workload: workload, set: set, isTwin: true)],
        hosts: [workload.name.lowercased()]))
    return parts.count - 1
  }

  /// Changes what a part is.
  mutating func reclassify(_ index: Int, as classification: Classification) {
    parts[index].classification = classification
  }

  // MARK: Names

  private static let versionWords: Set<String> = [
    "deployment", "deploy", "dep", "stable", "primary", "canary", "blue", "green", "baseline", "pod",
    "statefulset",
    "sts", "rollout", "preview", "active", "latest", "master", "leader",
  ]

  /// The name of a workload without what only tells versions and copies of it apart.
  static func shownName(of workload: WorkloadDeclaration, services: [NetworkName]) -> String {
    let words = Naming.words(workload.name)
    for service in services {
      let serviceWords = Naming.words(service.name)
      guard words.count > serviceWords.count, words.starts(with: serviceWords) else { continue }
      let rest = words[serviceWords.count...]
      if isVersionOnly(rest) || isVersion(rest.first ?? "") { return service.name }
    }
    if let release = releaseName(of: workload) { return release }
    if let base = labelledName(of: workload),
      isVersionOnly(Naming.words(workload.name.dropFirst(base.count))[...])
    {
      return base
    }
    return workload.name
  }

  private static let processWords: Set<String> = [
    "worker", "workers", "web", "sidekiq", "celery", "consumer", "cron", "beat", "clock", "jobs", "queue",
    "scheduler",
  ]

  /// The release that a workload is one process type of: `shop-worker` of release `shop` with image `shop`.
  private static func releaseName(of workload: WorkloadDeclaration) -> String? {
    guard let release = releasePrefix(of: workload),
      let image = workload.containers.first?.image.flatMap({ ImageReference($0) }),
      Naming.key(image.name) == Naming.key(release) || workload.containers.first?.name == release
    else { return nil }
    return release
  }

  /// The release in front of a workload's name, when a word for a process type is all that follows.
  private static func releasePrefix(of workload: WorkloadDeclaration) -> String? {
    guard let release = workload.labels["app.kubernetes.io/instance"], workload.name.hasPrefix(release + "-")
    else {
      return nil
    }
    let rest = Naming.words(workload.name.dropFirst(release.count))
    return !rest.isEmpty && rest.allSatisfy { processWords.contains($0) } ? release : nil
  }

  private static func image(of workload: WorkloadDeclaration) -> String? { workload.containers.first?.image }

  /// The name that labels give the pods, where the workload's own name only adds to it.
  static func labelledName(of workload: WorkloadDeclaration) -> String? {
    for key in ["app.kubernetes.io/name", "app", "app.kubernetes.io/component", "k8s-app", "service", "name"]
    {
      guard let base = workload.labels[key], base.count < workload.name.count,
        workload.name.hasPrefix(base + "-")
      else { continue }
      return base
    }
    return nil
  }

  private static func isVersionOnly(_ words: ArraySlice<String>) -> Bool {
    !words.isEmpty && words.allSatisfy { isVersion($0) || versionWords.contains($0) }
  }

  /// `v2`, `2`; not `2fa`.
  private static func isVersion(_ word: String) -> Bool {
    let digits = word.first == "v" ? word.dropFirst() : word[...]
    return !digits.isEmpty && digits.allSatisfy(\.isNumber)
  }

  /// What the names of all workloads of a set begin with (`release-name-`); empty for fewer than three.
  static func commonPrefix(_ names: [String]) -> String {
    guard names.count > 2, var prefix = names.first else { return "" }
    for name in names {
      while !name.hasPrefix(prefix) { prefix.removeLast() }
    }
    guard let end = prefix.lastIndex(of: "-") else { return "" }
    return String(prefix[...end])
  }
}

/// Which Service objects send traffic to which workloads of a set.
private struct Selection {
  private var namesByWorkload: [Int: [NetworkName]] = [:]
  private var used: Set<SourceLocation> = []

  init(of set: DeclarationSet) {
    guard !set.names.isEmpty else { return }
    // Workloads by one label at a time, so that a selector looks only at those that carry its rarest label.
    var byLabel: [String: [Int]] = [:]
    for (position, workload) in set.workloads.enumerated() {
      for (key, value) in workload.labels { byLabel["\(key)=\(value)", default: []].append(position) }
    }
    for name in set.names where !name.selector.isEmpty {
      let candidates =
        name.selector.map { byLabel["\($0.key)=\($0.value)"] ?? [] }.min { $0.count < $1.count } ?? []
      for position in candidates {
        let workload = set.workloads[position]
        guard workload.namespace == name.namespace || workload.namespace == nil || name.namespace == nil,
          name.selector.allSatisfy({ workload.labels[$0.key] == $0.value })
        else { continue }
        namesByWorkload[position, default: []].append(name)
        used.insert(name.location)
      }
    }
  }

  func names(of position: Int) -> [NetworkName] { namesByWorkload[position] ?? [] }

  func isUsed(_ name: NetworkName) -> Bool { used.contains(name.location) }
}
