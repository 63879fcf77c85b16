internal import TenfoldModel

/// Objectives of OpenSLO: for each journey one of latency and one of availability.
///
/// The queries are stubs: they name the metrics of an HTTP server as Prometheus has them, by the journey's name.
enum ServiceObjectives {
  static func text(of analysis: Analysis) -> String {
    var services = ExportNames.hosts
    let service = services.name(of: analysis.system.name)
    var names = ExportNames.hosts
    var documents = [
      lines(
        "apiVersion: openslo/v1", "kind: Service", "metadata:", "  name: \(service)",
        "  displayName: \(analysis.system.name.quoted)", "spec:",
        "  description: \"The system as its users see it\"")
    ]
    for journey in JourneyPromise.all(of: analysis) {
      let name = names.name(of: journey.name)
      let total = "sum(rate(http_requests_total{journey=\"\(name)\"}[5m]))"
      if let latency = journey.latency {
        let bound = String(describing: latency.promise)
        let good =
          "sum(rate(http_request_duration_seconds_bucket{journey=\"\(name)\",le=\"\(bound)\"}[5m]))"
        documents.append(
          objective(
            "\(name)-latency",
            "99 % of \(journey.name) answered within \(QuantityText.duration(latency.promise))",
            isStated: latency.isStated, service: service, target: "0.99", good: good, total: total))
      }
      if let failures = journey.failures {
        let good = "sum(rate(http_requests_total{journey=\"\(name)\",code!~\"5..\"}[5m]))"
        let target = QuantityText.plainNumber(1 - failures.promise, digits: 7)
        documents.append(
          objective(
            "\(name)-availability", "\(journey.name) answered well", isStated: failures.isStated,
            service: service, target: target, good: good, total: total))
      }
    }
    return documents.joined(separator: "---\n")
  }

  private static func objective(
    _ name: String, _ title: String, isStated: Bool, service: String, target: String, good: String,
    total: String
  ) -> String {
    func source(_ query: String) -> [String] {
      [
        "          metricSource:", "            type: Prometheus", "            spec:",
        "              query: \(query.quoted)",
      ]
    }
    let origin = isStated ? "As stated." : "Nobody stated it: Tenfold's usual objective."
    return lines(
      [
        "apiVersion: openslo/v1", "kind: SLO", "metadata:", "  name: \(name)",
        "  displayName: \(title.quoted)",
      ]
        + [
          "spec:", "  description: \(origin.quoted)", "  service: \(service)", "  indicator:",
          "    metadata:",
        ]
        + [
          "      name: \(name)", "    spec:", "      ratioMetric:", "        counter: true", "        good:",
        ]
        + source(good) + ["        total:"] + source(total)
        + ["  timeWindow:", "    - duration: 28d", "      isRolling: true", "  budgetingMethod: Occurrences"]
        + ["  objectives:", "    - displayName: \(title.quoted)", "      target: \(target)"])
  }

  private static func lines(_ lines: String...) -> String { self.lines(lines) }
  private static func lines(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
}
