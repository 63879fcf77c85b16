package import TenfoldModel

/// Judges where a system stands by thresholds, waivers and a baseline.
package enum Gate {
  /// Judges.
  ///
  /// A waiver without a scope lets the threshold of its measure pass; one for a limit takes that limit out of
  /// `headroom` and `breaks`, which are then decided by the next. A waiver counts through its last day. With a
  /// baseline only what is new or worse fails: a threshold that was not met there either, with a number that was
  /// no better, is known.
  ///
  /// - Parameters:
  ///   - standing: Where the system stands, its files named as reports should name them.
  ///   - thresholds: What is asked for; none to collect issues alone.
  ///   - waivers: What is let pass.
  ///   - baseline: Where the system stood; nil for none.
  ///   - today: The day on which waivers must still count.
  /// - Complexity: O(thresholds · limits · waivers).
  package static func judge(
    _ standing: Standing, by thresholds: [Threshold] = [], waivers: [Waiver] = [],
    baseline: Standing? = nil, today: CalendarDate
  ) -> GateReport {
    let active = waivers.filter { today <= $0.until }
    let outcomes = thresholds.map { judge($0, of: standing, waivers: active, baseline: baseline) }
    var issues = Issue.all(in: standing, outcomes: outcomes, waivers: active)
    if let baseline {
      let before = thresholds.map { judge($0, of: baseline, waivers: active, baseline: nil) }
      let known = Set(Issue.all(in: baseline, outcomes: before, waivers: active).map(\.key))
      for index in issues.indices { issues[index].isNew = !known.contains(issues[index].key) }
    }
    var used = Set(outcomes.flatMap(\.waivers))
    used.formUnion(issues.compactMap(\.waiver))
    let states = waivers.map { waiver in
      WaiverStanding(
        waiver: waiver, state: waiver.until < today ? .expired : used.contains(waiver) ? .used : .unused)
    }
    return GateReport(
      standing: standing, baseline: baseline, outcomes: outcomes, waivers: states, issues: issues)
  }

  private static func judge(
    _ threshold: Threshold, of standing: Standing, waivers: [Waiver], baseline: Standing?
  ) -> GateOutcome {
    let measure = threshold.measure
    func counts(_ limit: Standing.Limit) -> Bool { !waivers.contains { $0.covers(limit, for: measure) } }
    let value = measure.value(in: standing)
    let counted = measure.value(in: standing, where: counts)
    let earlier = baseline.flatMap { measure.value(in: $0, where: counts) }
    let isLimited = measure == .headroom || measure == .breaks
    var bearing = waivers.filter { $0.covers(measure) && !threshold.isMet(by: counted) }
    if isLimited {
      // Only limits before the one that decides change the number.
      let passed = standing.limits.prefix { !counts($0) }
      bearing += waivers.filter { waiver in
        passed.contains { $0.users.isFinite && waiver.covers($0, for: measure) }
      }
    }
    let verdict: GateOutcome.Verdict =
      if threshold.isMet(by: value) {
        .met
      } else if threshold.isMet(by: counted) || waivers.contains(where: { $0.covers(measure) }) {
        .waived
      } else if baseline != nil, !threshold.isMet(by: earlier),
        !threshold.isWorse(counted, than: earlier)
      {
        .known
      } else {
        .failed
      }
    return GateOutcome(
      threshold: threshold, value: value, counted: counted, baseline: earlier,
      limit: isLimited ? standing.firstLimit(where: counts) : nil, verdict: verdict, waivers: bearing)
  }
}
