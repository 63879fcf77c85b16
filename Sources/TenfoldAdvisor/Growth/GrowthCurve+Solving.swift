import TenfoldCatalog
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

/// A system solved at growing loads for as long as it has a steady state.
private struct SteadyLoads: Sendable {
  let reading: Reading
  private let components: [String]
  /// Solutions for the first loads.
  var solutions: [Solution] = []
  /// The solution for the first load without a steady state.
  var firstUnsteady: Solution?

  init(_ system: System) {
    reading = Reading(Catalog.lower(system))
    components = system.components.map(\.name)
  }

  /// The journeys, in the system's order.
  var journeys: [String] { reading.system.journeys.map { reading.system.operations[$0.operation].name } }

  /// The point of a load with a steady state.
  func point(_ index: Int, _ users: Double) -> GrowthCurve.Point {
    let solution = solutions[index]
    var busiest: [String: Double] = [:]
    for station in solution.stations {
      busiest[station.component] = max(busiest[station.component] ?? 0, station.utilization)
    }
    let p99s = solution.journeys.map { $0.response.p99.isFinite ? $0.response.p99 : nil }
    return point(users, solution.rate, busiest, p99s, failedShare: solution.failedShare)
  }

  /// The point of a load without one.
  func beyond(_ users: Double) -> GrowthCurve.Point {
    let rate = users * reading.requestsPerUser
    var busiest: [String: Double] = [:]
    func add(_ utilization: Double, _ component: String) {
      guard utilization.isFinite else { return }
      busiest[component] = max(busiest[component] ?? 0, utilization)
    }
    for (index, station) in reading.stations.enumerated() where station.visitCount > 0 {
      // What shares a machine is as busy as the machine, as the solver has it below.
      add(reading.queue(at: index).utilization(at: rate), reading.system.components[station.component].name)
    }
    // Repeated calls may have broken a processor that what people ask for would not.
    for station in firstUnsteady?.stations ?? [] where station.kind == .processor && !station.isStable {
      add(station.utilization, station.component)
    }
    if let known = solutions.last ?? firstUnsteady {
      for station in known.stations where station.kind != .processor {
        add(station.utilization * rate / known.rate, station.component)
      }
    }
    let network = OpenNetwork(reading, rate: rate)
    let p99s = reading.system.journeys.map { journey -> Double? in
      let time = network.response(of: journey.operation).quantile(0.99)
      return time.isFinite ? time : nil
    }
    return point(users, rate, busiest, p99s, failedShare: nil)
  }

  private func point(
    _ users: Double, _ rate: Double, _ busiest: [String: Double], _ p99s: [Double?], failedShare: Double?
  ) -> GrowthCurve.Point {
    GrowthCurve.Point(
      users: users, rate: rate, utilizations: components.map { busiest[$0] }, p99s: p99s,
      failedShare: failedShare, estimate: Estimator.estimate(reading, users: users))
  }
}
