import TenfoldModel

/// The most popular key kept several times, or near those who ask for it; the largest part of a divided store spread
/// over several.
struct HotKeySplit: Remedy {
  let id = "hot-key-split"
  private static let copies = 10.0

  func proposals(in situation: Situation) -> [Proposal] {
    if let limit = situation.target as? StampedeLimit { return [nearCopies(limit, situation)] }
    guard situation.isAboutLoad || situation.kind == "storage", let index = situation.bottleneck,
      let sharding = situation.component(index).state?.sharding
    else { return [] }
    let name = situation.component(index).name
    let shards = max(1, sharding.count.likely.rounded())
    let hottest = situation.reading.hottestShardShare(of: index)
    let entry = situation.reading.system.components[index]
    let isSeen = [entry.hottestShare, entry.keyCount, entry.zipfExponent].contains {
      situation.reading.system.isKnown($0)
    }
    guard isSeen else {
      return [
        .refused(subject: name, reason: "nothing is known of how uneven its shards are (hottestShare, keys)")
      ]
    }
    guard shards > 1, hottest * shards >= 1.5 else {
      return [
        .refused(
          subject: name,
          reason: "its busiest shard takes \(QuantityText.number(hottest * shards, digits: 2)) times the mean"
        )
      ]
    }
    let busy = situation.utilization(of: index, at: situation.goalRate)
    let parts = min(
      (hottest * shards).rounded(.up), max(2, (busy / SaturationLimit.plannedUtilization).rounded(.up)))
    return [
      .change(
        subject: name,
        action:
          "spread the busiest shard of \(name) (\(QuantityText.number(hottest * shards, digits: 2)) times the "
          + "mean load) over \(QuantityText.count(parts))",
        system: situation.changing(index) {
          $0.state?.sharding?.count = .planned(shards + parts - 1)
          $0.state?.sharding?.hottestShare = .planned(hottest / parts)
        })
    ]
  }

  /// Every asker keeps a copy for a second or so, so that an invalidation meets a part of the askers at a time.
  private func nearCopies(_ limit: StampedeLimit, _ situation: Situation) -> Proposal {
    let rate = limit.hottestRate(at: situation.reading.usersNow, in: situation.reading)
    return .change(
      subject: situation.component(limit.cache).name,
      action:
        "keep \(QuantityText.count(Self.copies)) copies of the most popular keys, each asked by a part of the "
        + "callers",
      system: situation.changing(limit.cache) {
        if $0.state?.keys == nil { $0.state?.keys = KeyPopularity() }
        $0.state?.keys?.hottestRate = .planned(rate / Self.copies)
      })
  }
}
