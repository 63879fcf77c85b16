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

  @Test func `bounds of several classes enclose the solution`() throws {
    try withEvery("seed", in: 0..<120) { random in
      let classCount = random.whole(1...3)
      let stations = (0..<random.whole(1...4)).map { k -> ClosedNetwork.Station in
        let kind: ClosedNetwork.Kind =
          switch random.whole(0...3) {
          case 0: .delay
          case 1: .queue(serverCount: random.whole(2...5))
          case 2: .loadDependent(rates: [1, 1.7, 1.4])
          default: .queue(serverCount: 1)
          }
        return .init(
          name: "\(k)", kind: kind, demands: (0..<classCount).map { _ in random.number(0.01...1) })
      }
      let network = try ClosedNetwork(
        stations: stations,
        classes: (0..<classCount).map {
          .init(name: "\($0)", population: random.whole(0...6), thinkTime: random.number(0...5))
        })
      let exact = try network.solveExactly()
      for (index, bounds) in network.asymptoticBounds().enumerated() {
        guard let bounds else {
          #expect(network.classes[index].population == 0)
          continue
        }
        #expect(bounds.throughput.lowerBound <= exact.throughputs[index] * (1 + 1e-9))
        #expect(bounds.throughput.upperBound >= exact.throughputs[index] * (1 - 1e-9))
        #expect(bounds.responseTime.lowerBound <= exact.responseTimes[index] * (1 + 1e-9))
        #expect(bounds.responseTime.upperBound >= exact.responseTimes[index] * (1 - 1e-9))
      }
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
