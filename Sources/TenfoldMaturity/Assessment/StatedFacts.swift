import TenfoldModel

/// What a system states about itself, as facts, so that the same rules judge a described and a discovered system.
struct StatedFacts {
  private(set) var facts: [Fact] = []
  /// `description` when anything was stated that only a person can state.
  private(set) var given: Set<FileClass> = []

  /// Reads what a system states.
  ///
  /// - Parameter isDescribed: A person described the system; otherwise its components are only what files
  ///   gave, which the facts of those files judge more strictly.
  init(of system: System, isDescribed: Bool) {
    readDelivery(system)
    readObservation(system)
    readMesh(system)
    guard isDescribed else { return }
    readScaling(system)
    readState(system)
    readTraffic(system)
  }

  private mutating func state(
    _ topic: FactTopic, subject: String = "", _ detail: String, at location: SourceLocation? = nil,
    value: Double? = nil
  ) {
    facts.append(
      Fact(
        topic, subject: subject, detail: detail, state: .deployed,
        at: location ?? SourceLocation(file: "the description"), value: value))
  }

  private mutating func readDelivery(_ system: System) {
    let regions = system.placement.regions
    if regions.count > 1 {
      state(
        .multiRegionInfrastructure, "regions \(regions.map(\.name).joined(separator: ", ")) serve users",
        value: Double(regions.count))
    }
    guard let method = system.delivery.method else { return }
    given.insert(.description)
    switch method {
    case .manual: state(.deliveryByHand, "delivery.method is manual")
    case .pipeline: state(.pipelineDeploys, "delivery.method is pipeline")
    case .canary:
      state(.pipelineDeploys, "delivery.method is canary")
      state(.rolloutWithAnalysis, "delivery.method is canary")
    case .waves:
      state(.pipelineDeploys, "delivery.method is waves")
      state(.rolloutWithAnalysis, "delivery.method is waves")
      state(.multiClusterGenerator, "delivery.method is waves")
    }
  }

  private mutating func readObservation(_ system: System) {
    let observation = system.observation
    func truth(_ value: Bool?, _ name: String, _ topics: FactTopic...) {
      guard let value else { return }
      given.insert(.description)
      state(.observationStated, "observation.\(name) is \(value)")
      guard value else { return }
      for topic in topics { state(topic, "observation.\(name) is true") }
    }
    truth(observation.centralLogs, "centralLogs", .logShipping)
    truth(observation.metricsInterval.map { $0.likely > 0 }, "metricsInterval", .metricsScrape)
    truth(observation.traceSampling.map { $0.likely > 0 }, "traceSampling", .traceExport, .traceBackend)
    truth(observation.alerts, "alerts", .alertRule, .alertReceiver)
    truth(observation.anomalyDetection, "anomalyDetection", .anomalyDetection, .predictiveScaling)
    truth(observation.selfHealing, "selfHealing", .remediation)
  }

  private mutating func readScaling(_ system: System) {
    let services = system.components.filter { $0.kind == .service }
    let scaled = services.filter { $0.scaling.autoscaler != nil }
    guard let first = scaled.first else { return }
    state(
      .autoscaledShare, "\(scaled.count) of \(services.count) services have an autoscaler",
      at: first.evidence.first, value: Double(scaled.count) / Double(services.count))
  }

  private mutating func readMesh(_ system: System) {
    guard let mesh = system.mesh else { return }
    given.insert(.description)
    state(.meshControlPlane, "mesh.engine is \(mesh.engine)")
    let share = mesh.enrolled?.likely ?? 1
    if share > 0 { state(.meshEnrolment, "\(percent(share)) of the services are enrolled", value: share) }
    if mesh.isMutualTLSStrict == true { state(.meshMutualTLS, "mutual TLS is strict") }
    if mesh.outlierThreshold != nil { state(.meshOutlierDetection, "bad replicas are ejected") }
  }

  private mutating func readState(_ system: System) {
    for component in system.components {
      guard let kept = component.state else { continue }
      let place = component.evidence.first
      if let replication = kept.replication, replication.replicas.likely >= 1 {
        state(
          .storeReplication, subject: component.name, "\(component.name) has replicas", at: place,
          value: replication.replicas.likely)
        if replication.readsFrom != .primary {
          state(
            .readRouting, subject: component.name, "\(component.name) answers reads from replicas", at: place)
        }
      }
      if let sharding = kept.sharding, sharding.count.likely > 1 {
        state(
          .sharding, subject: component.name, "\(component.name) is divided into shards", at: place,
          value: sharding.count.likely)
      }
      if let projection = kept.projection {
        state(
          .projection, subject: component.name, "\(component.name) is a read model of \(projection.of)",
          at: place)
      }
      if kept.isPooled == true {
        state(.pooler, subject: component.name, "\(component.name) is pooled", at: place)
      }
    }
  }

  private mutating func readTraffic(_ system: System) {
    for component in system.components where component.kind == .topic {
      guard let consumers = component.messaging?.consumers, !consumers.isEmpty else { continue }
      state(
        .topicConsumers, subject: component.name, "\(component.name) has \(consumers.count) consumers",
        at: component.evidence.first, value: Double(consumers.count))
      if component.messaging?.hasDeadLetters == true {
        state(.deadLetters, subject: component.name, "\(component.name) sets failed messages aside")
      }
    }
    let services = Set(system.components.filter { $0.kind == .service }.map(\.name))
    for gateway in system.components where gateway.kind == .gateway {
      let targets = Set(gateway.operations.flatMap(\.steps).flatMap(\.calls).map(\.component))
        .intersection(services)
      guard !targets.isEmpty else { continue }
      state(
        .gatewayRoutes, subject: gateway.name, "\(gateway.name) routes to \(targets.count) services",
        at: gateway.evidence.first, value: Double(targets.count))
      if gateway.policy?.rateLimit != nil || gateway.policy?.authenticates == true {
        state(
          .gatewayPolicy, subject: gateway.name, "\(gateway.name) enforces a policy",
          at: gateway.evidence.first)
      }
    }
  }
}
