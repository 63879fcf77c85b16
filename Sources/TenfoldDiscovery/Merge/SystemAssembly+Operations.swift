import TenfoldModel

/// What parts do for a request: whom they ask, and which of their routes it takes.
extension MergedSystem {
  /// What a part can be asked to do, from what files and traces tell of its calls.
  func operations(_ part: Part, calls: [EdgeBuilder.Candidate]) -> [Operation] {
    switch part.role {
    case .store, .cache:
      return [Operation(name: "read", writes: false), Operation(name: "write", writes: true)]
    case .broker:
      return [Operation(name: "publish", writes: true)]
    default:
      var steps: [Step] = []
      let routes = routes(of: part, among: calls)
      if !routes.isEmpty { steps.append(choice(of: routes, calls)) }
      let others = calls.filter { !routes.contains($0.to) }
      for edge in others.sorted(by: { parts[$0.to].name < parts[$1.to].name }) {
        let target = parts[edge.to]
        switch target.role {
        case .store, .cache:
          steps.append(
            .call(Call(component: target.name, operation: "read", count: edge.callsPerRequest)))
        case .broker:
          if !isConsumer(edge) {
            steps.append(
              .call(
                Call(
                  component: target.name, operation: "publish", count: edge.callsPerRequest,
                  mode: .asynchronous)))
          }
        default:
          steps.append(
            .call(Call(component: target.name, operation: "request", count: edge.callsPerRequest)))
        }
      }
      return [Operation(name: "request", steps: steps)]
    }
  }

  private static let routerWords: Set<String> = ["router", "proxy", "ingress"]

  /// Own services that a part sends each request to one of; empty when it has no choice.
  ///
  /// Where a table of routes speaks for a call, or a gateway or proxy makes it, a request takes one of the
  /// routes. A service that is only called a gateway must lead to three services at least.
  private func routes(of part: Part, among calls: [EdgeBuilder.Candidate]) -> [Int] {
    let services = calls.filter { parts[$0.to].role.isCaller }
    let isRouter =
      part.role == .gateway || part.role == .proxy || isNamedRouter(part) && services.count > 2
    let routes = services.filter { isRouter || $0.route != nil }.map(\.to)
    return routes.count > 1 ? routes.sorted { parts[$0].name < parts[$1].name } : []
  }

  /// True for a part that its name calls a gateway, a router or a proxy.
  func isNamedRouter(_ part: Part) -> Bool {
    Naming.isGateway(part.name) || !Self.routerWords.isDisjoint(with: Naming.words(part.name))
  }

  /// The choice between routes: by the shares that traces show; what they leave is shared equally by routes they do not
  /// show.
  private func choice(of routes: [Int], _ calls: [EdgeBuilder.Candidate]) -> Step {
    let seen = Dictionary(
      calls.compactMap { call in call.callsPerRequest.map { (call.to, $0) } }, uniquingKeysWith: { $1 })
    let traced = routes.compactMap { seen[$0]?.likely }.reduce(0, +)
    let unseen = routes.count { seen[$0] == nil }
    let rest = Quantity(
      max(0, 1 - traced) / Double(max(1, unseen)),
      .derived(law: "each request takes one of the routes, in equal shares", basis: .assumed))
    return .choice(
      routes.map { route in
        let share = seen[route].map { Quantity($0.likely / max(1, traced), $0.provenance) } ?? rest
        return .init(share: share, steps: [.call(Call(component: parts[route].name, operation: "request"))])
      })
  }
}
