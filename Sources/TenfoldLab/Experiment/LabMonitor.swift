internal import TenfoldModel
internal import TenfoldPlatform

/// Reads from a Prometheus what it recorded of a load, beside what the lab counts itself.
struct LabMonitor {
  /// What was recorded up to a moment.
  struct Totals {
    let answers: Double
    let hits: Double
    let misses: Double
  }

  /// Seconds between two questions of Prometheus to a service.
  static let interval = 1

  private let server: PrometheusServer
  private let answers: String

  /// Seconds in which a Prometheus that is up has asked every service; it begins some five seconds after its start.
  private static let patience = 20.0

  /// Starts a Prometheus for the services of a stand, and waits until it knows them.
  ///
  /// - Parameter settings: Makes its settings, from names of services and ports and the interval in seconds.
  /// - Throws: ``LabError`` when the program is missing or it does not come up.
  init(
    of stand: LabStand, settings: LabExperiment.ScrapeSettings, _ programs: LabPrograms
  ) throws(LabError) {
    server = try PrometheusServer(
      settings: settings(stand.servicePorts, Self.interval), on: stand.bench, programs)
    let entry = stand.system.workload.journeys[0].calls[0]
    let operation = entry.operation ?? stand.system[entry.component]?.operations.first?.name ?? ""
    answers = "sum(tenfold_requests_total{service=\"\(entry.component)\",operation=\"\(operation)\"})"
    let deadline = MonotonicClock.seconds + Self.patience
    while server.value(of: answers) == nil {
      if Interruption.wasRequested { throw .interrupted }
      guard MonotonicClock.seconds < deadline else {
        throw .notReady(server: "prometheus, which asked no service", seconds: Self.patience, log: "")
      }
      MonotonicClock.pause(forSeconds: 0.1)
    }
  }

  /// What is recorded once every service was asked again; nil when Prometheus does not know the services yet.
  func totals() -> Totals? {
    MonotonicClock.pause(forSeconds: Double(Self.interval) + 0.3)
    guard let answers = server.value(of: answers) else { return nil }
    func reads(_ outcome: String) -> Double {
      server.value(of: "sum(tenfold_cache_reads_total{outcome=\"\(outcome)\"})") ?? 0
    }
    return Totals(answers: answers, hits: reads("hit"), misses: reads("miss"))
  }

  /// What was recorded between two moments.
  static func recorded(from before: Totals?, to after: Totals?) -> LabMeasurement.Recorded? {
    guard let before, let after else { return nil }
    let (hits, reads) = (after.hits - before.hits, after.hits + after.misses - before.hits - before.misses)
    return .init(answers: after.answers - before.answers, hitRatio: reads > 0 ? hits / reads : nil)
  }
}
