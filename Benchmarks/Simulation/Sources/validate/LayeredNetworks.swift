import TenfoldModel
import TenfoldSimulation

/// Layered networks in which a thread is held during its calls, beside the simulator of the layered queueing tools
/// (LQSIM 5.32). Call counts are geometric there, and a processor's demand is spread between the calls.
func layeredNetworks(_ table: inout Table) throws {
  table.title("Layered networks: requests/s beside LQSIM 5.32")
  func users(_ count: Int, _ thinkTime: Double, _ components: [Component]) throws -> Double {
    try simulate(system(components), duration: 4000) {
      $0.load = .users(count, thinkTime: thinkTime)
      $0.coreSharing = .processorSharing
      $0.callCounts = .geometric
    }.journeys[0].throughput.estimate
  }
  func call(_ name: String, _ count: Double = 1) -> Step {
    .call(Call(component: name, count: .stated(count)))
  }
  table.add(
    "10 users, 5 threads, one database", expected: 8.794,
    try users(
      10, 1, [service("web", cpu: 0.05, workers: 5, [call("db", 2)]), service("db", cpu: 0.02, workers: 1)]),
    share: 0.02)
  table.add(
    "30 users, 2 threads of 4 cores", expected: 26.1176,
    try users(
      30, 1, [service("app", cpu: 0.01, cores: 4, workers: 2, [call("db")]), service("db", cpu: 0.03)]),
    share: 0.02)
  table.add(
    "100 users, three tiers of several cores", expected: 48.2838,
    try users(
      100, 2,
      [
        service("gateway", cpu: 0.005, cores: 2, workers: 50, [call("app")]),
        service("app", cpu: 0.04, cores: 4, workers: 20, [call("db", 3)]),
        service("db", cpu: 0.006, cores: 2, workers: 10),
      ]), share: 0.02)
  table.add(
    "20 users, answers before the work is done", expected: 19.3965,
    try users(
      20, 1,
      [
        service("web", cpu: 0.02, workers: 10, [.call(Call(component: "work", mode: .asynchronous))]),
        service("work", cpu: 0.04, workers: 1),
      ]), share: 0.02)
  table.add(
    "40 users, a chain of six", expected: 37.5132,
    try users(
      40, 1,
      zip([0.004, 0.006, 0.01, 0.008, 0.005, 0.012], 1...6).map { cpu, index in
        service("s\(index)", cpu: cpu, workers: 8, index < 6 ? [call("s\(index + 1)")] : [])
      }), share: 0.02)
}
