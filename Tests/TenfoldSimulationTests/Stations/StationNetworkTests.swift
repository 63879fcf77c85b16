import TenfoldClosedForms
import TenfoldModel
import TenfoldTestSupport
import Testing

@testable import TenfoldSimulation

struct StationNetworkTests {
  private static func queue(
    _ rate: Double, _ discipline: StationNetwork.Discipline = .firstComeFirstServed, servers: Int = 1,
    service: Distribution = .exponential(mean: 1)
  ) -> StationNetwork {
    StationNetwork(
      stations: [.init("queue", discipline, serverCount: servers, service: [service])],
      classes: [.init("all", .open(interarrival: .exponential(mean: 1 / rate)), entry: [1], routing: [[0]])])
  }

  /// Whatever the order of service, if it ignores how long services are, the mean of M/M/1 at 0.7 is 1 / (1 - 0.7).
  @Test(arguments: [
    StationNetwork.Discipline.firstComeFirstServed, .lastComeFirstServed, .processorSharing, .priority,
  ])
  func `the mean of a single queue does not depend on the order`(_ discipline: StationNetwork.Discipline)
    throws
  {
    let result = try Self.queue(0.7, discipline).simulate(.init(duration: 30_000, seed: 3))
    #expect(result.classes[0].responseTime.contains(1 / 0.3))
    #expect(result.stations[0].queueLength.contains(0.7 / 0.3))
    #expect(result.stations[0].utilization.contains(0.7))
    #expect(result.classes[0].responseTime.relativeHalfWidth < 0.15)
  }

  /// Response times of M/M/1 are exponential: of the 99th percentile -ln(0.01) / (1 - 0.7).
  @Test func `the interval of a percentile holds it, and is none where too little was seen`() throws {
    let long = try #require(Self.queue(0.7).simulate(.init(duration: 60_000, seed: 8)).classes[0].p99)
    #expect(long.contains(15.35) && long.relativeHalfWidth < 0.4, "\(long)")
    let short = try #require(Self.queue(0.7).simulate(.init(duration: 30, runs: 1, seed: 8)).classes[0].p99)
    #expect(short.estimate > 0 && short.halfWidth == .infinity, "\(short)")
  }

  /// With processor sharing the mean depends on nothing but the mean of the service (Kleinrock, 1967).
  @Test func `processor sharing does not care how services vary`() throws {
    let result = try Self.queue(0.6, .processorSharing, service: .gamma(mean: 1, scv: 5))
      .simulate(.init(duration: 30_000, seed: 4))
    #expect(result.classes[0].responseTime.contains(2.5))
  }

  /// Cobham, Operations Research 2(1), 1954: W0 = 0.6, first class W0 / (1 - 0.3), second W0 / ((1 - 0.3) (1 - 0.6)).
  @Test func `the first of two priorities waits as Cobham's formula says`() throws {
    let classes = [0, 1].map {
      StationNetwork.CustomerClass(
        "class \($0)", .open(interarrival: .exponential(mean: 1 / 0.3)), entry: [1], routing: [[0]],
        priority: $0)
    }
    let network = StationNetwork(
      stations: [
        .init("queue", .priority, service: [.exponential(mean: 1), .exponential(mean: 1)])
      ], classes: classes)
    let result = try network.simulate(.init(duration: 60_000, seed: 5))
    #expect(result.classes[0].responseTime.contains(1 + 0.6 / 0.7))
    #expect(result.classes[1].responseTime.contains(1 + 0.6 / (0.7 * 0.4)))
  }

