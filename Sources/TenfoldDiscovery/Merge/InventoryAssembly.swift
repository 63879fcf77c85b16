import TenfoldModel

extension MergedSystem {
  /// What was found, in the form that reports and rules read.
  func inventory() -> Inventory {
    var inventory = Inventory(
      dangling: uniqueDangling(), unread: unread(), readCount: tree.files.count, fileSets: fileSets(),
      given: givenClasses(), diagnostics: sets.flatMap(\.diagnostics))
    let routing = Set(edges.filter { parts[$0.to].role.isOwnService }.map(\.from))
    var listed = Set<Int>()
    for (index, part) in parts.enumerated() {
      switch part.role {
      case .service, .gateway:
        inventory.services.append(
          Inventory.Service(
            name: part.name, kind: isGateway(part, routes: routing.contains(index)) ? .gateway : .service,
            evidence: part.evidence, port: ports[index]))
        listed.insert(index)
      case .platform where part.classification.isOwn, .proxy where routing.contains(index):
        inventory.services.append(
          Inventory.Service(
            name: part.name, kind: .platform, evidence: part.evidence, port: ports[index]))
        listed.insert(index)
      case .store, .cache:
        inventory.stores.append(store(part))
        listed.insert(index)
      case .broker:
        inventory.queues.append(store(part))
        listed.insert(index)
      default:
        inventory.setAside.append(
          Inventory.SetAside(name: part.name, reason: part.role.reason, evidence: part.evidence))
      }
    }
    for edge in edges where listed.contains(edge.from) && listed.contains(edge.to) {
      inventory.edges.append(
        Inventory.Edge(
          from: parts[edge.from].name, to: parts[edge.to].name, kind: kind(of: edge), strength: edge.strength,
          evidence: unique(edge.evidence)))
    }
    for set in choice.inUse {
      for (workload, reason) in sets[set].inactive {
        inventory.setAside.append(
          Inventory.SetAside(name: workload.name, reason: reason, evidence: [Evidence(at: workload.location)])
        )
      }
    }
    inventory.services.sort { $0.name < $1.name }
    inventory.stores.sort { $0.name < $1.name }
    inventory.queues.sort { $0.name < $1.name }
    inventory.edges.sort { ($0.from, $0.to) < ($1.from, $1.to) }
    inventory.setAside.sort { ($0.name, $0.reason) < ($1.name, $1.reason) }
    return inventory
  }

  /// Files that could not be read, and templates of the sets in use that could not be rendered, each once.
  private func unread() -> [Inventory.Unread] {
    // Where nothing could be used, what was not rendered is the reason.
    let shown = choice.inUse.isEmpty ? Array(sets.indices) : choice.inUse
    let templates = shown.flatMap { sets[$0].unread }
    var seen: Set<String> = []
    return (tree.unread + templates).filter { seen.insert($0.file).inserted }.sorted { $0.file < $1.file }
  }

  private func store(_ part: Part) -> Inventory.Store {
    Inventory.Store(name: part.name, engine: part.classification.engine ?? "unknown", evidence: part.evidence)
  }

  private static let gatewayWords: Set<String> = [
    "proxy", "router", "edge", "ingress", "bff",
  ]

  private func isGateway(_ part: Part, routes: Bool) -> Bool {
    guard part.role == .service else { return routes }
    return routes
      && (Naming.isGateway(part.name) || !Self.gatewayWords.isDisjoint(with: Naming.words(part.name)))
  }

  /// How an edge is used, told by what it leads to.
  func kind(of edge: EdgeBuilder.Candidate) -> Inventory.EdgeKind {
    switch parts[edge.to].role {
    case .store, .cache: .data
    case .broker: .async
    default: .sync
    }
  }

  private func unique(_ evidence: [Evidence]) -> [Evidence] {
    var seen = Set<Evidence>()
    return Array(evidence.filter { seen.insert($0).inserted }.prefix(8))
  }

  private func uniqueDangling() -> [Inventory.Dangling] {
    var byName: [String: Inventory.Dangling] = [:]
    for item in dangling {
      let key = "\(item.from) \(item.name)"
      if byName[key] == nil { byName[key] = item } else { byName[key]?.evidence += item.evidence }
    }
    return byName.values.sorted { ($0.name, $0.from) < ($1.name, $1.from) }
  }

  private func fileSets() -> [Inventory.FileSet] {
    sets.indices.map { index in
      let set = sets[index]
      return Inventory.FileSet(
        name: set.name, form: set.form.rawValue, files: set.files, workloadCount: set.workloads.count,
        isInUse: choice.inUse.contains(index), renderer: set.renderer)
    }
  }

  private func givenClasses() -> Set<FileClass> {
    var given = Set<FileClass>()
    for set in sets {
      given.insert(set.form == .compose ? .compose : set.form == .description ? .description : .kubernetes)
    }
    for file in tree.files {
      let path = file.path.lowercased()
      let name = file.name.lowercased()
      if path.contains(".github/workflows/") || name.hasPrefix(".gitlab-ci") || name.hasPrefix("jenkinsfile")
        || name == ".travis.yml" || path.contains(".circleci/") || name.hasPrefix("azure-pipelines")
        || name.hasPrefix("cloudbuild") || name == "bitbucket-pipelines.yml" || name == ".drone.yml"
      {
        given.insert(.pipeline)
      }
      if name.hasSuffix(".tf") || name.hasSuffix(".bicep") { given.insert(.infrastructure) }
      if name.contains("prometheus") || name.contains("alertmanager") || name.contains("otelcol")
        || name.contains("grafana")
      {
        given.insert(.monitoring)
      }
      if name.hasPrefix("application.") || name.hasPrefix("appsettings") || name.hasSuffix(".conf")
        || name == ".env"
        || name.hasSuffix(".properties") || name.hasSuffix(".template")
      {
        given.insert(.configuration)
      }
    }
    if !tree.sourceFiles.isEmpty { given.insert(.source) }
    if traces != nil { given.insert(.traces) }
    return given
  }
}
