import TenfoldModel

@testable import TenfoldLab

/// A service that reads and writes one database, all of it known.
enum SampleLab {
  static func system(cpu: Double = 0.002, engine: String = "postgresql@15") -> System {
    func call(_ operation: String, _ share: Double) -> Step {
      .choice([
        .init(share: .stated(share), steps: [.call(Call(component: "db", operation: operation))])
      ])
    }
    let api = Component(
      name: "api", kind: .service, resources: Resources(cpu: .stated(2)),
      scaling: Scaling(replicas: .stated(4)),
      operations: [
        Operation(
          name: "request", demand: Demand(cpu: .stated(cpu)), steps: [call("read", 0.9), call("write", 0.1)])
      ])
    let db = Component(
      name: "db", kind: .store, engine: engine, resources: Resources(cpu: .stated(4)),
      scaling: Scaling(replicas: .stated(1)),
      operations: [
        Operation(name: "read", demand: Demand(cpu: .stated(0.004)), writes: false),
        Operation(name: "write", demand: Demand(cpu: .stated(0.002)), writes: true),
      ])
    return System(
      name: "sample",
      workload: Workload(
        arrivalRate: .stated(1000),
        journeys: [
          Journey(
            name: "api", share: .stated(1), calls: [Call(component: "api", operation: "request")])
        ]), components: [api, db])
  }

  static func lab(cpu: Double = 0.002) throws -> LabSystem {
    try LabSystem(system(cpu: cpu), nodeCores: 0.25, machineCores: 2, highestRate: 1000)
  }

  static func configuration(_ id: String) -> LabConfiguration {
    LabConfiguration.all.first { $0.id == id }!
  }
}
