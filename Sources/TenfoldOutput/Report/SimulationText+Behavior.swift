internal import TenfoldModel

/// What was seen of keys, copies, limits, messages and sagas, in few words.
extension SimulationText {
  func remarks(_ behavior: SimulationReport.Behavior) -> [String] {
    var parts: [String] = []
    if let hits = behavior.hitRatio { parts.append("answers \(QuantityText.share(hits.estimate)) itself") }
    if let coalesced = behavior.coalesced, coalesced.estimate > 0 {
      parts.append("\(rate(coalesced)) share a fetch")
    }
    if let stale = behavior.staleShare {
      parts.append(
        stale.estimate > 0
          ? "\(QuantityText.share(stale.estimate)) of reads stale" + ages(behavior) : "no stale reads")
    }
    if let lag = behavior.lags[0.99], lag.estimate > 0 {
      parts.append("lag \(QuantityText.duration(lag.estimate)) at p99")
    }
    if let missed = behavior.ownMissShare, missed.estimate > 0 {
      parts.append("\(QuantityText.share(missed.estimate)) miss their own write")
    }
    if let lost = behavior.lostWrites { parts.append("\(QuantityText.count(lost)) writes lost") }
    if let letters = behavior.deadLetters, letters.estimate > 0 {
      parts.append("\(rate(letters)) messages given up")
    }
    if let sagas = behavior.failedSagas {
      parts.append("\(rate(sagas)) sagas undone")
      if let left = behavior.inconsistentShare, left.estimate > 0 {
        parts.append("\(QuantityText.share(left.estimate)) of them not wholly")
      }
    }
    if let limit = behavior.limit { parts.append("limit \(QuantityText.number(limit.estimate, digits: 2))") }
    if let shed = behavior.shed, shed.estimate > 0 { parts.append("\(rate(shed)) not let in") }
    return parts
  }

  private func ages(_ behavior: SimulationReport.Behavior) -> String {
    guard let age = behavior.staleAges[0.99] else { return "" }
    return ", \(QuantityText.duration(age.estimate)) old at p99"
  }

  private func rate(_ interval: ConfidenceInterval) -> String {
    QuantityText.number(interval.estimate, digits: 2) + "/s"
  }
}
