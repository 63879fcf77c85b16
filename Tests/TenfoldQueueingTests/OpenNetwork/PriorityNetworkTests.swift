import TenfoldQueueing
import Testing

struct PriorityNetworkTests {
  private let services: [ServiceDistribution] = [.exponential(mean: 0.02), .exponential(mean: 0.05)]

  @Test func `one station is a priority station`() throws {
    let network = try PriorityNetwork(
      stations: [.init(name: "cpu", visits: [1, 1], services: services)], arrivalRates: [10, 8])
    let station = try PriorityStation(classes: [
      .init(arrivalRate: 10, service: services[0]), .init(arrivalRate: 8, service: services[1]),
    ])
    #expect(network.responseTimes == station.responseTimes)
    #expect(network.throughputs == [10, 8])
  }

  /// Kleinrock's conservation law: the waits, weighted by utilization, do not depend on the order of service.
  @Test func `who goes first changes whose wait it is, not the weighted sum`() throws {
    let both = try [[10.0, 8], [8, 10]].enumerated().map { index, rates in
      try PriorityNetwork(
        stations: [
          .init(name: "cpu", visits: [1, 1], services: index == 0 ? services : services.reversed())
        ],
        arrivalRates: rates)
    }
    let sums = both.map { network in
      zip(network.stations[0].utilizations, network.stations[0].waitingTimes).reduce(0) { $0 + $1.0 * $1.1 }
    }
    #expect(abs(sums[0] / sums[1] - 1) < 1e-12)
    #expect(both[0].stations[0].waitingTimes[0] < both[1].stations[0].waitingTimes[1])
  }

  @Test func `visits of two stations add, and the unimportant give way where there is no room`() throws {
    let network = try PriorityNetwork(
      stations: [
        .init(name: "app", visits: [1, 1], services: services),
        .init(name: "db", visits: [2, 0], services: services),
      ], arrivalRates: [20, 20])
    let db = try PriorityStation(classes: [
      .init(arrivalRate: 40, service: services[0]), .init(arrivalRate: 0, service: services[1]),
    ])
    #expect(
      abs(network.responseTimes[0] - network.stations[0].responseTimes[0] - 2 * db.responseTimes[0]) < 1e-12)
    // 0.4 for the important, 1.0 wanted by the rest: 0.6 of it is left.
    #expect(network.responseTimes[1] == .infinity)
    #expect(abs(network.throughputs[1] - 12) < 1e-9 && network.throughputs[0] == 20)
  }

  @Test func `what does not fit is named`() {
    #expect(throws: QueueingError.self) {
      try PriorityNetwork(
        stations: [.init(name: "cpu", visits: [1], services: services)], arrivalRates: [1, 1])
    }
    #expect(throws: QueueingError.self) {
      try PriorityNetwork(
        stations: [.init(name: "cpu", visits: [1, -1], services: services)], arrivalRates: [1, 1])
    }
  }
}
