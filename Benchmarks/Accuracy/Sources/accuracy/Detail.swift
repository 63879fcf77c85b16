import TenfoldModel
import TenfoldQueueing
import TenfoldRandomSystems
import TenfoldSimulation

/// Prints one random system and, station by station, what was solved beside what was simulated.
func printDetail(of random: RandomSystem, executions: Double) throws {
  print("seed \(random.seed), load \(random.load), \(text(random.rate, 0, 1)) requests/s")
  for component in random.system.components { describe(component) }
  for journey in random.system.workload.journeys {
    print("\(journey.name) \(text(journey.share?.likely ?? 1, 0, 2)): \(words(journey.calls.map(Step.call)))")
  }
  print(Comparison(random, executions: executions).line)
  let (solution, report) = try Comparison.run(random, executions: executions)
  if case .users(let count, let thinkTime) = random.load {
    let cycles = solution.journeys.reduce(0) { $0 + $1.throughput * (thinkTime + $1.response.mean) }
    print("users by Little's law: \(text(cycles, 0, 2)), there are \(count)")
  }
  print("station                     solved: busy   wait ms  | simulated: busy   wait ms")
  for component in report.components {
    let visits = component.throughput.estimate
    let cores = solution.stations.filter { $0.component == component.name && $0.kind == .processor }
    var simulated = visits > 0 ? component.coreQueue.estimate / visits : 0
    for station in cores {
      row(station.name, station, component.utilization.estimate, simulated)
    }
    guard visits > 0 else { continue }
    simulated = (component.workerQueue?.estimate ?? 0) / visits
    for station in solution.stations where station.component == component.name && station.kind == .workers {
      row(station.name, station, component.workerUtilization?.estimate ?? 0, simulated)
    }
    simulated = (component.connectionQueue?.estimate ?? 0) / visits
    for station in solution.stations where station.component == component.name && station.kind == .connections
    {
      row(station.name, station, .nan, simulated)
    }
  }
  for diagnostic in solution.diagnostics { print(diagnostic.message) }
}

private func row(_ name: String, _ station: Solution.Station, _ busy: Double, _ wait: Double) {
  let label = name + String(repeating: " ", count: max(1, 30 - name.count))
  print(
    "\(label)\(text(station.machines, 3, 0)) x \(text(station.servers, 3, 0))\(text(station.utilization, 7, 3))"
      + "\(text(1000 * station.waitingTime, 11, 4)) | \(text(busy, 7, 3))\(text(1000 * wait, 11, 4))")
}

private func describe(_ component: Component) {
  var facts = "\(component.name): \(text(component.scaling.replicas?.likely ?? 1, 0, 0)) x "
  facts += "\(text(component.resources.cpu?.likely ?? 1, 0, 0)) cores"
  if let workers = component.workers { facts += ", \(text(workers.likely, 0, 0)) workers" }
  if let copies = component.state?.replication {
    facts += ", \(text(copies.replicas.likely, 0, 0)) copies, reads from \(copies.readsFrom)"
  }
  if let ratio = component.state?.hitRatio { facts += ", hits \(text(ratio.likely, 0, 2))" }
  for (client, count) in (component.state?.connectionsPerReplica ?? [:]).sorted(by: { $0.key < $1.key }) {
    facts += ", \(text(count.likely, 0, 0)) from each \(client)"
  }
  print(facts)
  for operation in component.operations {
    let time = operation.demand.cpu?.likely ?? operation.demand.delay?.likely ?? 0
    print(
      "  \(operation.name) \(text(1000 * time, 0, 3)) ms, variability "
        + "\(text(operation.demand.variability?.likely ?? 1, 0, 2)): \(words(operation.steps))")
  }
}

private func words(_ steps: [Step]) -> String {
  steps.map { step in
    switch step {
    case .call(let call):
      var result = "\(call.component).\(call.operation ?? "")"
      if let count = call.count { result = "\(text(count.likely, 0, 1))*" + result }
      if let copies = call.fanOut { result = "\(text(copies.likely, 0, 0))||" + result }
      if call.mode == .asynchronous { result = ">" + result }
      if let cache = call.cachedIn { result = "(\(cache) or " + result + ")" }
      return result
    case .parallel(let parts): return "par[" + parts.map { words([$0]) }.joined(separator: " | ") + "]"
    case .choice(let branches):
      return "choice["
        + branches.map { "\(text($0.share.likely, 0, 2)): " + words($0.steps) }.joined(separator: "; ") + "]"
    }
  }.joined(separator: ", ")
}
