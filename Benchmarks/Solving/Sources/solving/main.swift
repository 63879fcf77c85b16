// Times the solution of whole systems: CPU time of one call on one core, the median of several.
// usage: solving [--repeat COUNT] [--factor LOAD]... FOLDER...
// Each folder is solved with its percentiles, and with every state that rest and pushes lead to, at its stated load and
// at each factor of the load that first saturates a station; then the load that breaks each of its limits is found.

import Glibc
import TenfoldAdvisor
import TenfoldCatalog
import TenfoldDiscovery
import TenfoldModel
import TenfoldQueueing

var (repeats, factors, folders): (Int, [Double], [String]) = (11, [], [])
var words = CommandLine.arguments.dropFirst().makeIterator()
while let word = words.next() {
  switch word {
  case "--repeat": repeats = max(1, Int(words.next() ?? "") ?? repeats)
  case "--factor": factors.append(Double(words.next() ?? "") ?? 1)
  default: folders.append(word)
  }
}

/// What `work` gives, and the median of the CPU times that it takes after a first time, in milliseconds.
func timed<Result>(
  _ repeats: Int, _ work: () throws -> Result
) rethrows -> (result: Result, milliseconds: Double) {
  var times: [Double] = []
  var result = try work()
  for _ in 0..<repeats {
    let began = clock()
    result = try work()
    times.append(Double(clock() - began) / Double(CLOCKS_PER_SEC) * 1e3)
  }
  return (result, times.sorted()[repeats / 2])
}

/// A number to two places.
func short(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

var options = DiscoveryOptions()
options.usesExternalTools = false
for folder in folders {
  let system = Catalog.completed(try Discovery.read(paths: [folder], options: options).system).system
  let lowered = Catalog.lower(system)
  let reading = Reading(lowered)
  let saturation = reading.stations.map(\.saturationRate).min() ?? .infinity
  print(
    "\(folder): \(system.components.count) components, \(reading.system.operations.count) operations, "
      + "\(reading.system.calls.count) calls")
  for rate in [reading.usersNow * reading.requestsPerUser] + factors.map({ $0 * saturation }) {
    let (solution, time) = try timed(repeats) { try SystemSolver.solve(reading, rate: rate) }
    let means = solution.journeys.map { short(1e3 * $0.response.mean) }.joined(separator: ", ")
    let range = solution.vulnerableRates.map {
      ", vulnerable \(short($0.lowerBound)) to \(short($0.upperBound))/s"
    }
    print(
      "  solve at \(short(rate))/s, \(short(rate / saturation)) of saturation: \(short(time)) ms; means \(means) ms, "
        + "\(solution.otherStates.count) other states\(range ?? ""), settled \(solution.isConverged)")
  }
  let (loads, time) = timed(repeats) {
    let limits = LimitSet(system, lowered: lowered)
    return limits.breakingUsers(in: reading)
  }
  let broken = loads.filter(\.isFinite)
  print(
    "  loads that break \(loads.count) limits: \(short(time)) ms; \(broken.count) break, the first at "
      + "\(short(broken.min() ?? .infinity)) users")
}
