import TenfoldQueueing
import TenfoldTestSupport
import Testing

/// Networks against solutions with 50 digits and published tables, where they stand beside the repository.
@Suite(.enabled(if: TextFile.exists(ReferenceCase.path), "the reference cases are not beside the repository"))
struct NetworkReferenceTests {
  @Test(arguments: ReferenceCase.of("open-jackson"))
  func `an open network agrees with Jackson's solution`(_ reference: ReferenceCase) throws {
    let inputs = reference.inputs
    let network = try JacksonNetwork(
      stations: zip(inputs["service_rates"].numbers, inputs["servers"].numbers).enumerated().map {
        .init(
          name: "\($0.offset)", serviceTime: 1 / $0.element.0,
          serverCount: $0.element.1 == 0 ? nil : Int($0.element.1))
      }, externalArrivals: inputs["external_arrivals"].numbers,
      routing: inputs["routing"].array.map(\.numbers))
    let solution = try network.solve()
    reference.expect(solution.throughput, "system_throughput")
    reference.expect(solution.queueLength, "system_L")
    reference.expect(solution.responseTime, "system_R")
    for (station, expected) in zip(solution.stations, reference.expected["stations"].array) {
      let what = "\(reference.id) station \(expected["station"].number)"
      expectNear(station.arrivalRate, expected["throughput"].number, reference.tolerance, what)
      expectNear(station.utilization, expected["utilization"].number, reference.tolerance, what)
      expectNear(station.queueLength, expected["L"].number, reference.tolerance, what)
      expectNear(station.timePerVisit, expected["W"].number, reference.tolerance, what)
      expectNear(station.visitCount, expected["visits"].number, reference.tolerance, what)
      expectNear(station.residenceTime, expected["residence"].number, reference.tolerance, what)
    }
    // With Poisson and exponential the two-moment equations leave everything as it is.
    let same = try TwoMomentNetwork(
      network, externalVariations: network.stations.map { _ in 1 },
      serviceVariations: network.stations.map { _ in 1 })
    for variation in same.arrivalVariations { expectNear(variation, 1, 1e-9) }
    expectNear(try same.solve().responseTime, try #require(solution.responseTime), 1e-9)
  }

  @Test(arguments: ReferenceCase.of("closed-single", "closed-multiserver", "closed-multi"))
  func `a closed network agrees with the exact solution`(_ reference: ReferenceCase) throws {
    let network = try Self.network(reference.inputs)
    Self.compare(try network.solveExactly(), reference, tolerance: reference.tolerance)
    if network.stations.allSatisfy({ $0.kind == .queue(serverCount: 1) || $0.kind == .delay }) {
      Self.compare(try network.solveByMeanValueAnalysis(), reference, tolerance: reference.tolerance)
    }
  }

  @Test(arguments: ReferenceCase.of("closed-single", "closed-multiserver", "closed-multi"))
  func `the Linearizer is near the exact solution`(_ reference: ReferenceCase) throws {
    let solution = try Self.network(reference.inputs).solveByLinearizer()
    #expect(solution.isConverged)
    // Queue lengths within 3 % of the population at the worst of these cases; throughput within 1 %.
    for (value, expected) in zip(solution.throughputs, reference.expected["class_throughput"].numbers) {
      expectNear(value, expected, 0.01, reference.id)
    }
  }

  @Test(arguments: ReferenceCase.all.filter { !$0.expected["published"]["schweitzer_bard"].isNull })
  func `Bard and Schweitzer's approximation agrees with the published table`(_ reference: ReferenceCase)
    throws
  {
    let published = reference.expected["published"]["schweitzer_bard"]
    let solution = try Self.network(reference.inputs).solveByBardSchweitzer()
    #expect(abs(solution.throughputs[0] - published["X"].number) < 1e-3)
    for (row, expected) in zip(solution.queueLengths, published["Q"].numbers) {
      #expect(abs(row[0] - expected) < 1e-3)
    }
  }

  @Test(arguments: ReferenceCase.of("mixed"))
  func `a mixed network agrees with the exact solution`(_ reference: ReferenceCase) throws {
    let inputs = reference.inputs
    let openCount = inputs["open_rates"].array.count
    let service = inputs["service"].array.map(\.numbers)
    let visits = inputs["visits"].array.map(\.numbers)
    let demands = zip(service, visits).map { zip($0, $1).map { $0 * $1 } }
    let closed = try ClosedNetwork(
      stations: demands.enumerated().map {
        .init(name: "\($0.offset)", demands: Array($0.element.dropFirst(openCount)))
      },
      classes: inputs["closed_population"].numbers.enumerated().map {
        .init(name: "\($0.offset)", population: Int($0.element))
      })
    let network = try MixedNetwork(
      closed: closed,
      open: inputs["open_rates"].numbers.enumerated().map { index, rate in
        .init(name: "\(index)", arrivalRate: rate, demands: demands.map { $0[index] })
      })
    let solution = try #require(try network.solve())
    let tolerance = reference.tolerance
    for (value, expected) in zip(solution.closed.throughputs, reference.expected["closed_throughput"].numbers)
    {
      expectNear(value, expected, tolerance, reference.id)
    }
    for (k, expected) in reference.expected["stations"].array.enumerated() {
      for (o, value) in expected["open_L"].numbers.enumerated() {
        expectNear(solution.openQueueLengths[k][o], value, tolerance, reference.id)
        if visits[k][o] > 0 {
          expectNear(
            solution.openResidenceTimes[k][o] / visits[k][o], expected["open_W_per_visit"].numbers[o],
            tolerance)
        }
      }
      for (r, value) in expected["closed_L"].numbers.enumerated() {
        expectNear(solution.closed.queueLengths[k][r], value, tolerance, reference.id)
        expectNear(
          solution.closed.residenceTimes[k][r] / visits[k][openCount + r],
          expected["closed_W_per_visit"].numbers[r], tolerance)
        expectNear(
          solution.closed.utilizations[k][r], expected["utilization"].numbers[openCount + r], tolerance)
      }
    }
  }

  private static func network(_ inputs: JSONValue) throws -> ClosedNetwork {
    let service = inputs["service"].array.map(\.numbers)
    let visits = inputs["visits"].array.map(\.numbers)
    let think = inputs["think"].array.map(\.number)
    return try ClosedNetwork(
      stations: inputs["servers"].numbers.enumerated().map { k, servers in
        .init(
          name: "\(k)", kind: servers == 0 ? .delay : .queue(serverCount: Int(servers)),
          demands: zip(service[k], visits[k]).map { $0 * $1 })
      },
      classes: inputs["population"].numbers.enumerated().map { r, population in
        .init(name: "\(r)", population: Int(population), thinkTime: think.isEmpty ? 0 : think[r])
      })
  }

  private static func compare(
    _ solution: ClosedNetworkSolution, _ reference: ReferenceCase, tolerance: Double
  ) {
    let expected = reference.expected
    for (r, value) in expected["class_throughput"].numbers.enumerated() {
      expectNear(solution.throughputs[r], value, tolerance, "\(reference.id) X")
      expectNear(
        solution.responseTimes[r], expected["class_response"].numbers[r], tolerance, "\(reference.id) R")
    }
    for (k, station) in expected["stations"].array.enumerated() {
      for r in solution.throughputs.indices {
        let what = "\(reference.id) station \(k) class \(r)"
        expectNear(solution.utilizations[k][r], station["utilization"].numbers[r], tolerance, what)
        expectNear(solution.queueLengths[k][r], station["L"].numbers[r], tolerance, what)
        expectNear(solution.residenceTimes[k][r], station["residence"].numbers[r], tolerance, what)
      }
    }
  }
}
