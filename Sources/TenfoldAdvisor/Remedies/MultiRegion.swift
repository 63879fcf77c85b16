import TenfoldModel

/// Everything again in a second region, near its users: only where a region's loss or the way to users is the limit.
///
/// No limit here knows the way to users yet, so what it would cost is said and it is left.
struct MultiRegion: Remedy {
  let id = "multi-region-active-active"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.kind == "availability" || situation.isAboutLoad, situation.reading.system.regionCount == 1
    else { return [] }
    let cost = MonthlyCost(at: situation.reading.usersNow, in: situation.reading)
    return [
      .refused(
        subject: "system",
        reason:
          "a second region doubles machines and disks, \(QuantityText.money(cost.compute + cost.storage)) a month more, "
          + "and moves \(situation.target.identity.quantity) of \(situation.target.identity.subject) only as more machines here would"
      )
    ]
  }
}
