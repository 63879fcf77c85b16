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

  /// What was left out so; a move that makes it worse does not bring it back, and one that breaks another assumption is
  /// not excused by it.
  let refuted: [LimitIdentity]
  /// True for a system that was changed and does not run today.
  private let isChanged: Bool

  /// Collects the limits of a completed system that runs.
  package init(_ system: System, lowered: LoweredSystem) {
    self.init(system, lowered: lowered, refuted: nil)
  }

  /// Collects the limits of a completed system.
  ///
  /// - Parameter known: What today's load refuted in the system that runs, for one that is a change of it; nil for the
  ///   system that runs.
  init(_ system: System, lowered: LoweredSystem, refuted known: [LimitIdentity]?) {
    self.lowered = lowered
    likely = Reading(lowered)
    let objectives = system.objectives
    var limits = SaturationLimit.all(in: likely) + MachineLimit.all(in: likely)
    for journey in lowered.journeys.indices {
      limits.append(LatencyLimit(journey: journey, objectives: objectives, in: likely))
      limits.append(AvailabilityLimit(journey: journey, objectives: objectives, in: likely))
    }
    limits += [HandsOnLimit(), RunnerLimit(), ErrorBudgetLimit(objectives: objectives, in: likely)]
    limits += LeadTimeLimit.all(of: system)
    limits += StalenessLimit.all(objectives: objectives, in: likely)
    limits += StaleReadsLimit.all(in: likely) + WriteContentionLimit.all(in: likely)
    limits += LostUpdatesLimit.all(objectives: objectives, in: likely)
    limits += DualWriteLimit.all(in: likely) + OrderingLimit.all(in: likely)
    limits += DuplicateEffectsLimit.all(objectives: objectives, in: likely)
    limits += StampedeLimit.all(in: likely) + BlastRadiusLimit.all(in: likely) + LinkLimit.all(in: likely)
    limits += IncidentLimit.all(of: system, in: likely)
    limits += HeldPoolLimit.all(in: likely)
    limits += ConnectionLimit.all(in: likely) + StorageLimit.all(in: likely) + MemoryLimit.all(in: likely)
    limits += RateLimitLimit.all(in: likely) + BandwidthLimit.all(in: likely)
    limits += NodeLimit.all(system.placement) + BudgetLimit.all(objectives)
    let reading = likely
    isChanged = known != nil
    if let known {
      refuted = known
      self.limits = limits.filter { limit in !known.contains { limit.identity.isOrStems(from: $0) } }
      diagnostics = []
      return
    }
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
    self.refuted = refuted.map(\.identity)
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

  /// Users at which each limit breaks at the likely values. In a changed system today's load excuses no assumption.
  var likelyBreakingUsers: [Double] { inexcusableBreakingUsers(in: likely) }

  /// Users at which each limit breaks; only in the system that runs does today's load excuse an assumption.
  func inexcusableBreakingUsers(in reading: Reading) -> [Double] {
    isChanged ? limits.map { $0.breakingUsers(in: reading) } : breakingUsers(in: reading)
  }
}

extension LimitIdentity {
  /// True for the same limit, or the same kind of a part that was split off its subject and is named after it.
  fileprivate func isOrStems(from other: LimitIdentity) -> Bool {
    kind == other.kind && (subject == other.subject || subject.hasPrefix(other.subject + "-"))
  }
}
