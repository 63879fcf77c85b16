import TenfoldCatalog
import TenfoldModel

/// A harmful change over sooner: the version before kept running, or what is new behind a flag.
struct FasterRollback: Remedy {
  let id: String

  /// Two versions side by side.
  static let blueGreen = FasterRollback(id: "blue-green")
  /// Flags that turn off what is new.
  static let featureFlags = FasterRollback(id: "feature-flags")

  func proposals(in situation: Situation) -> [Proposal] {
    guard ["error-budget", "availability"].contains(situation.kind) else { return [] }
    guard situation.system.delivery.method != .manual else {
      return [.refused(subject: "deployments", reason: "it needs a pipeline, and people deploy by hand")]
    }
    let after = Catalog.required("incident \(id).after").likely
    let now = situation.system.delivery.rollbackTime?.likely ?? 0
    guard now > after else {
      return [
        .refused(
          subject: "deployments", reason: "a change is taken back in \(QuantityText.duration(now)) already")
      ]
    }
    var system = situation.system
    system.delivery.rollbackTime = .planned(after)
    let what =
      id == "blue-green" ? "keep the old version running beside the new" : "put what is new behind flags"
    return [
      .change(
        subject: "deployments",
        action: "\(what), and take a harmful change back in \(QuantityText.duration(after))",
        insteadOf: QuantityText.duration(now), system: system)
    ]
  }
}
