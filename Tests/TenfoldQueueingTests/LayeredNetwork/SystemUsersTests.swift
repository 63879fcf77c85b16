import TenfoldModel
import TenfoldQueueing
import TenfoldRandomSystems
import Testing

struct SystemUsersTests {
  private static let conventions = RandomSystem.conventions

  /// One service with a store behind it, one core each, without variability beyond exponential.
  private func reading() -> Reading {
    let system = System(
      name: "test",
      workload: Workload(
        requestsPerUser: .stated(0.1),
        journeys: [Journey(name: "ask", share: .stated(1), calls: [Call(component: "app")])]),
      components: [
        Component(
          name: "app", kind: .service, resources: Resources(cpu: .stated(1)),
          scaling: Scaling(replicas: .stated(1)),
          operations: [
            Operation(
              name: "ask", demand: Demand(cpu: .stated(0.02)), steps: [.call(Call(component: "store"))])
          ]),
        Component(
          name: "store", kind: .store, resources: Resources(cpu: .stated(1)),
          operations: [Operation(name: "read", demand: Demand(cpu: .stated(0.03)), writes: false)],
          state: StoredState()),
      ])
    return Reading(Lowering.lower(system, conventions: Self.conventions))
  }

  /// Little's law over the whole system: N = X (Z + R), whatever is done in parallel or by several copies. What visits of
  /// one request wait alike is added at last, which moves the longest of several a little.
  @Test func `users are in their requests or think`() throws {
    var options = RandomSystem.Options()
    (options.componentCount, options.usersShare) = (3...8, 1)
    var parallel = 0
    for seed in 0..<30 {
      let random = RandomSystem(seed: seed, options: options)
      guard case .users(let count, let thinkTime) = random.load else { continue }
      let solution = try SystemSolver.solve(Reading(random.lowered), load: random.load)
      let busiest = solution.stations.map(\.utilization).max() ?? 0
      guard solution.isConverged, busiest < 0.9 else { continue }
      let users = solution.journeys.reduce(0) { $0 + $1.throughput * (thinkTime + $1.response.mean) }
      #expect(abs(users / Double(count) - 1) < 5e-3, "seed \(seed): \(users) of \(count) users")
      if !random.traits.isDisjoint(with: [.parallel, .fanOut]) { parallel += 1 }
    }
    #expect(parallel > 5)
  }

  /// Mean value analysis is exact here (Reiser and Lavenberg, JACM 27(2), 1980).
  @Test(arguments: [1, 2, 5, 20, 60])
  func `users of a separable system are solved exactly`(_ count: Int) throws {
    let network = try ClosedNetwork(
      stations: [
        .init(name: "app", kind: .queue(serverCount: 1), demands: [0.02]),
        .init(name: "store", kind: .queue(serverCount: 1), demands: [0.03]),
        .init(name: "network", kind: .delay, demands: [0.0005]),
      ],
      classes: [.init(name: "users", population: count, thinkTime: 1)])
    let exact = try network.solveExactly()
    let solution = try SystemSolver.solve(reading(), load: .users(count, thinkTime: 1))
    #expect(solution.isConverged && solution.users == Double(count) && solution.thinkTime == 1)
    #expect(abs(solution.rate / exact.throughputs[0] - 1) < 1e-4)
    #expect(abs(solution.journeys[0].response.mean / exact.responseTimes[0] - 1) < 1e-3)
  }

  @Test func `many users who think long are a rate`() throws {
    let users = try SystemSolver.solve(reading(), load: .users(200_000, thinkTime: 10_000))
    let open = try SystemSolver.solve(reading(), load: .rate(20))
    #expect(abs(users.rate / 20 - 1) < 1e-3)
    #expect(abs(users.journeys[0].response.mean / open.journeys[0].response.mean - 1) < 0.01)
    #expect(abs(users.journeys[0].response.p99 / open.journeys[0].response.p99 - 1) < 0.02)
  }

  @Test(arguments: [0, -1, 5_000_000])
  func `a number of users that cannot be is refused`(_ count: Int) {
    #expect(throws: LayeredNetworkError.self) {
      try SystemSolver.solve(reading(), load: .users(count, thinkTime: 1))
    }
  }

  @Test func `no throughput passes a bound of operational analysis`() throws {
    for seed in 0..<12 {
      let random = RandomSystem(seed: seed)
      guard case .users(let count, let thinkTime) = random.load else { continue }
      let solution = try SystemSolver.solve(Reading(random.lowered), load: random.load)
      #expect(solution.rate <= Double(count) / thinkTime * 1.0001, "seed \(seed)")
      for station in solution.stations where station.kind == .processor {
        #expect(station.utilization <= 1.01, "seed \(seed): \(station.name)")
      }
      let present = solution.journeys.reduce(solution.rate * thinkTime) {
        $0 + $1.throughput * $1.response.mean
      }
      #expect(abs(present / Double(count) - 1) < 0.1, "seed \(seed): \(present) of \(count) users")
    }
  }
}
