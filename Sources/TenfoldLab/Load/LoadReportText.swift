public import TenfoldLoad
internal import TenfoldModel
public import TenfoldOutput

/// What came of a load, for people and for programs.
public enum LoadReportText {
  /// Seconds that the generator may be late at the 99th percentile before its own figures are doubted.
  public static let mostDelay = 0.001
  private static let shares = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999)]

  /// The report as lines.
  public static func text(of report: LoadReport) -> String {
    let latencies = shares.map { name, share in
      "\(name) " + (report.latency(share).map(QuantityText.duration) ?? "not answered")
    }
    let delay = report.delays.quantile(0.99) ?? 0
    var lines = [
      "Due        \(report.due): \(report.answered) answered, \(report.failed) failed, \(report.unanswered) not answered",
      "Throughput \(QuantityText.rate(report.throughput))",
      "Latency    \(latencies.joined(separator: ", ")); from the moment each request was due",
      "Generator  late by \(QuantityText.duration(delay)) at p99; "
        + "\(QuantityText.duration(report.processorTime)) of processor time; "
        + (report.isRealTime
          ? "its thread goes before all others" : "without the right to go before other threads"),
    ]
    if delay > mostDelay {
      lines.append(
        "Doubt      the generator was late itself: the latencies say more than the server's; "
          + "stop other work on this machine or ask for less")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The report as JSON; times are in seconds, a percentile that was not answered is null.
  public static func document(of report: LoadReport) -> JSONValue {
    .object([
      .init("due", .number(Double(report.due))), .init("answered", .number(Double(report.answered))),
      .init("failed", .number(Double(report.failed))),
      .init("unanswered", .number(Double(report.unanswered))),
      .init("throughput", .number(report.throughput)),
      .init(
        "latencies",
        .object(shares.map { .init($0.0, report.latency($0.1).map { .number($0) } ?? .null) })),
      .init(
        "delays",
        .object(shares.map { .init($0.0, report.delays.quantile($0.1).map { .number($0) } ?? .null) })),
      .init("processorTime", .number(report.processorTime)), .init("isRealTime", .bool(report.isRealTime)),
    ])
  }
}
