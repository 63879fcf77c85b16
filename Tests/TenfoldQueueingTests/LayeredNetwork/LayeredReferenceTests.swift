import TenfoldQueueing
import TenfoldTestSupport
import Testing

/// Layered models against long simulations of a public simulator (LQSIM 5.32), where they stand beside the
/// repository; the tolerances are the project's own targets.
@Suite(
  .enabled(if: TextFile.exists(LayeredReference.path), "the reference values are not beside the repository"))
struct LayeredReferenceTests {
  @Test func `ten cases are read`() {
    #expect(LayeredReference.all.count == 10)
  }

  @Test(arguments: LayeredReference.all)
  func `throughput is within 2 percent and every response within 6`(_ reference: LayeredReference) throws {
    let solution = try solveLayered(reference.network)
    #expect(solution.isConverged)
    for expected in reference.entries {
      let index = try #require(reference.network.entries.firstIndex { $0.name == expected.name })
      let found = solution.entries[index]
      #expect(abs(found.throughput / expected.throughput - 1) < 0.02, "\(expected.name) throughput")
      #expect(abs(found.service.mean / expected.service - 1) < 0.06, "\(expected.name) service")
      if let wait = expected.openWait {
        #expect(abs(found.response.mean / wait - 1) < 0.05, "\(expected.name) response")
      }
    }
  }

  @Test(arguments: LayeredReference.all)
  func `the worst entry is closer to the simulation than the best public solver`(
    _ reference: LayeredReference
  ) throws {
    let solution = try solveLayered(reference.network)
    var (ours, theirs) = (0.0, 0.0)
    for expected in reference.entries {
      let index = try #require(reference.network.entries.firstIndex { $0.name == expected.name })
      ours = max(ours, abs(solution.entries[index].service.mean / expected.service - 1))
      theirs = max(theirs, abs((expected.otherService ?? 0) / expected.service - 1))
    }
    #expect(ours < theirs)
  }
}
