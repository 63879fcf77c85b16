import Foundation
import TenfoldQueueing

/// Error of each two-moment approximation of M/G/c against exact two-phase service, in %.
func printStationAccuracy() throws {
  print(
    "mean wait of M/G/c against exact M/PH/c, error in %: servers, load, squared variation, then each method")
  print("   c  load  cs2  " + TwoMomentQueue.Method.allCases.map { "\($0)" }.joined(separator: "  "))
  var worst: [TwoMomentQueue.Method: Double] = [:]
  for servers in [2, 4, 16, 64] {
    for load in [0.5, 0.7, 0.9] {
      for variation in [0.5, 2, 4, 10] {
        let service = try TwoPhaseService(mean: 1, squaredVariation: variation)
        let rate = load * Double(servers)
        let exact = try TwoPhaseQueue(arrivalRate: rate, service: service, serverCount: servers)
        // Where fewer than one request in a hundred waits, a wrong wait is no matter.
        guard exact.waitingProbability > 0.01 else { continue }
        var row = ""
        for method in TwoMomentQueue.Method.allCases {
          let wait = try TwoMomentQueue(
            arrivalRate: rate, serviceTime: 1, serviceVariation: variation, serverCount: servers,
            method: method
          ).waitingTime
          let error = (wait / exact.waitingTime - 1) * 100
          worst[method] = max(worst[method] ?? 0, abs(error))
          row += String(format: " %8.1f", error)
        }
        print(String(format: "%4d %5.2f %4.1f", servers, load, variation) + row)
      }
    }
  }
  print("worst:" + TwoMomentQueue.Method.allCases.map { String(format: " %.1f", worst[$0] ?? 0) }.joined())
}

/// Error of the fork-join mean and 99th percentile against a simulation by Lindley's recursion, in %.
func printForkJoinAccuracy(requests: Int) throws {
  print(
    "fork-join against \(requests) simulated requests: branches, load, mean, Nelson-Tantawi's mean, p99, error in %"
  )
  for (branches, load) in [(2, 0.8), (4, 0.5), (4, 0.8), (8, 0.8), (16, 0.9)] {
    var random = SplitMix(seed: UInt64(branches * 100) + UInt64(load * 10))
    var work = [Double](repeating: 0, count: branches)
    var times: [Double] = []
    times.reserveCapacity(requests)
    for index in -requests / 20..<requests {
      let gap = -log(1 - random.next()) / load
      var longest = 0.0
      for i in 0..<branches {
        work[i] = max(0, work[i] - gap) - log(1 - random.next())
        longest = max(longest, work[i])
      }
      if index >= 0 { times.append(longest) }
    }
    let mean = times.reduce(0, +) / Double(requests)
    times.sort()
    let queue = try ForkJoinQueue(arrivalRate: load, serviceTime: 1, branchCount: branches)
    print(
      String(
        format: "%4d %4.1f %7.2f %7.2f %7.2f", branches, load, (queue.responseTime / mean - 1) * 100,
        (queue.nelsonTantawiResponseTime / mean - 1) * 100,
        (queue.responseQuantile(0.99) / times[requests * 99 / 100] - 1) * 100))
  }
}
