import TenfoldQueueing
import Testing

struct LayeredSolverTests {
  /// Users, a pool of threads on a processor, and a database with one thread.
  private func tiers(users: Int, thinkTime: Double, threads: LayeredNetwork.Workers) -> LayeredNetwork {
    LayeredNetwork(
      processors: [
        .init(name: "users", discipline: .delay), .init(name: "web"),
        .init(name: "disk", discipline: .firstComeFirstServed),
      ],
      tasks: [
        .init(name: "users", processor: 0, workers: .users(users, thinkTime: thinkTime)),
        .init(name: "web", processor: 1, workers: threads),
        .init(name: "database", processor: 2, workers: .threads(1)),
      ],
      entries: [
        .init(name: "use", task: 0, activity: .call(.init(1))),
        .init(
          name: "page", task: 1,
          activity: .interleaved(demand: 0.05, calls: [.init(2, count: .geometric(mean: 2))])),
        .init(name: "query", task: 2, activity: .demand(0.02)),
      ])
  }

  /// Mean value analysis of single servers: Reiser and Lavenberg, JACM 27(2), 1980.
  private func exactThroughput(demands: [Double], thinkTime: Double, customers: Int) -> Double {
    var queues = demands.map { _ in 0.0 }
    var throughput = 0.0
    for n in stride(from: 1, through: customers, by: 1) {
      let times = zip(demands, queues).map { $0 * (1 + $1) }
      throughput = Double(n) / (thinkTime + times.reduce(0, +))
      queues = times.map { $0 * throughput }
    }
    return throughput
  }

  @Test(arguments: [1, 2, 10, 60])
  func `without a limit of threads the network is in product form`(_ users: Int) throws {
    let network = tiers(users: users, thinkTime: 1, threads: .unlimited)
    let solution = try solveLayered(network)
    let exact = exactThroughput(demands: [0.05, 0.04], thinkTime: 1, customers: users)
    #expect(abs(solution.entries[0].throughput / exact - 1) < 1e-6)
    #expect(abs(solution.entries[0].service.mean / (Double(users) / exact - 1) - 1) < 1e-4)
  }

  @Test func `as many threads as users are as good as no limit`() throws {
    let limited = try solveLayered(tiers(users: 12, thinkTime: 0.5, threads: .threads(12)))
    let unlimited = try solveLayered(tiers(users: 12, thinkTime: 0.5, threads: .unlimited))
    #expect(abs(limited.entries[0].throughput / unlimited.entries[0].throughput - 1) < 1e-9)
  }

  @Test(arguments: [1, 3, 8])
  func `a pool that only works is an M/M/c queue`(_ threads: Int) throws {
    let network = LayeredNetwork(
      processors: [.init(name: "cpu", serverCount: threads)],
      tasks: [.init(name: "pool", processor: 0, workers: .threads(threads))],
      entries: [
        .init(name: "work", task: 0, activity: .demand(0.1), arrivalRate: 7.5 * Double(threads))
      ])
    let solution = try solveLayered(network)
    let exact = try MarkovianQueue(
      arrivalRate: 7.5 * Double(threads), serviceTime: 0.1, serverCount: threads)
    #expect(abs(solution.entries[0].waiting.mean / exact.waitingTime - 1) < 1e-6)
    #expect(abs(solution.tasks[0].utilization - 0.75) < 1e-9)
  }

  /// Kleinrock, Queueing Systems I, 1975: W = λ E[S²] / 2 (1 − ρ).
  @Test(arguments: [0.0, 0.5, 1, 4])
  func `one server first come first served is the Pollaczek-Khinchine queue`(_ variability: Double) throws {
    let network = LayeredNetwork(
      processors: [.init(name: "cpu", discipline: .firstComeFirstServed)],
      tasks: [.init(name: "pool", processor: 0, workers: .unlimited)],
      entries: [
        .init(name: "short", task: 0, activity: .demand(0.01, variability: variability), arrivalRate: 30),
        .init(name: "long", task: 0, activity: .demand(0.04, variability: variability), arrivalRate: 10),
      ])
    let solution = try solveLayered(network)
    let square = (30 * 0.01 * 0.01 + 10 * 0.04 * 0.04) * (1 + variability)
    let wait = square / 2 / (1 - 0.7)
    #expect(abs(solution.entries[0].service.mean / (0.01 + wait) - 1) < 1e-6)
    #expect(abs(solution.entries[1].service.mean / (0.04 + wait) - 1) < 1e-6)
  }

  @Test func `parallel calls take as long as the longer of two exponentials`() throws {
    let network = LayeredNetwork(
      processors: [.init(name: "none", discipline: .delay)],
      tasks: [.init(name: "all", processor: 0, workers: .unlimited)],
      entries: [
        .init(name: "both", task: 0, activity: .parallel([.delay(0.1), .delay(0.2)]), arrivalRate: 1)
      ])
    let solution = try solveLayered(network)
    let exact = 0.1 + 0.2 - 1 / (10 + 5.0)
    #expect(abs(solution.entries[0].service.mean / exact - 1) < 0.01)
  }

