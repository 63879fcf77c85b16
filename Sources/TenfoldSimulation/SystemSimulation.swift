internal import Synchronization
public import TenfoldModel

/// Simulates a system: requests happen one by one, and what they meet is counted.
public enum SystemSimulation {
  /// Runs a system and reports what it showed.
  ///
  /// Takes the likely value of every number of the system. The digits depend on system, conventions, options and
  /// seed, and on nothing else; the number of threads changes none.
  ///
  /// - Parameters:
  ///   - system: A system of which all that a simulation needs is known, as the catalogue completes it.
  ///   - conventions: Numbers that belong to no component, such as the catalogue's.
  ///   - options: Load, length and behaviour.
  ///   - loop: Spreads the runs over threads.
  ///   - watch: Called often, from any thread, with the share of the work that is done, in 0...1; true ends the runs
  ///     early, and the report tells what was seen until then.
  /// - Returns: Means, rates and percentiles with their 99 % intervals.
  /// - Throws: ``SimulationError`` with place and reason for what cannot be run, before the first event.
  /// - Complexity: O(events · log(events pending)) time; memory grows with what is in flight at once.
  public static func run(
    _ system: System, conventions: LoweringConventions, options: SystemSimulationOptions,
    on loop: ParallelLoop = serialLoop, watch: @escaping @Sendable (Double) -> Bool = { _ in false }
  ) throws(SimulationError) -> SimulationReport {
    let lowered = Lowering.lower(system, conventions: conventions)
    return try run(system, lowered: lowered, options: options, on: loop, watch: watch)
  }

  /// The same for a system that is lowered already.
  package static func run(
    _ system: System, lowered: LoweredSystem, options: SystemSimulationOptions,
    on loop: ParallelLoop = serialLoop, watch: @escaping @Sendable (Double) -> Bool = { _ in false }
  ) throws(SimulationError) -> SimulationReport {
    try observe(system, lowered: lowered, options: options, on: loop, watch: watch).report(options, system)
  }

  /// Runs a system and returns what was counted.
  static func observe(
    _ system: System, lowered: LoweredSystem, options: SystemSimulationOptions, on loop: ParallelLoop,
    watch: @escaping @Sendable (Double) -> Bool
  ) throws(SimulationError) -> ReportMaker {
    let program = try ProgramCompiler.compile(system, Reading(lowered), options)
    let length = options.length
    var records: [RunRecord] = []
    var wanted = length.runs
    while true {
      let (first, total) = (records.count, wanted)
      let progress = Progress(parts: total * RunRecord.sliceCount * RunRecord.partCount, done: first, watch)
      let runs: [RunRecord?] = parallelMap(total - first, on: loop) { index in
        let run = first + index
        // Once it is to stop, only the first run still begins: there is something to show in any case.
        if run > 0, progress.wasStopped { return nil }
        return ServiceRun(
          program, duration: length.duration, seed: length.seed, run: run, stops: progress.isStopped
        ).finish()
      }
      records += runs.compactMap { $0 }
      let sample = RunSample(records, removesWarmUp: options.removesWarmUp)
      guard let precision = options.precision, !records.contains(where: \.isPartial),
        wanted < options.mostRuns,
        ReportMaker(program, sample).widestRelativeHalfWidth > precision
      else { return ReportMaker(program, sample) }
      wanted = min(options.mostRuns, wanted + max(2, length.runs))
    }
  }
}

extension SystemSimulation {
  /// Simulated time in which about `executions` executions of operations happen, in seconds; at least 1 s.
  package static func duration(
    of system: System, lowered: LoweredSystem, load: SystemLoad, executions: Double
  ) -> Double {
    let reading = Reading(lowered)
    let perRequest = max(1, reading.visits.reduce(0, +))
    let wanted = executions / max(1e-9, rate(of: load, system, reading) * perRequest)
    // A round number of people's kind: 1, 2 or 5 times a power of ten.
    var unit = 1.0
    while unit * 10 <= wanted, unit < 1e8 { unit *= 10 }
    return wanted >= unit * 5 ? unit * 5 : wanted >= unit * 2 ? unit * 2 : unit
  }
}

extension SystemSimulation {
  /// Executions of operations to expect in a second of simulated time: those of a request, one at least, and besides what
  /// every shard does for a read that asks all, and every copy for a write.
  package static func executionRate(of system: System, lowered: LoweredSystem, load: SystemLoad) -> Double {
    let reading = Reading(lowered)
    let perRequest = lowered.operations.indices.reduce(0.0) { sum, operation in
      let index = lowered.operations[operation].component
      guard index >= 0, lowered.components[index].isStateful else { return sum + reading.visits[operation] }
      let component = lowered.components[index]
      let scatter = component.shardCount >= 0 ? reading.value(component.scatterShare, or: 0) : 0
      let besides =
        lowered.operations[operation].writes
        ? reading.copies(of: index) : scatter * reading.value(component.shardCount, or: 1)
      return sum + reading.visits[operation] * (1 + besides)
    }
    return rate(of: load, system, reading) * max(1, perRequest)
  }

  /// Requests per second that a load brings at most.
  static func rate(of load: SystemLoad, _ system: System, _ reading: Reading) -> Double {
    switch load {
    case .stated: reading.rateNow(of: system)
    case .rate(let rate): rate
    case .users(let count, let thinkTime): Double(count) / max(thinkTime, 0.01)
    }
  }
}

/// Counts the parts that runs have ended, from whatever thread.
private final class Progress: Sendable {
  private let closed: Atomic<Int>
  private let parts: Int
  private let watch: @Sendable (Double) -> Bool
  private let stopped = Atomic(false)

  /// True once the watch wanted an end.
  var wasStopped: Bool { stopped.load(ordering: .relaxed) }

  init(parts: Int, done runs: Int, _ watch: @escaping @Sendable (Double) -> Bool) {
    self.parts = parts
    self.watch = watch
    closed = Atomic(runs * RunRecord.sliceCount * RunRecord.partCount)
  }

  @Sendable func isStopped(after ended: Int) -> Bool {
    let (_, now) = closed.add(ended, ordering: .relaxed)
    if watch(Double(now) / Double(parts)) { stopped.store(true, ordering: .relaxed) }
    return wasStopped
  }
}
