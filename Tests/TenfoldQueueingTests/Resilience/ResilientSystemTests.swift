import TenfoldModel
import Testing

@testable import TenfoldQueueing

/// Timeouts, retries, breakers and hedges as a fixed point over the layers of a system.
struct ResilientSystemTests {
  typealias Sample = SampleSystem

  private func rest(_ reading: Reading, _ rate: Double) throws -> SystemState {
    try ResilientSystem(reading: reading, rate: rate).atRest()
  }

  @Test(arguments: [nil, 8.0])
  func `a timeout that never comes changes nothing`(_ workers: Double?) throws {
    let plain = try SystemSolver.solve(
      Sample.twoTiers(Resilience(), Resilience(), workers: workers), rate: 200)
    let watched = try SystemSolver.solve(
      Sample.twoTiers(
        Sample.resilience(timeout: 1000), Sample.resilience(timeout: 500), workers: workers), rate: 200)
    #expect(plain.journeys == watched.journeys)
    #expect(plain.stations == watched.stations && watched.calls.isEmpty)
  }

  @Test func `those who give up are as many as the queue makes late`() throws {
    // M/M/1 at 0.8: P(R > 0.1) = e^-2, and every attempt is worked off all the same.
    let reading = Sample.reading(
      [Sample.service("api", cpu: 0.01)], Sample.resilience(timeout: 0.1))
    let solution = try SystemSolver.solve(reading, rate: 80)
    expectNear(solution.failedShare, 0.1353352832366127, 1e-6)
    expectNear(solution.stations[0].utilization, 0.8, 1e-9)
    expectNear(solution.journeys[0].goodput, 80 * (1 - 0.1353352832366127), 1e-6)
    #expect(solution.journeys[0].response.p99 <= 0.1)
    expectNear(try #require(solution.calls.first).vain, 0.1353352832366127, 1e-6)
    #expect(solution.otherStates.isEmpty && solution.vulnerableRates == nil)
  }

  @Test func `what stands behind a failed call is not done`() throws {
    let reading = Sample.twoTiers(Resilience(), Sample.resilience(timeout: 0.02))
    let state = try rest(reading, 300)
    let solution = try SystemSolver.solve(reading, rate: 300)
    let failed = solution.failedShare
    #expect(failed > 0.05)
    let audit = try #require(solution.stations.first { $0.component == "audit" })
    expectNear(audit.throughput, 300 * (1 - failed), 1e-4)
    #expect(state.isSettled)
    // Those that go well take longer than those given up on the way, and at most what they may.
    #expect(solution.journeys[0].response.mean.isFinite)
  }

  @Test func `more retries never lower the load that is offered`() throws {
    for rate in [20.0, 45, 70] {
      for timeout in [0.03, 0.1] {
        var before = 0.0
        for retries in 0...4 {
          let reading = Sample.reading(
            [Sample.service("api", cpu: 0.01)],
            Sample.resilience(timeout: timeout, retries: Double(retries)))
          let state = try rest(reading, rate)
          let sent = state.sentRate(reading)
          #expect(sent >= before - 1e-6 * before, "\(rate)/s, \(timeout) s, \(retries) retries")
          before = sent
        }
      }
    }
  }

  /// The station with its callers alone is another program: curve and states must agree where attempts do.
  @Test(arguments: [40.0, 60, 70])
  func `rest and push end in the states of the one station`(_ rate: Double) throws {
    let reading = Sample.reading(
      [Sample.service("api", cpu: 0.01)], Sample.resilience(timeout: 0.1, retries: 1))
    let known = try RetryFixedPoints(
      .init(serviceTime: 0.01, timeout: 0.1, policy: try RetryPolicy(retries: 1)), arrivalRate: rate)
    let stable = known.points.filter(\.isStable)
    let resilient = ResilientSystem(reading: reading, rate: rate)
    expectNear(try resilient.atRest().sentRate(reading), try #require(stable.first).attemptRate, 1e-4)
    expectNear(
      try resilient.afterPush(on: nil).sentRate(reading), try #require(stable.last).attemptRate, 1e-4)
    let solution = try SystemSolver.solve(reading, rate: rate)
    #expect(solution.otherStates.count == stable.count - 1)
    let borders = try #require(known.vulnerableLoads)
    let found = try #require(solution.vulnerableRates)
    expectNear(found.lowerBound, borders.lowerBound, 5e-3)
    // Just beyond the fold passes creep past the state that was.
    expectNear(found.upperBound, borders.upperBound, 1e-2)
  }

  @Test func `a down state says what it costs, and how soon chance brings it about`() throws {
    let reading = Sample.reading(
      [Sample.service("api", cpu: 0.01)], Sample.resilience(timeout: 0.3, retries: 1))
    let solution = try SystemSolver.solve(reading, rate: 80)
    #expect(solution.failedShare < 0.01)
    let down = try #require(solution.otherStates.first)
    #expect(down.failedShare > 0.999 && down.copiesPerCall == 2 && down.busiestStation == "api")
    expectNear(down.utilization, 1.6, 1e-6)
    // Twelve simulated systems of this kind fell after 260 s on average.
    let interval = try #require(solution.chancePushInterval)
    #expect(interval > 260 / 3 && interval < 260 * 3)
  }

  @Test func `a push of one component is found besides one of all`() throws {
    let watch = Sample.resilience(timeout: 1, retries: 2)
    let reading = Sample.reading(
      [
        Sample.service(
          "front", cpu: 0.0001,
          [
            .parallel([
              .call(Call(component: "one", isOptional: true, resilience: watch)),
              .call(Call(component: "two", isOptional: true, resilience: watch)),
            ])
          ]), Sample.service("one", cpu: 0.01), Sample.service("two", cpu: 0.01),
      ])
    let solution = try SystemSolver.solve(reading, rate: 60)
    // Each alone, and both: three states besides the one from rest, though nothing fails the request.
    #expect(Set(solution.otherStates.map(\.pushed)) == [["one"], ["two"], []])
    #expect(solution.failedShare < 1e-6)
  }

  @Test func `an autoscaler sees what is repeated`() throws {
    func replicas(_ retries: Double) throws -> Double {
      var api = Sample.service("api", cpu: 0.1, replicas: 2)
      api.scaling.autoscaler = Autoscaler(maximum: .stated(100), target: .stated(0.5))
      let reading = Sample.reading([api], Sample.resilience(timeout: 0.2, retries: retries))
      let solution = try SystemSolver.solve(reading, rate: 100)
      let found = try #require(solution.autoscaled.first)
      #expect(found.minimum == 2 && found.maximum == 100)
      #expect(found.replicas == solution.stations[0].machines)
      return found.replicas
    }
    #expect(try replicas(0) == 20)
    #expect(try replicas(3) > 24)
  }

  @Test func `an open breaker spares what cannot answer`() throws {
    let slow = Component(
      name: "slow", kind: .external,
      operations: [
        Operation(name: "run", demand: Demand(delay: .stated(5), variability: .stated(0)))
      ])
    let reading = Sample.reading([slow], Sample.resilience(timeout: 0.5, breaker: 5))
    let solution = try SystemSolver.solve(reading, rate: 20)
    let call = try #require(solution.calls.first)
    #expect(call.openShare == 1 && call.failedShare == 1)
    // One call tries every ten seconds.
    expectNear(call.throughput * call.copies, 0.1, 1e-9)
  }

  @Test func `a tier that cannot keep up passes on only what it can do`() throws {
    let reading = Sample.reading(
      [
        Sample.service("api", cpu: 0.01, [.call(Call(component: "db"))]), Sample.service("db", cpu: 0.001),
      ], Sample.resilience(timeout: 1, retries: 1))
    let solution = try SystemSolver.solve(reading, rate: 150)
    let db = try #require(solution.stations.first { $0.component == "db" })
    #expect(solution.failedShare > 0.999)
    expectNear(db.throughput, 100, 1e-4)
  }
}
