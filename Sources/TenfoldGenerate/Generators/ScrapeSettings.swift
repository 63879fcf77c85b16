/// What a Prometheus scrapes, and how often: the settings that ``MetricsFiles`` writes for a system, and those for servers of
/// one machine.
package enum ScrapeSettings {
  /// The settings of these jobs.
  static func document(interval: YAMLValue, jobs: [YAMLValue], rules: [String]) -> YAMLValue {
    [
      "global": ["scrape_interval": interval, "evaluation_interval": "15s"],
      "rule_files": .list(rules.map { .text($0) }), "scrape_configs": .list(jobs),
    ]
  }

  /// The settings for servers that listen on 127.0.0.1, without rules.
  ///
  /// - Parameters:
  ///   - targets: Names of services, and the ports at which they answer `/metrics`.
  ///   - interval: Whole seconds between two questions; ≥ 1.
  package static func text(targets: [(name: String, port: UInt16)], interval: Int) -> String {
    document(
      interval: .text("\(interval)s"),
      jobs: targets.map { target in
        [
          "job_name": .text(target.name),
          "static_configs": [["targets": [.text("127.0.0.1:\(target.port)")]]],
        ]
      }, rules: []
    ).document
  }
}
