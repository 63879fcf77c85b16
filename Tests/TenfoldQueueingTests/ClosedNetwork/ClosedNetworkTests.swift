import TenfoldQueueing
import TenfoldRandomSystems
import Testing

struct ClosedNetworkTests {
  /// Lazowska, Zahorjan, Graham and Sevcik, Quantitative System Performance, 1984: CPU and two disks, think time 15 s.
  @Test(arguments: [
    (1, 0.0524797, 4.055), (3, 0.151516, 4.79982), (10, 0.400205, 9.98722), (50, 0.47619, 90.0),
  ])
  func `the published timesharing system holds`(
    _ population: Int, _ throughput: Double, _ response: Double
  ) throws {
    let network = try ClosedNetwork(demands: [0.605, 2.1, 1.35], population: population, thinkTime: 15)
    for solution in [try network.solveExactly(), try network.solveByMeanValueAnalysis()] {
      expectNear(solution.throughputs[0], throughput, 1e-5)
      expectNear(solution.responseTimes[0], response, 1e-5)
      #expect(solution.bottleneck == 1)
    }
  }

  @Test func `machine repair with two crews agrees with its birth-death chain`() throws {
    // Four clients that think 1, two servers of mean 1: X = 1.7.
    let network = try ClosedNetwork(
      stations: [.init(name: "crew", kind: .queue(serverCount: 2), demands: [1])],
      classes: [.init(name: "machines", population: 4, thinkTime: 1)])
    expectNear(try network.solveExactly().throughputs[0], 1.7, 1e-12)
    // The Linearizer's assumption is exact for this shape.
    expectNear(network.solveByLinearizer().throughputs[0], 1.7, 2e-3)
  }

  @Test func `a thousand customers and many servers give no negative probability`() throws {
    // Mean value analysis with marginal probabilities breaks down here.
    let network = try ClosedNetwork(
      stations: [
        .init(name: "app", kind: .queue(serverCount: 64), demands: [3]),
        .init(name: "store", kind: .queue(serverCount: 16), demands: [0.8]),
        .init(name: "log", demands: [0.02]),
      ], classes: [.init(name: "users", population: 1000, thinkTime: 30)])
    let solution = try network.solveExactly()
    // 16/0.8 = 20, 64/3 = 21.3, 1/0.02 = 50: the store limits.
    #expect(solution.throughputs[0] > 19.8 && solution.throughputs[0] < 20)
    #expect(solution.bottleneck == 1)
    let present = solution.queueLengths.reduce(0) { $0 + $1[0] }
    expectNear(present + 30 * solution.throughputs[0], 1000, 1e-9)
    #expect(solution.queueLengths.allSatisfy { $0[0] > 0 })
  }

  @Test func `load-dependent rates of c servers are c servers`() throws {
    let classes = [
      ClosedNetwork.CustomerClass(name: "a", population: 5, thinkTime: 1), .init(name: "b", population: 3),
    ]
    func network(_ kind: ClosedNetwork.Kind) throws -> ClosedNetwork {
      try ClosedNetwork(
        stations: [
          .init(name: "pool", kind: kind, demands: [0.5, 0.9]), .init(name: "disk", demands: [0.2, 0.3]),
        ], classes: classes)
    }
    let servers = try network(.queue(serverCount: 3)).solveExactly()
    let rates = try network(.loadDependent(rates: [1, 2, 3])).solveExactly()
    for r in classes.indices { expectNear(servers.throughputs[r], rates.throughputs[r], 1e-12) }
    let one = try network(.loadDependent(rates: [1])).solveExactly()
    let plain = try network(.queue(serverCount: 1)).solveByMeanValueAnalysis()
    for r in classes.indices { expectNear(one.throughputs[r], plain.throughputs[r], 1e-11) }
  }

  @Test func `convolution and mean value analysis agree, and the laws hold`() throws {
    try withEvery("seed", in: 0..<60) { random in
      let network = try Self.random(&random, servers: 1)
      let solution = try network.solveExactly()
      let other = try network.solveByMeanValueAnalysis()
      for r in network.classes.indices {
        expectNear(solution.throughputs[r], other.throughputs[r], 1e-9)
        for k in network.stations.indices {
          expectNear(solution.residenceTimes[k][r], other.residenceTimes[k][r], 1e-8)
        }
      }
      Self.checkLaws(network, solution, tolerance: 1e-9)
    }
  }

  @Test func `approximations keep the operational laws and come near`() throws {
    try withEvery("seed", in: 0..<40) { random in
      let network = try Self.random(&random, servers: 6)
      let exact = try network.solveExactly()
      Self.checkLaws(network, exact, tolerance: 1e-9)
      for (solution, tolerance) in [
        (network.solveByLinearizer(), 0.04), (network.solveByBardSchweitzer(), 0.15),
      ] {
        #expect(solution.isConverged)
        Self.checkLaws(network, solution, tolerance: 1e-5)
        for r in network.classes.indices {
          expectNear(solution.throughputs[r], exact.throughputs[r], tolerance)
        }
      }
    }
  }

  @Test func `the order of stations and of classes does not matter`() throws {
    try withEvery("seed", in: 0..<20) { random in
      let network = try Self.random(&random, servers: 4)
      let turned = try ClosedNetwork(
        stations: network.stations.reversed().map {
          .init(name: $0.name, kind: $0.kind, demands: $0.demands.reversed())
        }, classes: network.classes.reversed())
      let (first, second) = (try network.solveExactly(), try turned.solveExactly())
      let (third, fourth) = (network.solveByLinearizer(), turned.solveByLinearizer())
      let last = network.classes.count - 1
      for r in network.classes.indices {
        expectNear(first.throughputs[r], second.throughputs[last - r], 1e-10)
        expectNear(third.throughputs[r], fourth.throughputs[last - r], 1e-4)
      }
    }
  }

