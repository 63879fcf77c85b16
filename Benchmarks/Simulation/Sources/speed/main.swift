// Runs one model with everything that a user gets: intervals, percentiles, warm-up removal.
// usage: speed MODEL JOBS SEED; prints one line of JSON. An event is an arrival or a completion.

import Glibc
import TenfoldModel
import TenfoldSimulation

let words = CommandLine.arguments
guard words.count == 4, let jobs = Double(words[2]), let seed = UInt64(words[3]) else {
  fatalError("usage: speed MODEL JOBS SEED")
}

/// One queue with load 0.8, or ten in three tiers.
func network(_ name: String) -> StationNetwork {
  if name == "mm1" {
    return StationNetwork(
      stations: [.init("queue", service: [.exponential(mean: 1)])],
      classes: [
        .init("all", .open(interarrival: .exponential(mean: 1.25)), entry: [1], routing: [[0]])
      ])
  }
  var routing = [[Double]](repeating: [Double](repeating: 0, count: 10), count: 10)
  for from in 0..<3 { for to in 3..<7 { routing[from][to] = 0.225 } }
  for from in 3..<7 { for to in 7..<10 { routing[from][to] = 0.7 / 3 } }
  for from in 7..<10 { for to in 3..<7 { routing[from][to] = 0.05 } }
  let means = [2.1, 2.1, 2.1, 3, 3, 3, 3, 3.3, 3.3, 3.3]
  return StationNetwork(
    stations: means.map { .init("station", service: [.exponential(mean: $0)]) },
    classes: [
      .init(
        "all", .open(interarrival: .exponential(mean: 1)),
        entry: [1 / 3.0, 1 / 3.0, 1 / 3.0, 0, 0, 0, 0, 0, 0, 0], routing: routing)
    ])
}

/// Fifty services, 1-7-42, of four cores each: own work, then all children at once, then the answer.
func tree() -> System {
  func children(of index: Int) -> Range<Int> {
    index == 0 ? 1..<8 : index < 8 ? (8 + (index - 1) * 6)..<(14 + (index - 1) * 6) : 0..<0
  }
  let services = (0..<50).map { index in
    let calls = children(of: index).map { Step.call(Call(component: "service-\($0)")) }
    return Component(
      name: "service-\(index)", kind: .service, resources: Resources(cpu: .stated(4)),
      scaling: Scaling(replicas: .stated(1)),
      operations: [
        Operation(
          name: "run", demand: Demand(cpu: .stated(2.8), variability: .stated(1)),
          steps: calls.isEmpty ? [] : [.parallel(calls)])
      ])
  }
  return System(
    name: "tree",
    workload: Workload(
      arrivalRate: .stated(1), journeys: [Journey(name: "request", calls: [Call(component: "service-0")])]),
    components: services)
}

let none = LoweringConventions(
  hop: .stated(0), crossRegion: .stated(0), applyTime: .stated(0), serviceGrowth: .stated(0),
  commonCause: .stated(0))

/// CPU time of this process, which other work on the machine does not lengthen as it does the wall's.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

let start = processorTime()
let (events, mean, halfWidth, p99, hash): (Int, Double, Double, Double, UInt64)
if words[1] == "tree50" {
  let system = tree()
  let report = try SystemSimulation.run(
    system, lowered: Lowering.lower(system, conventions: none),
    options: SystemSimulationOptions(length: .init(duration: jobs, seed: seed)))
  let journey = report.journeys[0]
  (events, mean, halfWidth) = (report.events, journey.responseTime.estimate, journey.responseTime.halfWidth)
  (p99, hash) = (journey.percentiles[0.99]?.estimate ?? .nan, report.fingerprint)
} else {
  let rate = words[1] == "mm1" ? 0.8 : 1
  let result = try network(words[1]).simulate(.init(duration: jobs / rate, seed: seed))
  let all = result.classes[0]
  (events, mean, halfWidth) = (result.events, all.responseTime.estimate, all.responseTime.halfWidth)
  (p99, hash) = (all.p99?.estimate ?? .nan, result.fingerprint)
}
let seconds = processorTime() - start
print(
  "{\"tool\": \"Tenfold\", \"model\": \"\(words[1])\", \"events\": \(events), \"seconds\": \(seconds), "
    + "\"mean\": \(mean), \"halfWidth\": \(halfWidth), \"p99\": \(p99), "
    + "\"hash\": \"\(String(hash, radix: 16))\"}")
