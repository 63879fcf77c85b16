package import TenfoldModel

/// Every limit of one system, ready to be read at any position of its uncertain numbers.
package struct LimitSet: Sendable {
  /// The system, compiled.
  let lowered: LoweredSystem
  /// Its numbers at their likely values.
  let likely: Reading
  /// Its limits, in a stable order.
  let limits: [any GrowthLimit]

  /// Limits that were left out, since today's load refutes what is assumed.
  let diagnostics: [Diagnostic]

  /// Collects the limits of a completed system.
  package init(_ system: System, lowered: LoweredSystem) {
    self.lowered = lowered
    likely = Reading(lowered)
    let objectives = system.objectives
    var limits = SaturationLimit.all(in: likely)
    for journey in lowered.journeys.indices {
      limits.append(LatencyLimit(journey: journey, objectives: objectives, in: likely))
      limits.append(AvailabilityLimit(journey: journey, objectives: objectives, in: likely))
    }
    limits += [HandsOnLimit(), RunnerLimit(), ErrorBudgetLimit(objectives: objectives, in: likely)]
    limits += StalenessLimit.all(objectives: objectives, in: likely)
    limits += StaleReadsLimit.all(in: likely) + WriteContentionLimit.all(in: likely)
    limits += StampedeLimit.all(in: likely) + BlastRadiusLimit.all(in: likely)
    limits += IncidentLimit.all(of: system, in: likely)
    limits += HeldPoolLimit.all(in: likely)
    limits += ConnectionLimit.all(in: likely) + StorageLimit.all(in: likely) + MemoryLimit.all(in: likely)
    limits += RateLimitLimit.all(in: likely) + BandwidthLimit.all(in: likely)
    limits += NodeLimit.all(system.placement) + BudgetLimit.all(objectives)
    let reading = likely
    let (credible, refuted) = limits.reduce(into: ([any GrowthLimit](), [any GrowthLimit]())) {
      result, limit in
      let users = limit.breakingUsers(in: reading)
      if users <= reading.usersNow && limit.restsOnAssumption(in: lowered) {
        result.1.append(limit)
      } else {
        result.0.append(limit)
      }
    }
    self.limits = credible
    diagnostics = refuted.map { limit in
      Diagnostic(
        .note, id: "TF-ASSUME-003",
        "\(limit.identity.quantity) of \(limit.identity.subject) would exceed its assumed limit today already, so the "
          + "assumption is wrong and left out; state the limit to have it judged")
    }
  }

  /// Users at which each limit breaks, in the order of `limits`.
  package func breakingUsers(in reading: Reading) -> [Double] {
    limits.map { $0.credibleBreakingUsers(in: reading) }
  }
}
