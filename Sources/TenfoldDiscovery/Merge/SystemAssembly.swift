import TenfoldModel

extension MergedSystem {
  /// The model of what was found: what the files say, nothing assumed.
  func system(named name: String) -> System {
    let kept = parts.indices.filter { isComponent($0) }
    let isKept = Set(kept)
    let outgoing = Dictionary(
      grouping: edges.filter { isKept.contains($0.from) && isKept.contains($0.to) }, by: \.from)
    let runtimes = RuntimeDetection(tree: tree)
    let autoscalers = autoscalersByKey()
    var components = kept.map { index in
      component(
        index, calls: outgoing[index] ?? [], runtimes: runtimes,
        autoscaler: autoscalers[parts[index].key]
          ?? parts[index].declarations.lazy
          .compactMap { autoscalers[Naming.key($0.workload.name)] }.first)
    }
    components += externals(isKept)
    addConsumers(to: &components)
    var system = System(name: name, components: components)
    system.workload.journeys = journeys(kept, isKept)
    system.mesh = mesh(kept)
    return system
  }

  private func isComponent(_ index: Int) -> Bool {
    let part = parts[index]
    if part.role == .proxy { return edges.contains { $0.from == index || $0.to == index } }
    return part.role.isOwnService || part.role.holdsData
  }

  private func component(
    _ index: Int, calls: [EdgeBuilder.Candidate], runtimes: RuntimeDetection,
    autoscaler: AutoscalerDeclaration?
  ) -> Component {
    let part = parts[index]
    var component = Component(
      name: part.name, kind: componentKind(part, calls: calls), engine: part.classification.engine,
      evidence: part.evidence.map(\.location))
    if part.role == .service || part.role == .gateway && component.engine == nil {
      component.engine = runtimes.runtime(of: part) ?? component.engine
    }
    // Where a proxy's own table of routes belongs to a part, the proxy serves its requests.
    if let proxy = calls.lazy.compactMap({ $0.route?.engine }).first { component.engine = proxy }
    if component.engine == "unknown" { component.engine = nil }
    if let container = part.mainContainer {
      component.resources.cpuRequest = container.cpuRequest
      component.resources.cpu = container.cpuLimit
      component.resources.memory = container.memory
    }
    component.scaling.replicas = replicas(part)
    if let autoscaler { apply(autoscaler, to: &component) }
    component.operations = operations(part, calls: calls)
    if component.kind == .topic { component.messaging = Messaging() }
    if behindPoolers.values.contains(where: { $0.contains(index) }) {
      component.state = StoredState(isPooled: true)
    }
    return component
  }

  private func componentKind(_ part: Part, calls: [EdgeBuilder.Candidate]) -> ComponentKind {
    switch part.role {
    case .store: .store
    case .cache: .cache
    case .broker: .topic
    case .gateway, .proxy: .gateway
    default:
      Naming.isGateway(part.name)
        || isNamedRouter(part) && calls.contains { parts[$0.to].role.isCaller } ? .gateway : .service
    }
  }

  private func replicas(_ part: Part) -> Quantity? {
    // Versions of one service run side by side, so their replicas add up; copies of one declaration do not.
    var counts: [String: Quantity] = [:]
    for declared in part.declarations where !declared.isTwin {
      guard let replicas = declared.workload.replicas, counts[declared.workload.name] == nil else { continue }
      counts[declared.workload.name] = .stated(Double(replicas), at: declared.workload.location)
    }
    guard let first = counts.values.first else { return nil }
    let sum = counts.values.reduce(0) { $0 + $1.likely }
    return counts.count == 1 ? first : .stated(sum, at: first.provenance.location)
  }

  private func autoscalersByKey() -> [String: AutoscalerDeclaration] {
    var result: [String: AutoscalerDeclaration] = [:]
    for set in choice.inUse {
      for autoscaler in sets[set].autoscalers { result[Naming.key(autoscaler.target)] = autoscaler }
    }
    return result
  }

  private func apply(_ autoscaler: AutoscalerDeclaration, to component: inout Component) {
    let place = autoscaler.location
    if let minimum = autoscaler.minimum { component.scaling.replicas = .stated(Double(minimum), at: place) }
    var scaler = Autoscaler(metric: autoscaler.metrics.first ?? "cpu")
    if let maximum = autoscaler.maximum { scaler.maximum = .stated(Double(maximum), at: place) }
    if let target = autoscaler.cpuTarget { scaler.target = .stated(target, at: place) }
    component.scaling.autoscaler = scaler
  }

  // MARK: Consumers and journeys

