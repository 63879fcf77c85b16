// Times the solution of whole systems, percentiles and all states included: CPU time of one call on one core.
// usage: solving [--repeat COUNT] [--factor LOAD]... FOLDER...
// Each folder is solved at its stated load and at each factor of the load that first saturates a station.

import Glibc
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

/// The median CPU time of solutions of a reading, in milliseconds.
func time(_ reading: Reading, _ rate: Double) throws -> (milliseconds: Double, solution: Solution) {
  var times: [Double] = []
  var solution = try SystemSolver.solve(reading, rate: rate)
  for _ in 0..<repeats {
    let began = clock()
    solution = try SystemSolver.solve(reading, rate: rate)
    times.append(Double(clock() - began) / Double(CLOCKS_PER_SEC) * 1e3)
  }
  return (times.sorted()[repeats / 2], solution)
}

var options = DiscoveryOptions()
options.usesExternalTools = false
for folder in folders {
  let system = Catalog.completed(try Discovery.read(paths: [folder], options: options).system).system
  let reading = Reading(Catalog.lower(system))
  let saturation = reading.stations.map(\.saturationRate).min() ?? .infinity
  let loads = [reading.usersNow * reading.requestsPerUser] + factors.map { $0 * saturation }
  for rate in loads {
    let (milliseconds, solution) = try time(reading, rate)
    let load = (100 * rate / saturation).rounded() / 100
    let states = solution.otherStates.count
    print(
      "\(folder): \(reading.system.components.count) components, \(rate.rounded()) requests/s, \(load) of "
        + "saturation: \((milliseconds * 100).rounded() / 100) ms, \(states) other states, "
        + "settled \(solution.isConverged), mean \(solution.journeys.map(\.response.mean))")
  }
}
