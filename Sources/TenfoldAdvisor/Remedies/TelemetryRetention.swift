import TenfoldCatalog
import TenfoldModel

/// Fewer logs, metrics and traces kept: all of what failed or was slow, a sample of the rest, and not for long.
struct TelemetryRetention: Remedy {
  let id = "tiered-storage-retention"
  /// Share of the bill below which it is not worth the trouble.
  private static let leastShare = 0.05

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.kind == "budget" else { return [] }
    let cost = MonthlyCost(at: situation.breakingUsers, in: situation.reading)
    let share = cost.total > 0 ? cost.observability / cost.total : 0
    guard share >= Self.leastShare else {
      return [
        .refused(
          subject: "telemetry",
          reason: "it is \(QuantityText.share(share)) of the bill, so little of it can go")
      ]
    }
    let kept = Catalog.required("telemetry keptShare")
    var system = situation.system
    system.observation.bytesPerRequest = kept.quantity.scaled(
      by: MonthlyCost.telemetryBytes(in: situation.reading))
    return [
      .change(
        subject: "telemetry",
        action:
          "keep \(QuantityText.share(kept.likely)) of logs and traces (\(QuantityText.share(share)) of the bill)",
        system: system)
    ]
  }
}
