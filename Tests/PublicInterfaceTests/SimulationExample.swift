import TenfoldCatalog
import TenfoldModel
import TenfoldSimulation

// What the guide on simulating shows, built without access to anything that is not public.
func simulationExample() throws -> SimulationReport {
  // example
  let shop = System(
    name: "shop",
    workload: Workload(
      arrivalRate: .stated(200),
      journeys: [Journey(name: "buy", calls: [Call(component: "web")])]),
    components: [
      Component(
        name: "web", kind: .service, resources: Resources(cpu: .stated(2)),
        scaling: Scaling(replicas: .stated(2)),
        operations: [
          Operation(
            name: "buy", demand: Demand(cpu: .stated(0.012)),
            steps: [.call(Call(component: "db"))])
        ]),
      Component(
        name: "db", kind: .store, resources: Resources(cpu: .stated(4)),
        operations: [Operation(name: "read", demand: Demand(cpu: .stated(0.008)))]),
    ])
  // What the system does not say is assumed, as by the command.
  let completed = Catalog.completed(shop).system
  var options = SystemSimulationOptions(length: SimulationLength(duration: 20, runs: 2, seed: 1))
  options.load = .rate(250)
  let report = try SystemSimulation.run(
    completed, conventions: Catalog.conventions, options: options)
  for journey in report.journeys {
    print(journey.name, journey.responseTime.estimate, journey.responseTime.halfWidth)
  }
  // end
  return report
}
