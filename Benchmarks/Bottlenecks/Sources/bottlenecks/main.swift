// Which limit the reference systems meet first on the way to the next row of the ladder: `bottlenecks SAMPLES`.
// What it prints and how it is judged: docs/decisions/0041-three-bottlenecks.md.

import Dispatch
import TenfoldAdvisor
import TenfoldCatalog
import TenfoldModel

let samples = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 500
let transitions: [(services: Int, users: Int, expected: ConstraintFamily)] = [
  (5, 100, .coordination), (15, 10_000, .communication), (70, 1_000_000, .consistency),
]
// What people repair by hand is no part of the ranges that were written down before, so its limit is left out.
let readings: [(name: String, machinesFollow: Bool, ignored: Set<String>)] = [
  ("machines follow the load", true, ["dual-writes"]),
  ("and limits of connections, which are settings, as well", true, ["connections", "dual-writes"]),
  ("sizes fixed", false, ["dual-writes"]),
]

func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }

for transition in transitions {
  let system = ReferenceSystem.make(services: transition.services, scale: transition.users)
  print(
    "\(system.name), \(transition.users) users, to a hundred times as many: \(transition.expected.rawValue)?")
  for (index, reading) in readings.enumerated() {
    let sampling = BottleneckSampling(
      system, growth: 100, count: samples, machinesFollow: reading.machinesFollow, ignoring: reading.ignored,
      on: { DispatchQueue.concurrentPerform(iterations: $0, execute: $1) })
    let families = ConstraintFamily.allCases.map { "\($0.rawValue) \(percent(sampling.share(of: $0)))" }
    let none = percent(Double(sampling.unlimited) / Double(samples))
    print("  \(reading.name): \(families.joined(separator: ", ")), none \(none)")
    guard reading.machinesFollow else { continue }
    if index == 0 {
      let holds = sampling.share(of: transition.expected) >= 0.8
      print("  the order \(holds ? "holds" : "does not hold") (80 % of the samples wanted)")
    }
    for first in sampling.firsts.prefix(6) {
      let share = percent(Double(first.samples) / Double(samples))
      let growth = (first.growth * 10).rounded() / 10
      print("    \(share)  \(first.family.rawValue)  \(first.kind) \(first.subject)  at \(growth) times")
    }
  }
}