  /// A Poisson stream that takes one of two ways is two Poisson streams.
  @Test(arguments: [0.02, 0.5])
  func `parallel calls in a choice are waited for as those of a stream of their own`(_ share: Double) throws {
    func waits(_ fronts: [(activity: LayeredNetwork.Activity, rate: Double)]) throws -> Double {
      let network = LayeredNetwork(
        processors: [
          .init(name: "none", discipline: .delay), .init(name: "cpu", discipline: .firstComeFirstServed),
        ],
        tasks: [
          .init(name: "front", processor: 0, workers: .unlimited),
          .init(name: "back", processor: 1, workers: .unlimited),
        ],
        entries: [.init(name: "work", task: 1, activity: .demand(0.01))]
          + fronts.map { .init(name: "ask", task: 0, activity: $0.activity, arrivalRate: $0.rate) })
      return try solveLayered(network).entries[0].service.mean
    }
    let call = LayeredNetwork.Activity.call(.init(0))
    let fan = LayeredNetwork.Activity.parallel([call, call, call, call, call])
    let rate = 50 / (5 * share + 1 - share)
    let together = try waits([(.choice([.init(share: share, fan), .init(share: 1 - share, call)]), rate)])
    let apart = try waits([(fan, rate * share), (call, rate * (1 - share))])
    #expect(abs(together / apart - 1) < 1e-3)
    #expect(together > 0.02)
  }

  @Test func `a call made half the time takes no time the other half`() throws {
    let network = LayeredNetwork(
      processors: [.init(name: "none", discipline: .delay)],
      tasks: [.init(name: "all", processor: 0, workers: .unlimited)],
      entries: [
        .init(
          name: "maybe", task: 0, activity: .loop(.probability(0.5), .delay(0.1)), arrivalRate: 1)
      ])
    let entry = try solveLayered(network).entries[0]
    #expect(entry.responseQuantile(0.4) == 0)
    // Of the exponential rest, 98 % of 1 is 0.5 + 0.5 · 0.96.
    #expect(abs(entry.responseQuantile(0.98) / (-0.1 * logarithmOf(0.04)) - 1) < 1e-6)
  }

  private func logarithmOf(_ value: Double) -> Double {
    // Σ of the inverse hyperbolic tangent's series, so that the test needs no library.
    let ratio = (value - 1) / (value + 1)
    var (term, sum) = (ratio, 0.0)
    for index in 0..<400 {
      sum += term / Double(2 * index + 1)
      term *= ratio * ratio
    }
    return 2 * sum
  }

  @Test func `fixed, geometric and probable counts of one mean differ in variance alone`() throws {
    func variance(_ count: LayeredNetwork.Count) throws -> Double {
      let network = LayeredNetwork(
        processors: [.init(name: "none", discipline: .delay)],
        tasks: [.init(name: "all", processor: 0, workers: .unlimited)],
        entries: [
          .init(name: "caller", task: 0, activity: .call(.init(1, count: count)), arrivalRate: 1),
          .init(name: "called", task: 0, activity: .delay(0.1)),
        ])
      let solution = try solveLayered(network)
      #expect(abs(solution.entries[0].service.mean - 0.1) < 1e-12)
      return solution.entries[0].service.variance
    }
    #expect(abs(try variance(.fixed(1)) - 0.01) < 1e-12)
    #expect(abs(try variance(.geometric(mean: 1)) - 0.03) < 1e-12)
    #expect(abs(try variance(.probability(1)) - 0.01) < 1e-12)
  }

  @Test func `an asynchronous call loads its target and nobody waits for it`() throws {
    let network = LayeredNetwork(
      processors: [.init(name: "a"), .init(name: "b")],
      tasks: [
        .init(name: "sender", processor: 0, workers: .unlimited),
        .init(name: "worker", processor: 1, workers: .threads(1)),
      ],
      entries: [
        .init(
          name: "send", task: 0, activity: .sequence([.demand(0.01), .call(.init(1, isSynchronous: false))]),
          arrivalRate: 20),
        .init(name: "work", task: 1, activity: .demand(0.04)),
      ])
    let solution = try solveLayered(network)
    #expect(abs(solution.entries[0].service.mean - 0.01 / 0.8) < 1e-6)
    #expect(abs(solution.processors[1].utilization - 0.8) < 1e-9)
    #expect(abs(solution.entries[1].waiting.mean - 0.04 * 0.8 / 0.2) < 1e-6)
  }

  @Test func `too many arrivals are an answer and not an error`() throws {
    let network = LayeredNetwork(
      processors: [.init(name: "cpu")],
      tasks: [.init(name: "pool", processor: 0, workers: .unlimited)],
      entries: [.init(name: "work", task: 0, activity: .demand(0.1), arrivalRate: 12)])
    let solution = try solveLayered(network)
    #expect(!solution.isStable)
    #expect(solution.saturatedProcessors == [0])
    #expect(abs(solution.processors[0].utilization - 1.2) < 1e-9)
    #expect(solution.entries[0].service.mean == .infinity)
  }

  @Test func `a pool that cannot keep up is named`() throws {
    let network = LayeredNetwork(
      processors: [.init(name: "none", discipline: .delay)],
      tasks: [.init(name: "pool", processor: 0, workers: .threads(2))],
      entries: [.init(name: "work", task: 0, activity: .delay(0.1), arrivalRate: 30)])
    let solution = try solveLayered(network)
    #expect(solution.saturatedTasks == [0])
    #expect(abs(solution.tasks[0].capacity - 20) < 1e-6)
  }

  @Test func `a hundred thousand users are solved like a hundred`() throws {
    let network = tiers(users: 100_000, thinkTime: 10_000, threads: .threads(30))
    let solution = try solveLayered(network)
    #expect(abs(solution.entries[0].throughput - 10) < 0.01)
    #expect(abs(solution.processors[1].utilization - 0.5) < 0.01)
  }
}
