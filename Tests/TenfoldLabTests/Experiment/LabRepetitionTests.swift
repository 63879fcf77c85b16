import Testing

@testable import TenfoldLab

/// One load, measured again while other work spoils it.
struct LabRepetitionTests {
  /// What was done, in order, with loads that are as slow as is said.
  private final class Steps {
    private(set) var done: [String] = []
    private var slowdowns: [Double]
    private var recorded = 0.0

    init(_ slowdowns: [Double]) { self.slowdowns = slowdowns }

    func repetition(repeats: Int, hasPrometheus: Bool = true) -> LabRepetition {
      LabRepetition(
        repeats: repeats,
        load: { (rate, seed) throws(LabError) in
          self.done.append("load \(rate) \(seed)")
          self.recorded += 100
          return LabMeasurement(
            throughput: rate, utilizations: [:], p50: nil, p99: nil, hitRatio: nil, failedShare: 0,
            generatorDelay: 0, slowdown: self.slowdowns.removeFirst())
        },
        drift: { () throws(LabError) in
          self.done.append("drift")
          return 1
        },
        totals: {
          guard hasPrometheus else { return nil }
          self.done.append("totals")
          return .init(answers: self.recorded, hits: 0, misses: 0)
        }, progress: { _ in })
    }

    func prepare() { done.append("break") }
  }

  @Test func `what is broken is broken right before the load, when Prometheus has been waited for`() throws {
    let steps = Steps([1])
    let kept = try steps.repetition(repeats: 1).measured(
      at: 50, seed: 3, fault: .consumerStopped, prepare: steps.prepare)
    #expect(steps.done == ["totals", "break", "load 50.0 3", "totals", "drift"])
    #expect(kept.recorded == .init(answers: 100, hitRatio: nil))
    #expect(kept.attempts == 1 && kept.drift == 1)
  }

  @Test func `a spoiled load is sent again as often as is said, broken anew, and the quietest is kept`()
    throws
  {
    let steps = Steps([2, 1.5, 3])
    let kept = try steps.repetition(repeats: 2, hasPrometheus: false).measured(
      at: 50, seed: 3, fault: .emptyCache, prepare: steps.prepare)
    #expect(kept.slowdown == 1.5 && kept.attempts == 3 && kept.recorded == nil)
    #expect(steps.done == [[String]](repeating: ["break", "load 50.0 3", "drift"], count: 3).flatMap { $0 })
    // The first quiet one ends it.
    let quiet = Steps([2, 1, 1])
    #expect(
      try quiet.repetition(repeats: 2).measured(at: 50, seed: 3, fault: nil, prepare: quiet.prepare).attempts
        == 2)
  }

  @Test func `what was killed is gone: that load is sent once, and nothing is asked of it afterwards`() throws
  {
    let steps = Steps([9])
    let kept = try steps.repetition(repeats: 5, hasPrometheus: false).measured(
      at: 50, seed: 3, fault: .primaryLost, prepare: steps.prepare)
    #expect(steps.done == ["break", "load 50.0 3"] && kept.drift == nil)
  }
}
