import TenfoldModel

/// Small systems whose calls are watched over.
enum SampleSystem {
  static let conventions = LoweringConventions(
    hop: .stated(0), crossRegion: .stated(0.1), applyTime: .stated(0.001), serviceGrowth: .stated(0),
    commonCause: .stated(0))

  static func service(
    _ name: String, cpu: Double, cores: Double = 1, replicas: Double = 1, workers: Double? = nil,
    _ steps: [Step] = []
  ) -> Component {
    Component(
      name: name, kind: .service, resources: Resources(cpu: .stated(cores)),
      scaling: Scaling(replicas: .stated(replicas)), workers: workers.map { .stated($0) },
      operations: [
        Operation(name: "run", demand: Demand(cpu: .stated(cpu), variability: .stated(1)), steps: steps)
      ])
  }

  static func resilience(
    timeout: Double? = nil, retries: Double? = nil, budget: Double? = nil, backoff: Double? = nil,
    breaker: Double? = nil, hedge: Double? = nil
  ) -> Resilience {
    Resilience(
      timeout: timeout.map { .stated($0) }, retryLimit: retries.map { .stated($0) },
      retryBudget: budget.map { .stated($0) }, backoff: backoff.map { .stated($0) },
      breakerThreshold: breaker.map { .stated($0) }, hedgeAfter: hedge.map { .stated($0) })
  }

  /// A system whose requests call its first component.
  static func reading(_ components: [Component], _ resilience: Resilience = Resilience()) -> Reading {
    let system = System(
      name: "sample",
      workload: Workload(
        journeys: [
          Journey(name: "request", calls: [Call(component: components[0].name, resilience: resilience)])
        ]), components: components)
    return Reading(Lowering.lower(system, conventions: conventions))
  }

  /// A tier in front of a database, each with its own watch over calls.
  static func twoTiers(
    _ front: Resilience, _ back: Resilience, workers: Double? = nil
  ) -> Reading {
    reading(
      [
        service(
          "api", cpu: 0.002, cores: 2, replicas: 2, workers: workers,
          [.call(Call(component: "db", resilience: back)), .call(Call(component: "audit"))]),
        service("db", cpu: 0.01, cores: 4), service("audit", cpu: 0.001),
      ], front)
  }
}
