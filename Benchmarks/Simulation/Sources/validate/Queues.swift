import TenfoldModel
import TenfoldSimulation

/// Closed forms of overload, recovery and caches.
func queues(_ table: inout Table) throws {
  table.title("Queues, overload and caches")
  let one = try simulate(system([service("server", cpu: 0.01)], rate: 80), duration: 5000)
  table.add("M/M/1 at 0.8: mean, s", exact: 0.05, one.journeys[0].responseTime)
  table.add("M/M/1 at 0.8: p99, s", exact: 0.230259, one.journeys[0].percentiles[0.99]!)
  // An outage of 20 s at 50/s leaves 1000 requests, worked off at 100 - 50 a second: 20 s more.
  let drained = try simulate(system([service("server", cpu: 0.01)], rate: 50), duration: 96, runs: 10) {
    $0.removesWarmUp = false
    $0.events = [.freeze(component: "server", from: 30, until: 50)]
  }
  let busy = drained.slices.filter { $0.goodput > 75 }
  table.add(
    "an outage of 20 s at half load is worked off in, s", expected: 20, Double(busy.count) * 3, within: 3)
  for (hit, expected) in [(0.99, 10.0), (0.9, 100), (0.0, 1000)] {
    let cache = Component(
      name: "cache", kind: .cache, operations: [Operation(name: "get")],
      state: StoredState(hitRatio: .stated(hit)))
    let db = Component(
      name: "db", kind: .store, resources: Resources(cpu: .stated(4)),
      operations: [Operation(name: "read", demand: Demand(cpu: .stated(0.001)), writes: false)],
      state: StoredState())
    let ask = Call(component: "db", operation: "read", cachedIn: "cache")
    let report = try simulate(system([service("api", [.call(ask)]), cache, db], rate: 1000), duration: 100)
    table.add(
      "reads of the store at 1000/s and a hit ratio of \(QuantityText.share(hit))", exact: expected,
      report.components.first { $0.name == "db" }!.throughput)
  }
}
