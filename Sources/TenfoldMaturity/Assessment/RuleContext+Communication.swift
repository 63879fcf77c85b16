import TenfoldModel

extension RuleContext {
  /// Calls between own services that wait for the answer.
  func synchronousEdges() -> RuleResult {
    guard let first = traffic.synchronous.first else { return .missing("addresses of own services") }
    return .held(
      "\(traffic.synchronous.count) calls between own services, such as \(first.from) to \(first.to)",
      traffic.synchronous.prefix(5).compactMap(\.evidence.first))
  }

  /// Holds when no broker carries business messages.
  func noBusinessBroker() -> RuleResult {
    guard !services.isEmpty else { return .notAssessed("no own service was found") }
    if let broker = traffic.business.keys.sorted().first { return .missing("no broker; \(broker) is one") }
    if let idle = traffic.idle.first { return .missing("no broker; \(idle.name) is one") }
    if let queue = counting(.managedQueue).first {
      return .missing("no managed queue; \(queue.location) has one")
    }
    let supporting = traffic.supporting.sorted().joined(separator: ", ")
    return .held(
      supporting.isEmpty ? "none found" : "\(supporting) carries only telemetry or configuration", [])
  }

  /// Brokers that join two own services at least.
  func brokerBetweenServices() -> RuleResult {
    let joined = traffic.business.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
    guard let (broker, users) = joined.first else {
      if let idle = traffic.idle.first, services.count > 1 {
        // It is started with the services and nothing else uses it, so they do, by addresses in their code.
        return .held(
          "\(idle.name) runs beside the services; the files do not tell who uses it", idle.evidence)
      }
      guard let supporting = traffic.supporting.sorted().first else {
        return .missing("a broker that one own service gives to and another takes from")
      }
      return .missing(
        "a broker between own services; \(supporting) carries only telemetry or configuration")
    }
    let names = users.keys.sorted()
    return .held(
      "\(broker) joins \(names.prefix(4).joined(separator: ", "))\(names.count > 4 ? ", …" : "")",
      names.prefix(5).compactMap { users[$0]?.first })
  }

  /// Holds when the share of asynchronous pairs lies in a band.
  func asynchronousShare(in band: Range<Double>) -> RuleResult {
    guard given.contains(.traces) || given.contains(.description), let share = traffic.asynchronousShare
    else {
      return .missing("edges of traces or of a description")
    }
    guard band.contains(share) else {
      return .missing("\(percent(band.lowerBound)) or more asynchronous edges")
    }
    return .held("\(percent(share)) of the edges between services are asynchronous", [])
  }

  /// Holds when half of the pairs talk through topics, or three topics have two consumer groups each.
  func eventsCarryTheWork() -> RuleResult {
    let wide = counting(.topicConsumers).filter { ($0.value ?? 0) >= 2 }
    if Set(wide.map(\.subject)).count >= 3 {
      return .held(
        "\(wide.count) topics with two consumer groups and more",
        wide.prefix(5).map { Evidence(at: $0.location, detail: $0.detail) })
    }
    let services = traffic.business.values.reduce(into: Set<String>()) { $0.formUnion($1.keys) }
    guard let share = traffic.asynchronousShare, share >= 0.5, services.count >= 4 else {
      let now = traffic.asynchronousShare.map { "; now \(percent($0))" } ?? ""
      return .missing(
        "half of the pairs of services joined by topics, or three topics with two consumer groups\(now)")
    }
    return .held(
      "\(percent(share)) of the pairs of services are joined by a broker",
      Array(
        traffic.business.values.flatMap { $0.values.compactMap(\.first) }
          .sorted().prefix(5)))
  }

  /// Holds when a gateway has routes to three own services and more, or to nearly all of a small system.
  func gatewayWithRoutes() -> RuleResult {
    let routes = counting(.gatewayRoutes)
    guard let widest = routes.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }), (widest.value ?? 0) >= 3 else {
      return .missing("a gateway with routes to three own services or more")
    }
    return .held(
      "\(widest.detail)", routes.prefix(5).map { Evidence(at: $0.location, detail: $0.detail) })
  }

  /// Holds when a control plane is installed and workloads are enrolled in it.
  func meshCarriesTraffic() -> RuleResult {
    withControlPlane(
      .meshEnrolment,
      wanted: "a control plane (istio, linkerd, cilium, consul, kuma) and namespaces enrolled in it")
  }

  /// Holds when facts of a topic count and a control plane is in place.
  func withControlPlane(
    _ topic: FactTopic, where isWanted: (Fact) -> Bool = { _ in true }, wanted: String
  ) -> RuleResult {
    let found = shows(topic, where: isWanted, wanted: wanted)
    guard found.isHeld, counting(.meshControlPlane).isEmpty else { return found }
    return .missing("\(wanted); the configuration is there, a control plane is not")
  }
}

/// A share in 0...1 as a whole percentage.
func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
