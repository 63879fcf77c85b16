import TenfoldModel
import TenfoldQueueing
import Testing

/// Consumers of topics: their places, how far they are behind, and how fast they catch up.
struct TopicTests {
  typealias Sample = SampleSystem

  private func reading(
    partitions: Double?, concurrency: Double? = nil, replicas: Double = 2,
    redelivery: Resilience = Resilience()
  ) -> Reading {
    let topic = Component(
      name: "orders", kind: .topic,
      operations: [
        Operation(
          name: "publish",
          steps: [.call(Call(component: "worker", mode: .asynchronous, resilience: redelivery))])
      ],
      messaging: Messaging(
        partitions: partitions.map { .stated($0) },
        consumers: [.init(component: "worker", concurrency: concurrency.map { .stated($0) })]))
    let outside = Component(
      name: "outside", kind: .external,
      operations: [Operation(name: "run", demand: Demand(delay: .stated(0.05), variability: .stated(1)))])
    let worker = Sample.service(
      "worker", cpu: 0, cores: 8, replicas: replicas, [.call(Call(component: "outside"))])
    return Sample.reading([topic, worker, outside])
  }

  @Test func `four partitions are four places, and the lag is that of four servers`() throws {
    let solution = try SystemSolver.solve(reading(partitions: 4), rate: 60)
    let found = try #require(solution.consumers.first)
    #expect(found.topic == "orders" && found.component == "worker" && found.limit == 4)
    expectNear(found.capacity, 80, 1e-6)
    let queue = try MarkovianQueue(arrivalRate: 60, serviceTime: 0.05, serverCount: 4)
    expectNear(found.lag, queue.responseTime, 1e-3)
    // Sixty a second for a second are caught up with at twenty a second.
    expectNear(found.catchUpTime, 3, 1e-6)
    let station = try #require(solution.stations.first { $0.kind == .consumers })
    expectNear(station.utilization, 0.75, 1e-6)
    expectNear(station.saturationRate, 80, 1e-6)
  }

  @Test func `concurrency of the replicas limits below the partitions`() throws {
    let found = try #require(
      try SystemSolver.solve(reading(partitions: 100, concurrency: 1, replicas: 3), rate: 30)
        .consumers.first)
    #expect(found.limit == 3)
    let free = try #require(
      try SystemSolver.solve(reading(partitions: nil), rate: 30).consumers.first)
    #expect(free.limit == .infinity)
    expectNear(free.lag, 0.05, 1e-6)
  }

  @Test func `messages of two operations are handled in places of their own where that is said`() throws {
    func consumers(_ apart: Bool) throws -> [Solution.Consumers] {
      let handled = Step.call(Call(component: "worker", mode: .asynchronous))
      let topics = Component(
        name: "broker", kind: .topic,
        operations: ["orders", "returns"].map { Operation(name: $0, steps: [handled]) },
        messaging: Messaging(
          consumers: apart
            ? [
              .init(component: "worker", concurrency: .stated(2), publication: "orders"),
              .init(component: "worker", concurrency: .stated(1), publication: "returns"),
            ] : [.init(component: "worker", concurrency: .stated(3))]))
      let outside = Component(
        name: "outside", kind: .external,
        operations: [Operation(name: "run", demand: Demand(delay: .stated(0.05), variability: .stated(1)))])
      let worker = Sample.service(
        "worker", cpu: 0, cores: 8, replicas: 1, [.call(Call(component: "outside"))])
      let sending = Sample.service(
        "sending", cpu: 0, cores: 8, replicas: 1,
        ["orders", "returns"].map { .call(Call(component: "broker", operation: $0)) })
      return try SystemSolver.solve(Sample.reading([sending, topics, worker, outside]), rate: 15).consumers
    }
    let apart = try consumers(true)
    #expect(apart.map(\.limit) == [2, 1])
    for (found, places) in zip(apart, [2, 1]) {
      let queue = try MarkovianQueue(arrivalRate: 15, serviceTime: 0.05, serverCount: places)
      expectNear(found.capacity, 20 * Double(places), 1e-6)
      expectNear(found.lag, queue.responseTime, 1e-3)
    }
    let together = try consumers(false)
    #expect(together.map(\.limit) == [3] && together.map(\.arrivalRate) == [30])
  }

  @Test func `beyond what they can handle the lag has no end`() throws {
    let found = try #require(
      try SystemSolver.solve(reading(partitions: 4), rate: 90).consumers.first)
    #expect(found.lag == .infinity && found.catchUpTime == .infinity)
  }

  @Test func `redelivery is work too`() throws {
    let redelivery = Sample.resilience(timeout: 0.05, retries: 1)
    let found = try #require(
      try SystemSolver.solve(reading(partitions: 100, redelivery: redelivery), rate: 30).consumers.first)
    // Handling takes longer than its mean with probability e^-1.
    expectNear(found.arrivalRate, 30 * 1.36787944117144233, 1e-3)
  }
}
