import TenfoldQueueing
import Testing

struct MixedNetworkTests {
  private func network(servers: Int, load: Double, population: Int) throws -> MixedNetwork {
    try MixedNetwork(
      closed: try ClosedNetwork(
        stations: [
          .init(name: "pool", kind: .queue(serverCount: servers), demands: [0.5 * Double(servers)]),
          .init(name: "think", kind: .delay, demands: [2]),
        ], classes: [.init(name: "users", population: population)]),
      open: [.init(name: "api", arrivalRate: load, demands: [Double(servers), 0])])
  }

  @Test(arguments: [1, 2, 8])
  func `without customers the open class sees M/M/c`(_ servers: Int) throws {
    let solution = try #require(try network(servers: servers, load: 0.7, population: 0).solve())
    let queue = try MarkovianQueue(arrivalRate: 0.7, serviceTime: Double(servers), serverCount: servers)
    expectNear(solution.openResponseTimes[0], queue.responseTime, 1e-9)
  }

  @Test func `without open load it is the closed network`() throws {
    let mixed = try network(servers: 3, load: 0, population: 9)
    let solution = try #require(try mixed.solve())
    expectNear(solution.closed.throughputs[0], try mixed.closed.solveExactly().throughputs[0], 1e-12)
  }

  @Test func `three servers with both kinds agree with their Markov chain`() throws {
    // Open requests i and closed customers n share three servers evenly: a truncated two-dimensional chain, balanced by
    // its product form, checked against the flow of the closed class it implies.
    let (servers, rate, customers) = (3, 0.6, 4)
    let solution = try #require(
      try network(servers: servers, load: rate, population: customers).solve())
    var (sum, closedBusy, openPresent) = (0.0, 0.0, 0.0)
    for n in 0...customers {
      for i in 0...120 {
        // (n + i)!/(n! i!) (open load)^i (closed demand)^n (think)^(N − n)/(N − n)! / Π rate(j)
        var weight = 1.0
        for j in stride(from: 1, through: n + i, by: 1) { weight *= Double(j) / Double(min(j, servers)) }
        for j in stride(from: 1, through: n, by: 1) { weight *= 1.5 / Double(j) }
        for j in stride(from: 1, through: i, by: 1) { weight *= rate * 3 / Double(j) }
        for j in stride(from: 1, through: customers - n, by: 1) { weight *= 2 / Double(j) }
        sum += weight
        closedBusy += weight * Double(n)
        openPresent += weight * Double(i)
      }
    }
    expectNear(solution.closed.queueLengths[0][0], closedBusy / sum, 1e-8)
    expectNear(solution.openQueueLengths[0][0], openPresent / sum, 1e-8)
    let approximate = try #require(
      try network(servers: servers, load: rate, population: customers).solve(.linearizer))
    expectNear(approximate.closed.throughputs[0], solution.closed.throughputs[0], 0.02)
    expectNear(approximate.openResponseTimes[0], solution.openResponseTimes[0], 0.05)
  }

  @Test func `open work beyond a station is an answer that names it`() throws {
    let mixed = try network(servers: 2, load: 1.25, population: 5)
    #expect(try mixed.solve() == nil)
    let saturation = try #require(mixed.saturations.first)
    #expect(saturation.station == 0)
    expectNear(saturation.capacity, 1, 1e-12)
    expectNear(saturation.utilization, 1.25, 1e-12)
  }
}