  private static let consumerWords: Set<String> = [
    "worker", "workers", "consumer", "processor", "sidekiq", "celery", "dispatch", "dispatcher", "listener",
    "subscriber", "handler", "notification", "notifications", "email", "mailer", "accounting", "detection",
    "workflow",
    "projection", "indexer", "sink", "queue", "analytics", "audit", "master",
  ]

  /// Files tell that a service uses a broker, seldom in which direction: a name may.
  func isConsumer(_ edge: EdgeBuilder.Candidate) -> Bool {
    let users = edges.filter { $0.to == edge.to && parts[$0.from].role.isOwnService }
    guard users.count > 1 else { return false }
    return !Set(Naming.words(parts[edge.from].name)).isDisjoint(with: Self.consumerWords)
  }

  private func addConsumers(to components: inout [Component]) {
    for index in components.indices where components[index].kind == .topic {
      let name = components[index].name
      let consumers = edges.filter { parts[$0.to].name == name && isConsumer($0) }.map { parts[$0.from].name }
      components[index].messaging = Messaging(
        consumers: Set(consumers).sorted().map { Messaging.Consumer(component: $0, operation: "request") })
    }
  }

  private func journeys(_ kept: [Int], _ isKept: Set<Int>) -> [Journey] {
    let called = Set(edges.filter { isKept.contains($0.from) && kind(of: $0) == .sync }.map(\.to))
    let serving = kept.filter { parts[$0].role.isOwnService || parts[$0].role == .proxy }
    let consuming = Set(edges.filter { kind(of: $0) == .async && isConsumer($0) }.map(\.from))
    // Requests enter where routes or names lead in and no own service calls, else where ports lead in; else
    // wherever nobody calls.
    let calling = Set(edges.map(\.from))
    let open = serving.filter { entries.contains($0) && !called.contains($0) && calling.contains($0) }
    var first = open.filter { fronts.contains($0) }
    if first.isEmpty { first = open }
    if first.isEmpty { first = serving.filter { entries.contains($0) && !called.contains($0) } }
    if first.isEmpty {
      first = serving.filter { !called.contains($0) && calling.contains($0) && !consuming.contains($0) }
    }
    if first.isEmpty { first = serving.filter { !called.contains($0) } }
    if first.isEmpty { first = Array(serving.prefix(1)) }
    return first.map { index in
      Journey(name: parts[index].name, calls: [Call(component: parts[index].name, operation: "request")])
    }
  }

  // MARK: Outside and mesh

  private func externals(_ isKept: Set<Int>) -> [Component] {
    let names = Set(parts.map(\.name))
    return outside.sorted { $0.key < $1.key }.compactMap { host, uses in
      guard !names.contains(host), uses.contains(where: { isKept.contains($0.from) }) else { return nil }
      var seen = Set<SourceLocation>()
      return Component(
        name: host, kind: .external, operations: [Operation(name: "request")],
        evidence: uses.map(\.evidence.location).filter { seen.insert($0).inserted })
    }
  }

  /// A mesh carries the calls when namespaces or pods of the sets in use are enrolled.
  private func mesh(_ kept: [Int]) -> Mesh? {
    var namespaces: [String: String] = [:]
    for set in choice.inUse {
      for object in sets[set].objects where object.kind == "Namespace" {
        if let engine = Self.meshEngine(object.labels) { namespaces[object.name] = engine }
      }
    }
    let services = kept.filter { parts[$0].role.isOwnService && !parts[$0].declarations.isEmpty }
    guard !services.isEmpty else { return nil }
    var enrolled = 0
    var found: String?
    for index in services {
      let workload = parts[index].declarations[0].workload
      let engine =
        Self.meshEngine(workload.labels) ?? Self.meshEngine(workload.annotations)
        ?? workload.namespace.flatMap { namespaces[$0] }
      if let engine {
        enrolled += 1
        found = engine
      }
    }
    guard let found else { return nil }
    return Mesh(engine: found, enrolled: .stated(Double(enrolled) / Double(services.count)))
  }

  private static func meshEngine(_ labels: [String: String]) -> String? {
    if labels["istio-injection"] == "enabled" || labels["istio.io/rev"] != nil
      || labels["istio.io/dataplane-mode"] == "ambient"
    {
      return "istio"
    }
    if labels["linkerd.io/inject"] == "enabled" { return "linkerd" }
    if labels["kuma.io/sidecar-injection"] == "enabled" { return "kuma" }
    if labels["consul.hashicorp.com/connect-inject"] == "true" { return "consul" }
    return nil
  }
}
