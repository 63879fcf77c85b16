import TenfoldModel
import Testing

@testable import TenfoldOutput

struct SimulationTextTests {
  private static func report(answered: Double, endedEarly: String? = nil) -> SimulationReport {
    func interval(_ estimate: Double) -> ConfidenceInterval {
      ConfidenceInterval(estimate: estimate, halfWidth: estimate / 50)
    }
    let journey = SimulationReport.Journey(
      name: "buy", throughput: interval(answered), failures: [.timeout: interval(25)],
      responseTime: interval(0.02),
      percentiles: answered > 0 ? [0.5: interval(0.01), 0.99: interval(0.1)] : [:])
    let component = SimulationReport.Component(
      name: "db", replicas: interval(1), throughput: interval(100), utilization: interval(0.7),
      coreQueue: interval(1.5), workerQueue: interval(3), workerUtilization: interval(0.9),
      connectionQueue: nil, retries: interval(4), hedges: interval(0), wasted: interval(12))
    return SimulationReport(
      name: "shop", load: "100 requests/s", journeys: [journey], components: [component],
      slices: [
        .init(end: 1, offered: 100, goodput: 50, failed: 10, p99: 0.1),
        .init(end: 2, offered: 100, goodput: 100, failed: 40, p99: nil),
      ], duration: 2, warmUp: 0, runs: 1, seed: 7, events: 1234, endedEarly: endedEarly, fingerprint: 1,
      diagnostics: [])
  }

  private static func text(_ report: SimulationReport) -> String {
    SimulationText(style: TextStyle(width: 100)).text(of: report)
  }

  @Test func `every figure stands with its interval, and causes and side effects are named`() {
    let text = Self.text(Self.report(answered: 75))
    #expect(
      text.contains("buy      75 ± 2 %") && text.contains("20 ms ± 2 %") && text.contains("100 ms ± 2 %"))
    #expect(text.contains("25 % (timeout)"))
    #expect(text.contains("workers 90 % held, 3 wait for one, 4 retries/s, 12 done in vain/s"))
    #expect(text.contains("▅█") && text.contains("1,230 events, seed 7"))
    #expect(!text.contains("No request was answered") && !text.contains("Ended early"))
  }

  @Test func `a run too short or stopped says so`() {
    #expect(Self.text(Self.report(answered: 0)).contains("No request was answered in this time"))
    #expect(
      Self.text(Self.report(answered: 1, endedEarly: "it was stopped")).contains(
        "Ended early: it was stopped"))
  }
}