  @Test func `ten thousand customers are no more work for the Linearizer`() throws {
    let network = try ClosedNetwork(
      stations: [
        .init(name: "app", kind: .queue(serverCount: 200), demands: [0.4]),
        .init(name: "db", demands: [0.004]),
      ], classes: [.init(name: "users", population: 10_000, thinkTime: 30)])
    let solution = network.solveByLinearizer()
    #expect(solution.isConverged)
    // 10 000/(30 + 0.404) = 329 asked; the store gives 250.
    expectNear(solution.throughputs[0], 250, 1e-3)
  }

  @Test func `tiny demands at many servers are still numbers`() throws {
    // 10^-390 would be 0: constants keep an exponent of their own.
    let network = try ClosedNetwork(
      stations: [.init(name: "a", kind: .queue(serverCount: 21), demands: [1e-30])],
      classes: [.init(name: "c", population: 13)])
    let solution = try network.solveExactly()
    expectNear(solution.responseTimes[0], 1e-30, 1e-12)
    expectNear(solution.throughputs[0], 1.3e31, 1e-12)
  }

  @Test func `nobody there, nothing done`() throws {
    let network = try ClosedNetwork(
      stations: [.init(name: "a", demands: [1, 2])],
      classes: [.init(name: "none", population: 0), .init(name: "some", population: 2)])
    for solution in [
      try network.solveExactly(), try network.solveByMeanValueAnalysis(), network.solveByLinearizer(),
      network.solveByBardSchweitzer(),
    ] {
      #expect(solution.throughputs[0] == 0 && solution.responseTimes[0] == 0)
      expectNear(solution.throughputs[1], 0.5, 1e-6)
    }
  }

  @Test func `what cannot be is named with its place and value`() {
    func message(_ make: () throws -> Void) -> String {
      do { try make() } catch { return "\(error)" }
      return "no error"
    }
    #expect(
      message { _ = try ClosedNetwork(demands: [0.1, -0.004], population: 3) }
        == "station \"1\": service demand in seconds is -0.004; it must be a finite number, 0 or more")
    #expect(message { _ = try ClosedNetwork(demands: [.nan], population: 3) }.contains("is nan"))
    #expect(
      message { _ = try ClosedNetwork(demands: [0], population: 3) }.contains("throughput would be infinite"))
    #expect(message { _ = try ClosedNetwork(demands: [1], population: -1) }.contains("population is -1"))
    #expect(message { _ = try ClosedNetwork(demands: [], population: 1) }.contains("number of stations is 0"))
    #expect(
      message {
        _ = try ClosedNetwork(
          stations: [.init(name: "db", kind: .queue(serverCount: 0), demands: [1])],
          classes: [.init(name: "users", population: 1)])
      } == "station \"db\": server count is 0; it must be 1 or more")
    #expect(
      message {
        _ = try ClosedNetwork(
          stations: [.init(name: "db", demands: [1])],
          classes: [.init(name: "users", population: 1), .init(name: "jobs", population: 1)])
      }.contains("1 values of service demand; there must be 2"))
    #expect(
      message {
        _ = try ClosedNetwork(
          stations: [.init(name: "db", demands: [1, 1, 1])],
          classes: (0..<3).map { .init(name: "\($0)", population: 999) }
        ).solveExactly()
      }.contains("approximate"))
  }

  static func random(_ random: inout SeededRandom, servers: Int) throws -> ClosedNetwork {
    let classes = random.whole(1...3)
    return try ClosedNetwork(
      stations: (0..<random.whole(1...4)).map { k in
        let count = random.whole(1...servers)
        let kind: ClosedNetwork.Kind = random.share() < 0.15 ? .delay : .queue(serverCount: count)
        return .init(
          name: "\(k)", kind: kind,
          demands: (0..<classes).map { _ in random.number(0.05...1) * Double(count) })
      },
      classes: (0..<classes).map {
        .init(
          name: "\($0)", population: random.whole(1...6),
          thinkTime: random.share() < 0.5 ? 0 : random.number(0...5))
      })
  }

  static func checkLaws(_ network: ClosedNetwork, _ solution: ClosedNetworkSolution, tolerance: Double) {
    for (r, each) in network.classes.enumerated() {
      // Little's law of the whole: N = X (R + Z).
      expectNear(
        solution.throughputs[r] * (solution.responseTimes[r] + each.thinkTime), Double(each.population),
        tolerance)
      for (k, station) in network.stations.enumerated() {
        // Q = X R
        expectNear(
          solution.queueLengths[k][r], solution.throughputs[r] * solution.residenceTimes[k][r], 1e-12)
        // U = X D
        if case .queue(let servers) = station.kind {
          expectNear(
            solution.utilizations[k][r] * Double(servers), solution.throughputs[r] * station.demands[r], 1e-12
          )
        }
        #expect(solution.residenceTimes[k][r] >= station.demands[r] * (1 - 1e-9))
      }
    }
    for (k, station) in network.stations.enumerated() where station.kind != .delay {
      #expect(solution.stationUtilizations[k] <= 1 + 1e-6)
    }
  }
}