  /// Little's law and flow balance hold in every run, whatever the network.
  @Test(arguments: 0..<12)
  func `operational laws hold in random networks`(_ seed: Int) throws {
    var stream = RandomStream(seed: 99, run: seed, purpose: 0)
    let count = 1 + stream.index(below: 4)
    let disciplines: [StationNetwork.Discipline] = [
      .firstComeFirstServed, .lastComeFirstServed, .processorSharing, .priority, .delay,
    ]
    let stations = (0..<count).map { _ in
      StationNetwork.Station(
        "station", disciplines[stream.index(below: 5)], serverCount: 1 + stream.index(below: 3),
        service: [.exponential(mean: 0.1 + stream.unit()), .gamma(mean: 0.5, scv: 0.2 + stream.unit())])
    }
    let routing = (0..<count).map { _ in (0..<count).map { _ in 0.8 * stream.unit() / Double(count) } }
    let entry = (0..<count).map { $0 == 0 ? 1.0 : 0 }
    let network = StationNetwork(
      stations: stations,
      classes: [
        .init(
          "open", .open(interarrival: .exponential(mean: 4)), entry: entry, routing: routing, priority: 1),
        .init(
          "closed", .closed(population: 1 + stream.index(below: 3), thinkTime: .uniform(low: 0, high: 2)),
          entry: entry, routing: routing),
      ])
    let result = try network.simulate(.init(duration: 2000, seed: UInt64(seed)))
    for station in result.stations {
      let product = zip(station.throughputs, station.visitTimes).reduce(0) {
        $0 + $1.0.estimate * $1.1.estimate
      }
      // What is present at the ends of the run is all that Little's law may miss.
      #expect(abs(product - station.queueLength.estimate) <= 0.05 * station.queueLength.estimate + 0.05)
    }
    #expect(result.classes[0].throughput.contains(0.25))
  }

  @Test func `the digits do not depend on the number of threads, and do on the seed`() throws {
    let network = Self.queue(0.8, servers: 1)
    let one = try network.simulate(.init(duration: 2000, runs: 6, seed: 1))
    let eight = try network.simulate(
      .init(duration: 2000, runs: 6, seed: 1), on: manyThreads)
    let other = try network.simulate(.init(duration: 2000, runs: 6, seed: 2))
    #expect(one.fingerprint == eight.fingerprint)
    #expect(one.classes[0].responseTime == eight.classes[0].responseTime)
    #expect(one.fingerprint != other.fingerprint)
  }

  @Test func `a run that is stopped keeps what it has`() {
    let record = StationNetworkRun(
      Self.queue(0.5), duration: 1000, seed: 1, run: 0, stops: { _ in true }
    ).finish()
    #expect(record.isPartial && record.sums.isEmpty && record.partMeans.count == 1)
  }

  @Test func `a network that means nothing is refused with its place`() {
    var network = Self.queue(0.5)
    network.stations[0].service = [.exponential(mean: -1)]
    #expect(throws: SimulationError.self) { try network.simulate(.init(duration: 1)) }
    network = Self.queue(0.5)
    network.classes[0].routing = [[1.5]]
    #expect(throws: SimulationError.self) { try network.simulate(.init(duration: 1)) }
    #expect(
      throws: SimulationError.invalid(place: "duration", problem: "0.0 s; a time above 0 is needed")
    ) { try Self.queue(0.5).simulate(.init(duration: 0)) }
  }

  // MARK: Solved models

  /// Every quantity that is known exactly lies inside the simulator's own 99 % interval, save as often as chance allows.
  ///
  /// Short runs leave out models that are busier than 0.75, whose memory is too long for their batches; `make
  /// statistics` runs all of them at length.
  @Test(
    .enabled(if: TextFile.exists(ClosedForms.path), "the solved models are not beside the repository"))
  func `solved models lie inside the intervals`() throws {
    let models = ClosedForms.models(in: try #require(TextFile.read(ClosedForms.path)))
    #expect(models.count == 57)
    let idle = models.filter { $0.load <= 0.75 }
    var tally = CoverageTally()
    for one in parallelMap(idle.count, on: manyThreads, { CoverageTally(of: idle[$0], events: 1e5, seed: 1) })
    {
      tally.add(one)
    }
    #expect(tally.asked == idle.reduce(0) { $0 + $1.targets.count })
    #expect(
      Double(tally.missed.count) <= tally.allowed, "\(tally.asked): \(tally.missed.joined(separator: "\n"))")
  }
}
