// Times the approximate solvers, and compares approximations with exact solutions and simulations.
//
// usage: queueing-benchmark time | accuracy [COUNT]
import Foundation
import TenfoldQueueing

/// The median CPU time of `count` runs, in milliseconds: what others do on the machine does not count.
func median(of count: Int, _ work: () throws -> Void) rethrows -> Double {
  var times: [Double] = []
  for _ in 0..<count {
    let began = clock()
    try work()
    times.append(Double(clock() - began) / Double(CLOCKS_PER_SEC) * 1e3)
  }
  return times.sorted()[count / 2]
}

func printTimes() throws {
  for (stations, classes, population) in [(50, 5, 10), (200, 10, 10), (10, 3, 4), (4, 2, 8)] {
    let network = try randomNetwork(stations: stations, classes: classes, population: population, seed: 1)
    var solution: ClosedNetworkSolution?
    let linearizer = median(of: 21) { solution = network.solveByLinearizer() }
    let schweitzer = median(of: 21) { _ = network.solveByBardSchweitzer() }
    let throughputs = (solution?.throughputs ?? []).map { "\($0)" }.joined(separator: " ")
    print(
      "linearizer \(stations) \(classes) \(population) \(linearizer) \(solution?.iterations ?? 0) \(throughputs)"
    )
    print("bard-schweitzer \(stations) \(classes) \(population) \(schweitzer)")
    if stations <= 10 {
      let exact = try median(of: 5) { solution = try network.solveExactly() }
      let throughputs = (solution?.throughputs ?? []).map { "\($0)" }.joined(separator: " ")
      print("exact \(stations) \(classes) \(population) \(exact) 0 \(throughputs)")
    }
  }
}

/// Errors over random networks with several servers at half of the stations: throughput and queue length of each class.
func printAccuracy(_ count: Int) throws {
  var random = SplitMix(seed: 7)
  var errors: [String: [[Double]]] = [:]
  for _ in 0..<count {
    let classes = 1 + Int(random.next() * 3)
    let stations = (0..<2 + Int(random.next() * 5)).map { k -> ClosedNetwork.Station in
      let servers = random.next() < 0.5 ? 1 : 2 + Int(random.next() * 14)
      return ClosedNetwork.Station(
        name: "\(k)", kind: .queue(serverCount: servers),
        demands: (0..<classes).map { _ in (0.1 + random.next()) * Double(servers) })
    }
    let network = try ClosedNetwork(
      stations: stations,
      classes: (0..<classes).map {
        ClosedNetwork.CustomerClass(
          name: "\($0)", population: 1 + Int(random.next() * (classes == 1 ? 100 : 12)),
          thinkTime: random.next() < 0.5 ? 0 : 20 * random.next())
      })
    let exact = try network.solveExactly()
    let kind =
      stations.allSatisfy { $0.kind == .queue(serverCount: 1) } ? "single servers" : "several servers"
    for (name, solution) in [
      ("Linearizer", network.solveByLinearizer()), ("Bard-Schweitzer", network.solveByBardSchweitzer()),
    ] {
      for r in 0..<classes {
        let throughput = abs(solution.throughputs[r] / exact.throughputs[r] - 1)
        let response = abs(solution.responseTimes[r] / exact.responseTimes[r] - 1)
        var queue = 0.0
        for k in stations.indices {
          queue = max(queue, abs(solution.queueLengths[k][r] - exact.queueLengths[k][r]))
        }
        errors["\(name), \(kind)", default: []].append(
          [throughput, response, queue / Double(network.classes[r].population)])
      }
    }
  }
  print("of \(count) random networks: median, 95th percentile and greatest error in %")
  for (name, rows) in errors.sorted(by: { $0.key < $1.key }) {
    for (column, what) in ["throughput", "response time", "queue length, of the population"].enumerated() {
      let values = rows.map { $0[column] * 100 }.sorted()
      let picked = [values[values.count / 2], values[values.count * 95 / 100], values[values.count - 1]]
      let text = picked.map { "\(($0 * 1000).rounded() / 1000)" }.joined(separator: "  ")
      print("\(name): \(what): \(text)")
    }
  }
}

let arguments = CommandLine.arguments.dropFirst()
switch arguments.first {
case "time": try printTimes()
case "accuracy":
  let count = arguments.dropFirst().first.flatMap { Int($0) } ?? 1000
  try printAccuracy(count)
  try printStationAccuracy()
  try printForkJoinAccuracy(requests: count * 2000)
default: print("usage: queueing-benchmark time | accuracy [COUNT]")
}
