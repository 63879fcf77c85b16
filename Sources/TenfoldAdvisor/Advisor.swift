public import TenfoldModel
import TenfoldCatalog

/// What breaks first as a system grows, what to do about it, and what it takes.
public enum Advisor {
  /// Answers everything about one system.
  ///
  /// - Parameters:
  ///   - system: The system as it was read or described; what is unknown is assumed from the catalogue.
  ///   - inventory: What was found in the files; nil for a system that was only described.
  ///   - assessment: How mature it is.
  ///   - options: Load, target and sampling.
  ///   - change: Makes of the completed system the one to be analyzed, which does not run: today's load then excuses no
  ///     assumption but those that it refutes in the one that runs. Nil to analyze the system itself.
  ///   - loop: Spreads the work over threads; it changes no digit.
  /// - Returns: Limits in the order in which they break, a plan, and the numbers behind them. The same
  ///   arguments give the same digits.
  /// - Throws: ``AdvisorError`` when there is nothing to analyze or an option is out of range.
  /// - Complexity: O(samples · (operations + calls) · journeys).
  public static func analyze(
    _ system: System, inventory: Inventory?, assessment: Assessment, options: AnalysisOptions,
    changing change: ((System) -> System)? = nil, on loop: ParallelLoop = serialLoop
  ) throws(AdvisorError) -> Analysis {
    guard !system.components.isEmpty else { throw .noComponents(system: system.name) }
    guard options.samples >= 1 else {
      throw .badOption(name: "samples", value: Double(options.samples), expected: "1 or more")
    }
    for (name, value) in [
      ("users", options.users), ("rate", options.rate), ("growth", options.growth),
      ("target users", options.targetUsers),
    ] {
      if let value, !(value > 0 && value.isFinite) {
        throw .badOption(name: name, value: value, expected: "a number above 0")
      }
    }
    let loaded = LoadStatement.applying(options, to: system)
    let (running, diagnostics) = Catalog.completed(
      AssessedPractice.applying(assessment, inventory, to: loaded.system))
    let completed = change.map { $0(running) } ?? running
    let refuted = change.map { _ in LimitSet(running, lowered: Catalog.lower(running)).refuted }
    let lowered = Catalog.lower(completed)
    let limits = LimitSet(completed, lowered: lowered, refuted: refuted)
    let stated = completed.workload.growth
    let users = completed.workload.users ?? Catalog.required("workload users").quantity
    let rate = completed.workload.arrivalRate ?? users.scaled(by: limits.likely.requestsPerUser)
    let growth = GrowthAnalysis(
      limits, of: completed, usersNow: users.likely, samples: options.samples, seed: options.seed,
      on: loop)
    let goal = options.targetUsers ?? users.likely * (options.growth ?? stated?.likely ?? 10)
    let search = PlanSearch(
      completed, limits: limits, usersNow: users.likely, goal: goal, options: options, on: loop)
    var analysis = Analysis(
      system: completed, inventory: inventory, assessment: assessment,
      usersNow: Range3(low: users.low, likely: users.likely, high: users.high),
      rateNow: Range3(low: rate.low, likely: rate.likely, high: rate.high), loadNote: loaded.note,
      goal: GrowthGoal(
        users: goal, growth: goal / users.likely,
        isAssumed: options.targetUsers == nil && options.growth == nil && stated == nil,
        plannedUtilization: SaturationLimit.plannedUtilization),
      bases: BasisCount(lowered.parameters.quantities), constraints: growth.constraints,
      plan: search.plan, waysToBegin: search.waysToBegin, rejected: search.rejected,
      measureFirst: growth.measureFirst(limits),
      estimates: [1e2, 1e4, 1e6, 1e8].map { Estimator.estimate(limits.likely, users: $0) },
      estimateToday: Estimator.estimate(limits.likely, users: users.likely),
      diagnostics: (inventory?.diagnostics ?? []) + diagnostics + lowered.diagnostics + limits.diagnostics)
    analysis.changedSystems = search.changedSystems
    return analysis
  }

  /// What a system takes at a number of users, each line with its formula.
  ///
  /// - Parameters:
  ///   - system: The system; what is unknown is assumed from the catalogue.
  ///   - users: Users; > 0.
  public static func estimate(_ system: System, users: Double) -> Estimate {
    let completed = Catalog.completed(system).system
    return Estimator.estimate(Reading(Catalog.lower(completed)), users: users)
  }
}

extension BasisCount {
  /// Counts what numbers rest on.
  init(_ quantities: [Quantity]) {
    self.init()
    for quantity in quantities {
      switch quantity.provenance.basis {
      case .measured: measured += 1
      case .stated: stated += 1
      case .assumed: assumed += 1
      }
    }
  }
}
