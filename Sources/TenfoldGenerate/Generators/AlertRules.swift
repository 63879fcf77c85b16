import TenfoldModel

/// Alert rules on what users feel: the burn of the error budget, slow answers, replicas that are gone.
///
/// The factors and windows of the burn rate are those of the SRE Workbook for a month's budget: 14.4 over an hour and 6 over
/// six hours, each confirmed by a twelfth of the window.
///
/// **Source.** Google, The Site Reliability Workbook, chapter 5, "Alerting on SLOs", multiwindow, multi-burn-rate alerts.
struct AlertRules {
  private let availability: Quantity?
  private let p99: Quantity?

  /// Taken where nobody promised a share of good answers.
  private static let usualAvailability = 0.999
  private static let usualP99 = 1.0
  private static let metric = "http_server_request_duration_seconds"
  private static let burns = [(factor: 14.4, long: "1h", short: "5m"), (factor: 6, long: "6h", short: "30m")]

  init(for request: GenerationRequest) {
    availability = request.changed.objectives.overall.availability
    p99 = request.changed.objectives.overall.p99
  }

  var document: String {
    let budget = 1 - min(max(availability?.likely ?? Self.usualAvailability, 0), 0.999_999)
    let burning = Self.burns.map { burn -> YAMLValue in
      let bound = QuantityText.number(burn.factor * budget, digits: 6)
      return [
        "alert": .text("ErrorBudgetBurns\(burn.long)"),
        "expr": YAMLValue.text(
          "(\(Self.failing(burn.long))) > \(bound) and (\(Self.failing(burn.short))) > \(bound)"
        ).because(
          "\(QuantityText.number(burn.factor)) times the share that may fail: availability "
            + "\(QuantityText.share(1 - budget)), \(availability.origin)"),
        "labels": ["severity": "page"],
        "annotations": ["summary": "{{ $labels.job }} fails so often that the month's budget ends early"],
      ]
    }
    let slow: YAMLValue = [
      "alert": "AnswersAreSlow",
      "expr": YAMLValue.text(
        "histogram_quantile(0.99, sum by (job, le) (rate(\(Self.metric)_bucket[5m]))) > "
          + QuantityText.number(p99?.likely ?? Self.usualP99, digits: 6)
      ).because("seconds that 99 of 100 answers may take: \(p99.origin)"),
      "for": "10m", "labels": ["severity": "page"],
      "annotations": ["summary": "{{ $labels.job }} answers 1 of 100 requests later than promised"],
    ]
    let gone: YAMLValue = [
      "alert": "ReplicaGone", "expr": "up == 0", "for": "5m", "labels": ["severity": "ticket"],
      "annotations": ["summary": "{{ $labels.job }} at {{ $labels.instance }} does not answer"],
    ]
    let none: YAMLValue = [
      "alert": "NothingIsMeasured", "expr": "absent(up)", "for": "5m", "labels": ["severity": "page"],
      "annotations": ["summary": "Prometheus scrapes nothing: all other alerts are silent"],
    ]
    return (["groups": [["name": "tenfold", "rules": .list(burning + [slow, gone, none])]]] as YAMLValue)
      .document
  }

  /// The share of requests that failed, by service.
  private static func failing(_ window: String) -> String {
    "sum by (job) (rate(\(metric)_count{http_response_status_code=~\"5..\"}[\(window)])) / "
      + "sum by (job) (rate(\(metric)_count[\(window)]))"
  }
}
