internal import TenfoldCatalog
internal import TenfoldModel
internal import TenfoldPlatform
internal import TenfoldQueueing
internal import TenfoldSimulation

/// A system simulated at a number of users, one part in so many where the whole would take long, and the same solved: what
/// `tenfold simulate --users N --scale-down auto` and `tenfold solve --users N` say.
struct LoadSimulation {
  /// Executions of operations in a run.
  private static let executions = 1e6

  /// What was simulated.
  let report: SimulationReport
  /// What the solver says.
  let solution: Solution

  /// Simulates.
  ///
  /// - Parameters:
  ///   - system: A completed system.
  ///   - users: Users; > 0.
  ///   - threads: Runs at a time; it changes no digit.
  ///   - watch: Told the share that is done; true ends the simulation, which then tells what it saw.
  /// - Throws: ``SimulationError`` or ``LayeredNetworkError`` for a system that cannot be run or solved.
  init(
    of system: System, users: Double, threads: Int, watch: @escaping @Sendable (Double) -> Bool
  ) throws {
    let lowered = Catalog.lower(system)
    let reading = Reading(lowered)
    let load = SystemLoad.rate(users * reading.requestsPerUser)
    var options = SystemSimulationOptions(length: SimulationLength(duration: 0))
    options.load = load
    options.length.runs = 4
    options.length.duration = SystemSimulation.duration(
      of: system, lowered: lowered, load: load, executions: Self.executions)
    let factor = try ScaledModel.factor(
      for: system, conventions: Catalog.conventions, options: options, executions: ScaleDown.fewExecutions)
    let loop: ParallelLoop = { Threads.run($0, threads: threads, $1) }
    report =
      factor > 1
      ? try SystemSimulation.run(
        system, scaledDownBy: factor, conventions: Catalog.conventions, options: options, on: loop,
        watch: watch)
      : try SystemSimulation.run(system, lowered: lowered, options: options, on: loop, watch: watch)
    solution = try SystemSolver.solveAtRest(reading, rate: users * reading.requestsPerUser)
  }
}
