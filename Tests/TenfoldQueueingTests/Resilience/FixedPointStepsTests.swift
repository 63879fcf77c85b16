import TenfoldModel
import Testing

@testable import TenfoldQueueing

/// How passes of a fixed point come to rest sooner, and no other than before.
struct FixedPointStepsTests {
  @Test func `passes go the whole way while that brings them closer`() {
    var pace = PassPace()
    for pass in 0..<40 {
      let change = power(0.9, Double(pass))
      pace.follow(change, [change])
      #expect(pace.step == 1)
    }
  }

  @Test(arguments: [[0.5], [1, 0.2], [1, 0.17, 1], [0.9, 0.3, 0.5, 0.1]])
  func `passes that go round in a circle take smaller steps`(_ changes: [Double]) {
    var pace = PassPace()
    for _ in 0..<20 { for change in changes { pace.follow(change, [change]) } }
    #expect(pace.step < 0.15)
  }

  /// Passes until none of `x = m x` changes by more than 1e-6, for each `m`, from where it changes by 0.1; nil without end.
  private static func passes(_ factors: [Double], _ step: (PassPace) -> Double) -> Int? {
    var pace = PassPace()
    var values = factors.map { 0.1 / (1 - $0) }
    for pass in 1...200 {
      let changes = zip(values, factors).map { $0 * ($1 - 1) }
      let change = changes.map(abs).max()!
      if change < 1e-6 { return pass }
      for index in values.indices { values[index] += step(pace) * changes[index] }
      pace.follow(change, changes)
    }
    return nil
  }

  @Test(arguments: [[-0.74], [-0.97, 0.1], [-1.5, 0.1], [-0.7, 0.3, 0.01], [-0.5, -0.4, -0.3]])
  func `passes that swing come to rest sooner by shorter steps`(_ factors: [Double]) throws {
    let whole = Self.passes(factors) { _ in 1 } ?? 200
    let paced = try #require(Self.passes(factors) { $0.step })
    #expect(paced < whole * 3 / 4, "\(paced) and \(whole)")
  }

  /// Both solved to 1e-5, so that they may differ by some times that.
  @Test func `layers solved from where others came to rest are the layers solved anew`() throws {
    for (workers, loads) in [(3.0, [100.0, 101, 104, 120, 60]), (1.0, [160.0, 162, 150, 100, 170])] {
      var known: LayeredFixedPoint?
      for load in loads {
        let reading = SampleSystem.twoTiers(Resilience(), Resilience(), workers: workers)
        let network = LayeredSystem(reading, rate: load).network
        let resumed = try solveLayered(network, from: &known)
        let anew = try solveLayered(network)
        #expect(resumed.isConverged && resumed.saturatedTasks == anew.saturatedTasks)
        #expect(resumed.saturatedProcessors == anew.saturatedProcessors)
        for (one, other) in zip(resumed.entries, anew.entries) {
          guard other.response.mean.isFinite else { continue }
          expectNear(one.response.mean, other.response.mean, 1e-4)
          expectNear(one.responseQuantile(0.99), other.responseQuantile(0.99), 1e-4)
        }
      }
    }
  }

  @Test func `a load that is hardly another is solved in few passes`() throws {
    var known: LayeredFixedPoint?
    let reading = SampleSystem.twoTiers(Resilience(), Resilience(), workers: 2)
    let first = try solveLayered(LayeredSystem(reading, rate: 100).network, from: &known)
    let next = try solveLayered(LayeredSystem(reading, rate: 100.001).network, from: &known)
    #expect(next.passes < first.passes && next.isConverged, "\(first.passes) and \(next.passes)")
  }
}
