import TenfoldQueueing
import Testing

struct PriorityStationTests {
  private func station(
    _ rates: [Double], _ discipline: PriorityStation.Discipline, servers: Int = 1
  ) throws -> PriorityStation {
    try PriorityStation(
      classes: rates.map { .init(arrivalRate: $0, service: .exponential(mean: 1)) }, serverCount: servers,
      discipline: discipline)
  }

  @Test func `importance redistributes waiting but creates none`() throws {
    // Kleinrock's conservation law: the sum of rho W is that of one line.
    let station = try PriorityStation(classes: [
      .init(arrivalRate: 0.2, service: .deterministic(1)),
      .init(arrivalRate: 0.1, service: .gamma(mean: 2, squaredVariation: 4)),
      .init(arrivalRate: 0.3, service: .exponential(mean: 1)),
    ])
    let sum = zip(station.utilizations, station.waitingTimes).reduce(0) { $0 + $1.0 * $1.1 }
    // lambda E[S²]/2 = 0.1 + 1 + 0.3, over 1 - rho, times rho.
    expectNear(sum, 0.7 * 1.4 / 0.3, 1e-12)
    #expect(station.waitingTimes == station.waitingTimes.sorted())
  }

  @Test func `one class is M/M/c`() throws {
    for servers in [1, 3] {
      let rate = 0.8 * Double(servers)
      let queue = try MarkovianQueue(arrivalRate: rate, serviceTime: 1, serverCount: servers)
      expectNear(
        try station([rate], .nonPreemptive, servers: servers).waitingTimes[0], queue.waitingTime, 1e-12)
    }
    let preempted = try station([0.8], .preemptiveResume)
    expectNear(preempted.responseTimes[0], 5, 1e-12)
  }

  @Test func `an important class that interrupts does not notice the others`() throws {
    let both = try station([0.3, 0.6], .preemptiveResume)
    expectNear(both.responseTimes[0], 1 / 0.7, 1e-12)
    // Exponential service: the total number present is that of M/M/1.
    expectNear(both.responseTimes[0] * 0.3 + both.responseTimes[1] * 0.6, 9, 1e-10)
  }

  @Test func `overload starves the least important only`() throws {
    let station = try station([0.5, 0.6], .nonPreemptive)
    #expect(station.waitingTimes[0].isFinite && station.waitingTimes[1] == .infinity)
  }

  @Test func `several servers with different services are refused`() {
    #expect(throws: QueueingError.self) {
      try PriorityStation(
        classes: [
          .init(arrivalRate: 1, service: .exponential(mean: 1)),
          .init(arrivalRate: 1, service: .deterministic(1)),
        ], serverCount: 3)
    }
  }
}
