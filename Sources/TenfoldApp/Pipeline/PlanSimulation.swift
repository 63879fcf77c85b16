internal import TenfoldCatalog
internal import TenfoldModel
internal import TenfoldPlatform
internal import TenfoldQueueing
internal import TenfoldSimulation

/// The leaders of a plan put before the simulator: its first move alone, and all its steps together.
struct PlanSimulation {
  static let option = OptionSpecification(
    name: "simulate",
    help: "Also simulate the system after the first step and after the last, beside what the solver says.")

  /// Of what a step carries: at the limit itself a queue has no steady state to be seen.
  private static let shareOfReach = 0.9
  /// Executions of operations in a run.
  private static let executions = 1e6

  /// Simulates the leaders of an analysis's plan.
  ///
  /// - Throws: ``SimulationError`` for a changed system that cannot be run, ``LayeredNetworkError`` for one that cannot be
  ///   solved.
  static func checks(of analysis: Analysis, _ progress: Progress) throws -> [StepCheck] {
    let last = analysis.plan.count
    let leaders = last > 1 ? [1, last] : Array(1..<(last + 1))
    return try leaders.map { steps in
      progress.begin("simulating the system after step \(steps)")
      let reach = analysis.plan[steps - 1].reachesUsers?.likely ?? .infinity
      let users = min(analysis.goal.users, shareOfReach * reach)
      return try check(analysis.changedSystems[steps - 1], steps: steps, users: users)
    }
  }

  private static func check(_ system: System, steps: Int, users: Double) throws -> StepCheck {
    let lowered = Catalog.lower(system)
    let reading = Reading(lowered)
    let rate = users * reading.requestsPerUser
    let load = SystemLoad.rate(rate)
    var options = SystemSimulationOptions(length: SimulationLength(duration: 0))
    options.load = load
    options.length.runs = 4
    options.length.duration = SystemSimulation.duration(
      of: system, lowered: lowered, load: load, executions: executions)
    let factor = try ScaledModel.factor(
      for: system, conventions: Catalog.conventions, options: options, executions: ScaleDown.fewExecutions)
    let report = try SystemSimulation.run(
      settled(system, reading, at: rate), scaledDownBy: factor, conventions: Catalog.conventions,
      options: options,
      on: { Threads.run($0, threads: Threads.processorCount, $1) }, watch: { _ in Interruption.wasRequested })
    let solved = try SystemSolver.solve(reading, load: load).journeys
    let slowest = solved.max { $0.response.p99 < $1.response.p99 }
    let journey = report.journeys.first { $0.name == slowest?.name } ?? report.journeys.first
    return StepCheck(
      steps: steps, users: users, rate: rate, journey: journey?.name ?? "",
      solvedP99: slowest.flatMap { $0.response.p99.isFinite ? $0.response.p99 : nil },
      simulatedP99: journey?.percentiles[0.99], failedShare: journey?.failedShare ?? 0,
      endedEarly: report.endedEarly)
  }

  /// The system with as many replicas as its autoscalers come to at a load: what is compared is a steady state, and they
  /// take minutes to get there.
  private static func settled(_ system: System, _ reading: Reading, at rate: Double) -> System {
    var system = system
    for station in reading.stations where station.maximumUnits > station.units {
      let units = station.unitsInUse(at: rate).rounded(.up)
      system.components[station.component].scaling.replicas = .stated(units)
    }
    return system
  }
}
