import TenfoldQueueing
import TenfoldRandomSystems
import Testing

struct JacksonNetworkTests {
  private func network(
    _ times: [Double], arrivals: [Double], routing: [[Double]]
  ) throws -> JacksonNetwork {
    try JacksonNetwork(
      stations: times.enumerated().map { .init(name: "s\($0.offset)", serviceTime: $0.element) },
      externalArrivals: arrivals, routing: routing)
  }

  @Test func `the published network of four devices holds`() throws {
    // Bolch, Greiner, de Meer and Trivedi, Queueing Networks and Markov Chains, example 7.4.
    let solution = try network(
      [0.04, 0.03, 0.06, 0.05], arrivals: [0, 0, 0, 4],
      routing: [[0, 0.5, 0.5, 0], [1, 0, 0, 0], [0.6, 0, 0, 0], [1, 0, 0, 0]]
    ).solve()
    expectNear(solution.responseTime, 1.544642857142857, 1e-9)
    for (station, expected) in zip(solution.stations, [4.0, 0.428571428571, 1.5, 0.25]) {
      expectNear(station.queueLength, expected, 1e-9)
    }
  }

  @Test func `an overloaded station is an answer: which, by how much, and what all would bear`() throws {
    let solution = try network(
      [0.1, 0.3], arrivals: [5, 0], routing: [[0, 0.8], [0, 0]]
    ).solve()
    #expect(solution.saturations.map(\.station) == [1])
    expectNear(solution.saturations[0].utilization, 1.2, 1e-12)
    expectNear(solution.saturations[0].capacity, 10.0 / 3, 1e-12)
    expectNear(solution.stableScale, 1 / 1.2, 1e-12)
    #expect(solution.responseTime == nil && solution.stations[1].waitingTime == nil)
    expectNear(solution.stations[0].residenceTime, 0.2, 1e-12)
    #expect(solution.bottleneck == 1)
  }

  @Test func `routing that does not add up, or never ends, is named`() {
    func message(_ arrivals: [Double], _ routing: [[Double]], _ times: [Double] = [1, 1]) -> String {
      do { _ = try network(times, arrivals: arrivals, routing: routing) } catch { return "\(error)" }
      return "no error"
    }
    #expect(message([1, 0], [[0, 1.1], [0, 0]]).contains("routing probability is 1.1"))
    #expect(
      message([1, 0], [[0.5, 0.6], [0, 0]]).hasPrefix(
        "station \"s0\": the probabilities of going on add up to 1.1"))
    #expect(
      message([1, 0], [[0, 0.5], [0, 1]])
        == "requests that reach \"s1\" never leave; let at least one probability of going on from there add up to less than 1"
    )
    // Nothing gets there, so that nothing is caught.
    #expect(message([1, 0], [[0, 0], [0, 1]]) == "no error")
    #expect(message([1, 0], [[0, 0.5]]).contains("rows of the routing matrix"))
    #expect(message([-1, 0], [[0, 0], [0, 0]]).contains("arrival rate from outside is -1"))
    #expect(message([.nan, 0], [[0, 0], [0, 0]]).contains("nan"))
    #expect(message([1, 0], [[0, 0.5], [.nan, 0]]).contains("routing probability is nan"))
    #expect(message([1, 0], [[0, 0], [0, 0]], [1, -2]).contains("service time in seconds is -2"))
  }

  @Test func `flow is conserved and order does not matter`() throws {
    try withEvery("seed", in: 0..<50) { random in
      let count = random.whole(2...8)
      var routing = (0..<count).map { _ in (0..<count).map { _ in random.share() } }
      for i in 0..<count {
        let scale = random.number(0.1...0.95) / routing[i].reduce(0, +)
        routing[i] = routing[i].map { $0 * scale }
      }
      let arrivals = (0..<count).map { _ in random.share() }
      let times = (0..<count).map { _ in random.number(0.001...0.02) }
      let first = try network(times, arrivals: arrivals, routing: routing)
      for j in 0..<count {
        let inflow = (0..<count).reduce(arrivals[j]) { $0 + first.arrivalRates[$1] * routing[$1][j] }
        expectNear(first.arrivalRates[j], inflow, 1e-10)
      }
      let turned = try network(
        times.reversed(), arrivals: arrivals.reversed(), routing: routing.reversed().map { $0.reversed() })
      let (one, other) = (try first.solve(), try turned.solve())
      expectNear(one.stableScale, other.stableScale, 1e-10)
      if let response = one.responseTime { expectNear(other.responseTime, response, 1e-9) }
    }
  }

  @Test func `regular arrivals and services wait less than random ones, bursts longer`() throws {
    let base = try network([0.08, 0.09], arrivals: [10, 0], routing: [[0, 1], [0, 0]])
    func response(_ arrival: Double, _ service: Double) throws -> Double {
      let solution = try TwoMomentNetwork(
        base, externalVariations: [arrival, 1], serviceVariations: [service, service]
      ).solve()
      return try #require(solution.responseTime)
    }
    let poisson = try #require(try base.solve().responseTime)
    expectNear(try response(1, 1), poisson, 1e-12)
    #expect(try response(0, 0.2) < poisson / 3)
    #expect(try response(4, 3) > 2 * poisson)
    // Burke: what leaves M/M/1 is Poisson; what leaves M/D/1 at 0.8 load is not.
    let regular = try TwoMomentNetwork(base, externalVariations: [1, 1], serviceVariations: [0.2, 1])
    expectNear(regular.arrivalVariations[1], 1 + 0.64 * (0.2 - 1), 1e-12)
  }
}
