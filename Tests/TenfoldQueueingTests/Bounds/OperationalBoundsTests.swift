import TenfoldQueueing
import TenfoldRandomSystems
import Testing

struct OperationalBoundsTests {
  @Test func `bounds enclose the solution`() throws {
    try withEvery("seed", in: 0..<200) { random in
      let demands = (0..<random.whole(1...6)).map { _ in random.number(0.01...1) }
      let population = random.whole(1...60)
      let think = random.share() < 0.3 ? 0 : random.number(0...10)
      let exact = try ClosedNetwork(demands: demands, population: population, thinkTime: think).solveExactly()
      let asymptotic = try OperationalBounds.asymptotic(
        demands: demands, population: population, thinkTime: think)
      let balanced = try OperationalBounds.balancedJob(
        demands: demands, population: population, thinkTime: think)
      for bounds in [asymptotic, balanced] {
        #expect(bounds.throughput.lowerBound <= exact.throughputs[0] * (1 + 1e-9))
        #expect(bounds.throughput.upperBound >= exact.throughputs[0] * (1 - 1e-9))
        #expect(bounds.responseTime.lowerBound <= exact.responseTimes[0] * (1 + 1e-9))
        #expect(bounds.responseTime.upperBound >= exact.responseTimes[0] * (1 - 1e-9))
      }
      #expect(balanced.throughput.lowerBound >= asymptotic.throughput.lowerBound * (1 - 1e-9))
      #expect(balanced.throughput.upperBound <= asymptotic.throughput.upperBound * (1 + 1e-9))
    }
  }

  @Test func `asymptotes enclose several servers too`() throws {
    try withEvery("seed", in: 0..<60) { random in
      let servers = (0..<3).map { _ in random.whole(1...8) }
      let demands = servers.map { random.number(0.1...1) * Double($0) }
      let population = random.whole(1...40)
      let exact = try ClosedNetwork(
        stations: zip(demands, servers).map {
          .init(name: "s", kind: .queue(serverCount: $1), demands: [$0])
        },
        classes: [.init(name: "c", population: population, thinkTime: 1)]
      ).solveExactly()
      let bounds = try OperationalBounds.asymptotic(
        demands: demands, serverCounts: servers, population: population, thinkTime: 1)
      #expect(bounds.throughput.lowerBound <= exact.throughputs[0] * (1 + 1e-9))
      #expect(bounds.throughput.upperBound >= exact.throughputs[0] * (1 - 1e-9))
      #expect(bounds.responseTime.lowerBound <= exact.responseTimes[0] * (1 + 1e-9))
      #expect(bounds.responseTime.upperBound >= exact.responseTimes[0] * (1 - 1e-9))
    }
  }

  @Test func `the published asymptotes hold`() throws {
    // Lazowska and others 1984, chapter 5: D = 4.055, D max = 2.1, Z = 15: N* = 9.07.
    let bounds = try OperationalBounds.asymptotic(demands: [0.605, 2.1, 1.35], population: 20, thinkTime: 15)
    expectNear(bounds.throughput.upperBound, 1 / 2.1, 1e-12)
    expectNear(bounds.responseTime.lowerBound, 27, 1e-12)
    expectNear(bounds.saturationPopulation, 9.073809523809524, 1e-12)
    expectNear(
      try OperationalBounds.openThroughputLimit(demands: [0.02, 0.3], serverCounts: [1, 8]),
      26.666666666666668, 1e-12)
  }
}
