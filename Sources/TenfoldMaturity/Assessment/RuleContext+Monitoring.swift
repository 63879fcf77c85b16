import TenfoldModel

extension RuleContext {
  /// Holds when services run and no fact of the topics counts.
  func nothingCollects(_ topics: [FactTopic], _ found: String) -> RuleResult {
    guard !services.isEmpty else { return .notAssessed("no own service was found") }
    if let fact = topics.flatMap({ counting($0) }).first {
      return .missing("nothing that collects; \(fact.location) has \(fact.detail)")
    }
    return .held(found, [])
  }

  /// Holds when own services send spans and something keeps them.
  func tracesAreKept() -> RuleResult {
    let exports = counting(.traceExport)
    let backends = counting(.traceBackend)
    guard let first = exports.first, let backend = backends.first else {
      return .missing(
        exports.isEmpty
          ? "own services that send spans to a collector or backend"
          : "a collector or backend that keeps the spans own services send")
    }
    return .held(
      "\(Set(exports.map(\.subject)).count) services send spans: \(first.detail); \(backend.detail)",
      [first, backend].map { Evidence(at: $0.location, detail: $0.detail) })
  }

  /// Holds when an alert on errors or latency exists and somebody receives alerts.
  func alertsReachSomebody() -> RuleResult {
    guard let rule = counting(.alertRule).first else {
      let machines =
        counting(.alertRuleOnMachines).first.map {
          "; \($0.location) watches machines and processes, not what users feel"
        } ?? ""
      return .missing("an alert on errors or latency, with a receiver\(machines)")
    }
    guard let receiver = counting(.alertReceiver).first else {
      return .missing("a receiver for the alert at \(rule.location)")
    }
    return .held(
      "\(rule.detail), received by \(receiver.detail)",
      [rule, receiver].map { Evidence(at: $0.location, detail: $0.detail) })
  }

  /// Holds when half of the stateless workloads scale by themselves.
  func halfScale() -> RuleResult {
    let shares = counting(.autoscaledShare)
    let managed = Set(counting(.managedScaling).map(\.subject)).count
    let best = shares.compactMap(\.value).max() ?? 0
    let share = services.isEmpty ? best : max(best, Double(managed) / Double(services.count))
    guard share >= 0.5 else {
      return .missing(
        "autoscalers that can act on half of the own stateless workloads; now \(percent(share))")
    }
    let facts = shares + counting(.managedScaling)
    return .held(
      "\(percent(share)) of the stateless workloads scale by themselves",
      facts.prefix(5).map { Evidence(at: $0.location, detail: $0.detail) })
  }
}
