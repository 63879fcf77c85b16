package import TenfoldModel

extension SystemSolver {
  /// Most users that are solved one by one; of more, nobody could tell them from a rate.
  static let mostUsers = 4_000_000

  /// Solves `reading` under a load: a rate, or users who think, ask for a journey and wait for its answer.
  ///
  /// ``SystemLoad/stated`` is what the users of the reading ask for at its peak. With users the rate is part of the answer. Autoscalers follow it: the number of machines and the rate are
  /// found in turns until they agree.
  ///
  /// - Throws: ``LayeredNetworkError`` when a number of the system or the load is out of its range.
  /// - Complexity: that of ``solve(_:rate:)``; with autoscalers and users at most eight times as much.
  package static func solve(_ reading: Reading, load: SystemLoad) throws(LayeredNetworkError) -> Solution {
    switch load {
    case .stated: return try solve(reading, rate: reading.statedRate)
    case .rate(let rate): return try solve(reading, rate: rate)
    case .users(let count, let thinkTime):
      return try solve(reading, users: .init(count: count, thinkTime: thinkTime))
    }
  }

  private static func solve(
    _ reading: Reading, users: LayeredSystem.Population
  ) throws(LayeredNetworkError) -> Solution {
    guard (1...mostUsers).contains(users.count) else {
      throw .value(
        place: "the number of users who think", found: Double(users.count),
        expected: "1 to \(mostUsers); for more give a rate")
    }
    // What the users would ask for if nobody ever waited is the most they can ask for.
    var rate = Double(users.count) / max(users.thinkTime, 1e-3)
    let isScaled = reading.stations.contains { $0.maximumUnits > $0.units }
    for _ in 0..<8 {
      let state = try ResilientSystem(reading: reading, rate: rate, users: users).atRest()
      let throughput = reading.system.journeys.reduce(0) {
        $0 + state.solution.entries[state.layered.entryOfOperation[$1.operation]].throughput
      }
      let isSettled =
        !isScaled || reading.stations.allSatisfy { $0.unitsInUse(at: rate) == $0.unitsInUse(at: throughput) }
      guard isSettled else {
        rate = (rate * throughput).squareRoot()
        continue
      }
      return closed(describe(state, reading, throughput), users)
    }
    let state = try ResilientSystem(reading: reading, rate: rate, users: users).atRest()
    return closed(describe(state, reading, rate), users)
  }

  /// Says who asked. Users wait, so that nothing is ever asked for more than it can do.
  private static func closed(_ solution: Solution, _ users: LayeredSystem.Population) -> Solution {
    var result = solution
    result.users = Double(users.count)
    result.thinkTime = users.thinkTime
    return result
  }
}

extension Reading {
  /// Requests per second that the system's own workload brings.
  fileprivate var statedRate: Double { usersNow * requestsPerUser }
}
