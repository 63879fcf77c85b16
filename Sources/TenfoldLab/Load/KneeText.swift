public import TenfoldLoad
internal import TenfoldModel
public import TenfoldOutput

/// Up to which load a server kept up, for people and for programs.
public enum KneeText {
  /// The loads in the order of their rates, and the verdict.
  public static func text(of search: KneeSearch) -> String {
    var rows = [["requests/s", "answers/s", "p50", "p99", ""]]
    for step in search.steps.sorted(by: { $0.rate < $1.rate }) {
      rows.append([
        QuantityText.count(step.rate), QuantityText.count(step.report.sendingThroughput),
        latency(0.5, step), latency(0.99, step), step.isBorne ? "" : "not borne",
      ])
    }
    let table = TextTable(rows: rows).lines(in: TextStyle(width: nil))
    return (["Knee       \(verdict(on: search))", ""] + table).joined(separator: "\n") + "\n"
  }

  private static func verdict(on search: KneeSearch) -> String {
    let borne =
      search.knee.map { "keeps up with \(QuantityText.rate($0))" } ?? "keeps up with nothing that was tried"
    switch search.outcome {
    case .found:
      let next = search.broken.map { ", not with \(QuantityText.rate($0))" } ?? ""
      return borne + next
        + "; 99 % answered, 97 % while they were sent, p99 within \(QuantityText.duration(search.latencyLimit))"
    case .neverBorne:
      let last = search.steps.last?.report
      let share = QuantityText.share(Double(last?.answered ?? 0) / Double(max(1, last?.due ?? 0)))
      return "\(borne): at \(QuantityText.rate(search.broken ?? 0)) it answered \(share)"
    case .beyondGenerator: return "\(borne); more than that this generator cannot ask in time"
    case .stopped: return "\(borne); the search was stopped"
    }
  }

  private static func latency(_ share: Double, _ step: KneeSearch.Step) -> String {
    step.report.latency(share).map(QuantityText.duration) ?? "not answered"
  }

  /// The search as JSON; rates are per second, times in seconds, what was not found is null.
  public static func document(of search: KneeSearch) -> JSONValue {
    func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
    return .object([
      .init("kneeRequestsPerSecond", number(search.knee)),
      .init("notBorneRequestsPerSecond", number(search.broken)),
      .init("outcome", .string("\(search.outcome)")),
      .init("latencyLimit", number(search.latencyLimit.isFinite ? search.latencyLimit : nil)),
      .init(
        "steps",
        .array(
          search.steps.map { step in
            .object([
              .init("requestsPerSecond", .number(step.rate)), .init("isBorne", .bool(step.isBorne)),
              .init("report", LoadReportText.document(of: step.report)),
            ])
          })),
    ])
  }
}
