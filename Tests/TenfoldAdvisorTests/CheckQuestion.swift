import TenfoldModel

/// A database that handles 1000 queries/s, and its write-heavy twin.
enum CheckQuestion {
  static func system(reads: Double, utilization: Double = 0.95) -> System {
    let api = Component(
      name: "api", kind: .service, engine: "go",
      resources: Resources(cpu: .stated(2)), scaling: Scaling(replicas: .stated(20)),
      operations: [
        Operation(
          name: "request", demand: Demand(cpu: .stated(0.001)),
          steps: [
            .choice([
              .init(share: .stated(reads), steps: [.call(Call(component: "db", operation: "read"))]),
              .init(share: .stated(1 - reads), steps: [.call(Call(component: "db", operation: "write"))]),
            ])
          ])
      ])
    let database = Component(
      name: "db", kind: .store, engine: "postgresql@15",
      operations: [Operation(name: "read", writes: false), Operation(name: "write", writes: true)],
      observed: [ObservedLoad(arrivalRate: .stated(1000), utilization: .stated(utilization))])
    return System(
      name: "check-question",
      workload: Workload(
        arrivalRate: .stated(1000),
        journeys: [Journey(name: "request", calls: [Call(component: "api", operation: "request")])]),
      components: [api, database],
      objectives: Objectives(overall: .init(p99: .stated(0.2))))
  }
}
