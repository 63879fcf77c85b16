public import TenfoldModel
import TenfoldQueueing

extension Advisor {
  /// Solves a system that was analyzed at many loads, as it stands: a geometric grid from today's on, and just below every
  /// load at which something breaks.
  ///
  /// Up to the first load without a steady state each point is what `tenfold solve` says. Beyond, nothing settles in which calls
  /// could be given up, repeated or waited for, so that requests are taken to be sent once: processors are as busy as
  /// the utilization law makes them, pools as if their threads were held as long as at the last load with a steady state.
  ///
  /// - Parameters:
  ///   - analysis: The answer about the system.
  ///   - factor: The greatest load over today's; > 1.
  ///   - loop: Spreads the work over threads; it changes no digit.
  /// - Throws: ``AdvisorError`` when the factor is out of range or the solver refuses the system.
  /// - Complexity: O(points · passes · (operations + calls)).
  ///
  /// **Source.** Denning and Buzen, ACM Computing Surveys 10(3), 1978, doi:10.1145/356733.356735 (utilization law).
  public static func growthCurve(
    of analysis: Analysis, upTo factor: Double = 1000, on loop: ParallelLoop = serialLoop
  ) throws(AdvisorError) -> GrowthCurve {
    guard factor > 1, factor.isFinite else {
      throw .badOption(name: "factor", value: factor, expected: "a number above 1")
    }
    let loads = GrowthLoads(of: analysis, upTo: factor).users
    let (steady, first) = try steadyLoads(analysis.system, loads)
    let points = parallelMap(loads.count, on: loop) { index in
      index < steady.solutions.count ? steady.point(index, loads[index]) : steady.beyond(loads[index])
    }
    return GrowthCurve(
      components: analysis.system.components.map(\.name), journeys: steady.journeys,
      criticalPaths: CriticalPathSearch(steady.reading, first).paths, points: points)
  }

  /// The loads, ascending, that have a steady state, and the solution for the first of all.
  private static func steadyLoads(
    _ system: System, _ loads: [Double]
  ) throws(AdvisorError) -> (loads: SteadyLoads, first: Solution) {
    var steady = SteadyLoads(system)
    var first: Solution?
    for users in loads {
      let solution: Solution
      do {
        let rate = users * steady.reading.requestsPerUser
        solution = try SystemSolver.solveAtRest(steady.reading, rate: rate)
      } catch {
        throw .unsolvable(system: system.name, reason: "at \(QuantityText.users(users)) \(error)")
      }
      first = first ?? solution
      guard solution.isStable else {
        steady.firstUnsteady = solution
        break
      }
      steady.solutions.append(solution)
    }
    guard let first else { preconditionFailure("there is a load") }
    return (steady, first)
  }
}
