import TenfoldCatalog
import TenfoldDiscovery
import TenfoldModel
import TenfoldQueueing
import TenfoldTestSupport
import Testing

/// The reference systems as layers.
struct ExampleSolutionTests {
  private func reading(_ example: String) throws -> Reading {
    let file = "Examples/\(example)/tenfold.yaml"
    let text = try #require(TextFile.read(file), "\(file) is missing")
    let (system, _) = try DescriptionReader.read(text: text, file: file)
    return Reading(Catalog.lower(Catalog.completed(system).system))
  }

  @Test(arguments: ["reference-l1", "reference-l2", "reference-l3", "reference-l4"])
  func `a reference system is stable at its load and close to the open network`(_ example: String) throws {
    let reading = try reading(example)
    let rate = reading.usersNow * reading.requestsPerUser
    let solution = try SystemSolver.solve(reading, rate: rate)
    let open = OpenNetwork(reading, rate: rate)
    #expect(solution.isConverged && solution.isStable)
    for (journey, found) in zip(reading.system.journeys, solution.journeys) {
      let expected = open.response(of: journey.operation)
      #expect(abs(found.response.mean / expected.mean - 1) < 1e-4, "\(found.name)")
      #expect(abs(found.response.p99 / expected.quantile(0.99) - 1) < 0.001, "\(found.name)")
      #expect(found.response.p50 <= found.response.p95 && found.response.p95 <= found.response.p99)
      #expect(found.availability > 0.9 && found.availability < 1)
    }
    for station in solution.stations where station.kind == .processor {
      #expect(station.utilization > 0, "\(station.name)")
    }
    // What is done at each operation is what the reading's visits say.
    let visits = reading.system.operations.indices.filter {
      reading.system.operations[$0].component >= 0 && reading.visits[$0] > 0
    }
    #expect(visits.count == solution.operations.count)
    for (index, found) in zip(visits, solution.operations) {
      #expect(abs(found.throughput / (rate * reading.visits[index]) - 1) < 1e-6, "\(found.component)")
    }
  }
}
