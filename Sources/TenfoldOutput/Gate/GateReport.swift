internal import TenfoldModel

/// How one threshold came out.
package struct GateOutcome: Sendable, Hashable {
  /// What counts in the end.
  package enum Verdict: String, Sendable, Hashable {
    /// The number meets the threshold.
    case met
    /// It does not, and a waiver lets it pass.
    case waived
    /// It does not, and did not in the baseline either, where it was no better.
    case known
    /// It does not, and the gate stays shut.
    case failed
  }

  /// What was asked for.
  package let threshold: Threshold
  /// The number, waivers aside.
  package let value: Double?
  /// The number that counts, without the limits that are waived.
  package let counted: Double?
  /// The number that counted in the baseline; nil without one, or where it does not say.
  package let baseline: Double?
  /// The limit that decides the counted number, for the measures that limits decide.
  package let limit: Standing.Limit?
  /// What counts in the end.
  package let verdict: Verdict
  /// The waivers that bear on it.
  package let waivers: [Waiver]

  /// The counted number in words; what it is without waivers stands beside it where that differs.
  package var valueText: String {
    let measure = threshold.measure
    let text = measure.text(counted)
    return counted == value ? text : "\(text) (\(measure.text(value)) without waivers)"
  }
}

/// What became of a waiver.
package struct WaiverStanding: Sendable, Hashable {
  /// Whether it counts.
  package enum State: String, Sendable, Hashable {
    /// It counts, and something is waived by it.
    case used
    /// It counts, and nothing needs it.
    case unused
    /// Its last day has passed: it counts no more.
    case expired
  }

  /// The waiver.
  package let waiver: Waiver
  /// Whether it counts.
  package let state: State

  /// What a person should do about it; nil for one in use.
  package var remark: String? {
    switch state {
    case .used: nil
    case .unused: "\(waiver.location): nothing needs the waiver of \(waiver.name); remove it"
    case .expired:
      "\(waiver.location): the waiver of \(waiver.name) ended on \(waiver.until) and counts no more; "
        + "mend what it is about, or have \(waiver.owner) renew it"
    }
  }
}

/// What a gate says about a system: every threshold, every waiver, and what is wrong with places.
package struct GateReport: Sendable {
  /// Where the system stands.
  package let standing: Standing
  /// Where it stood in the baseline; nil without one.
  package let baseline: Standing?
  /// Every threshold in the order given.
  package let outcomes: [GateOutcome]
  /// Every waiver in the order given.
  package let waivers: [WaiverStanding]
  /// What is wrong, one for each cause.
  package let issues: [Issue]

  /// True when no threshold fails.
  package var isMet: Bool { failures.isEmpty }

  /// True when every threshold is met without waivers and without a baseline.
  package var isMetAsIs: Bool { outcomes.allSatisfy { $0.verdict == .met } }

  /// The outcomes that keep the gate shut.
  package var failures: [GateOutcome] { outcomes.filter { $0.verdict == .failed } }

  /// Measures whose printed number differs from the baseline's; none without a baseline.
  package var movedMeasures: [GateMeasure] {
    guard let baseline else { return [] }
    return GateMeasure.all.filter { $0.value(in: standing) != $0.value(in: baseline) }
  }

  /// True when something moved against the baseline, when something fails, or without a baseline.
  package var hasMoved: Bool {
    guard let baseline else { return true }
    return !movedMeasures.isEmpty || !isMet || baseline.firstLimit()?.id != standing.firstLimit()?.id
  }

  /// The gate in a sentence: `2 of 3 checks are met; headroom is 1.2x, asked for is 3x or more`.
  package var verdict: String {
    guard !outcomes.isEmpty else { return "nothing is asked for" }
    let passed = outcomes.count - failures.count
    let how = [("waived", GateOutcome.Verdict.waived), ("not met, as in the baseline", .known)]
      .compactMap { name, verdict in
        let count = outcomes.count { $0.verdict == verdict }
        return count > 0 ? "\(count) \(name)" : nil
      }
    let detail = how.isEmpty ? "" : " (\(how.joined(separator: ", ")))"
    let noun = outcomes.count == 1 ? "1 check passes" : "\(outcomes.count) checks pass"
    let failing = failures.map {
      "\($0.threshold.measure.title) is \($0.valueText), asked for is \($0.threshold.demand)"
    }
    return (["\(passed) of \(noun)\(detail)"] + failing).joined(separator: "; ")
  }
}
