import TenfoldModel

/// The steady state of a layered network.
public struct LayeredSolution: Sendable, Hashable {
  /// What an entry does and takes.
  public struct Entry: Sendable, Hashable {
    /// Executions per second.
    public var throughput: Double
    /// Wait for a thread.
    public var waiting: ResponseMoments { waitingShape.moments }
    /// Time a thread works until the answer, with everything it waits for (first phase).
    public var service: ResponseMoments { serviceShape.moments }
    /// Time it works after the answer (second phase).
    public var secondPhase: ResponseMoments
    /// Time from call to answer: wait and service.
    public var response: ResponseMoments { waiting.followed(by: service) }
    var waitingShape: TimeShape
    var serviceShape: TimeShape

    /// The time from call to answer that a share of the calls stays within, in seconds.
    ///
    /// Moments are composed over the tree of calls; the share that takes no time is kept apart and the rest taken
    /// as a gamma distribution.
    public func responseQuantile(_ share: Double) -> Double {
      waitingShape.followed(by: serviceShape).quantile(share)
    }

    /// Share of the calls that are answered within a time, in seconds.
    func responseShare(below time: Double) -> Double {
      waitingShape.followed(by: serviceShape).share(below: time)
    }
  }

  /// What a pool has to do.
  public struct Task: Sendable, Hashable {
    /// Requests per second over all entries.
    public var throughput: Double
    /// Threads busy in the mean, over all copies.
    public var busyThreads: Double
    /// Busy share of a thread; 0 when unlimited.
    public var utilization: Double
    /// Mean wait for a thread, in seconds; infinite without steady state.
    public var waitingTime: Double
    /// Requests per second that all threads could finish, when everything else has the load it has; infinite where
    /// threads cannot run out.
    public var capacity: Double
  }

  /// What a processor has to do.
  public struct Processor: Sendable, Hashable {
    /// Visits per second, over all copies.
    public var throughput: Double
    /// Busy share of a server; for a delay, visitors in the mean.
    public var utilization: Double
    /// Mean wait of a visit that is first come, first served, in seconds; stretch beyond the demand when shared.
    public var waitingTime: Double
  }

  /// Results in the order of the network's entries.
  public var entries: [Entry]
  /// Results in the order of the network's tasks.
  public var tasks: [Task]
  /// Results in the order of the network's processors.
  public var processors: [Processor]
  /// Processors whose arrivals exceed what they can do, so that their queue grows without end.
  public var saturatedProcessors: [Int]
  /// Pools whose arrivals exceed what their threads can do.
  public var saturatedTasks: [Int]
  /// Passes of the fixed point.
  public var passes: Int
  /// What all passes looked at: entries, and what takes as long.
  var work = 0.0
  /// Relative change of the last pass.
  public var change: Double
  /// True when the last pass changed less than asked for.
  public var isConverged: Bool
  /// True when every queue has a steady state.
  public var isStable: Bool { saturatedProcessors.isEmpty && saturatedTasks.isEmpty }
}

/// Solves a layered network.
///
/// Every limited pool becomes a station whose rate with n busy threads is the throughput of a closed network of n
/// threads over what they use; users see a closed network of such stations. Exact where the network is in product
/// form and no pool is shared; pools with variable holding times are corrected by their second moment.
///
/// - Parameters:
///   - network: What to solve; validated first.
///   - tolerance: Relative change at which passes end; > 0.
///   - passLimit: Most passes; ≥ 1.
/// - Returns: The steady state; saturated stations are named in it, and their waits are infinite.
/// - Throws: ``LayeredNetworkError`` for the first number or index out of range, or a cycle of calls.
/// - Complexity: O(passes · Σ over pools of threads · stations · servers).
///
/// **Source.** Chandy, Herzog and Woo, IBM J. Res. Dev. 19(1), 1975 (flow equivalence); Rolia and Sevcik, IEEE
/// Transactions on Software Engineering 21(8), 1995 (layers).
public func solveLayered(
  _ network: LayeredNetwork, tolerance: Double = 1e-5, passLimit: Int = 100
) throws(LayeredNetworkError) -> LayeredSolution {
  var known: LayeredFixedPoint?
  return try solveLayered(network, from: &known, tolerance: tolerance, passLimit: passLimit)
}

/// Solves a layered network that may be hardly another than the last one, beginning where that came to rest.
///
/// What is saturated there has to be saturated here too; else all begins anew, since waits without end leave traces.
///
/// - Parameter known: Where the last one came to rest; nil when there was none. Afterwards where this one did.
func solveLayered(
  _ network: LayeredNetwork, from known: inout LayeredFixedPoint?, tolerance: Double = 1e-5,
  passLimit: Int = 100
) throws(LayeredNetworkError) -> LayeredSolution {
  let program = try LayeredProgram(network)
  var work = 0.0
  if let last = known, var state = LayeredFixedPoint(program, resuming: last) {
    let (passes, change) = try state.run(tolerance: tolerance, limit: passLimit, known: last.saturated)
    if change < tolerance {
      known = state
      return state.solution(passes: passes, change: change, isConverged: true)
    }
    work = state.work
  }
  var state = LayeredFixedPoint(program)
  state.work = work
  let (passes, change) = try state.run(tolerance: tolerance, limit: passLimit)
  known = change < tolerance ? state : nil
  return state.solution(passes: passes, change: change, isConverged: change < tolerance)
}

extension LayeredFixedPoint {
  func solution(passes: Int, change: Double, isConverged: Bool) -> LayeredSolution {
    var busy = [Double](repeating: 0, count: network.tasks.count)
    var throughput = busy
    let entries = network.entries.enumerated().map { index, entry -> LayeredSolution.Entry in
      var service = first[index]
      let sum = carried[index]
      if sum.weight > 0 {
        let mean = sum.mean / sum.weight
        service = TimeShape(
          mean: mean, variance: mean.isFinite ? max(0, sum.second / sum.weight - mean * mean) : .infinity,
          atom: sum.atom / sum.weight)
      }
      busy[entry.task] += flows[index] * (service.mean + second[index].mean)
      throughput[entry.task] += flows[index]
      return LayeredSolution.Entry(
        throughput: flows[index], secondPhase: second[index].moments,
        waitingShape: isLimited[entry.task] ? poolWaits[entry.task].time : TimeShape(), serviceShape: service)
    }
    let tasks = network.tasks.enumerated().map { index, task -> LayeredSolution.Task in
      var all = 0.0
      switch task.workers {
      case .threads(let count): all = Double(count * network.processors[task.processor].copies)
      case .users(let count, _): all = Double(count)
      case .unlimited: all = 0
      }
      return LayeredSolution.Task(
        throughput: throughput[index], busyThreads: busy[index],
        utilization: all > 0 ? busy[index] / all : 0,
        waitingTime: isLimited[index]
          ? poolWaits[index].time.mean + echoes.directWait(at: processorCount + index) : 0,
        capacity: isLimited[index]
          ? (poolRates[index].last ?? .infinity) * Double(network.processors[task.processor].copies)
          : .infinity)
    }
    var waits = [(wait: Double, flow: Double)](repeating: (0, 0), count: processorCount)
    for scope in scopes.indices {
      for stop in 0..<min(scopes[scope].visits.count, scopes[scope].results.count) {
        let station = scopes[scope].visits[stop].station
        let share = scopes[scope].flow * scopes[scope].visits[stop].count
        guard station < processorCount, share > 0 else { continue }
        waits[station].wait +=
          share * max(0, scopes[scope].results[stop].time - scopes[scope].visits[stop].meanService)
        waits[station].flow += share
      }
    }
    let processors = network.processors.enumerated().map { index, processor -> LayeredSolution.Processor in
      let copies = Double(processor.copies)
      let (wait, flow) = waits[index]
      let utilization = totals[index].work / Double(processor.serverCount)
      return LayeredSolution.Processor(
        throughput: totals[index].flow * copies, utilization: utilization,
        waitingTime: flow > 0 ? wait / flow + echoes.directWait(at: index) : 0)
    }
    return LayeredSolution(
      entries: entries, tasks: tasks, processors: processors,
      saturatedProcessors: saturated.filter { $0 < processorCount }.sorted(),
      saturatedTasks: saturated.filter { $0 >= processorCount }.map { $0 - processorCount }.sorted(),
      passes: passes, work: work, change: change, isConverged: isConverged)
  }
}
