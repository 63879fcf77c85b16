import TenfoldCatalog
public import TenfoldModel
import TenfoldQueueing

/// Answers what a system, or a change of it, does at any one load, fast enough to be asked at every move of a slider.
public struct LoadQuestion: Sendable {
  /// The system that runs or a change of it, read once for all the loads it is asked about.
  public struct Subject: Sendable {
    /// The system.
    public let system: System
    fileprivate let steady: SteadyLoads
    fileprivate let limits: LimitSet
  }

  /// Limits whose assumptions today's load refutes in the system that runs.
  private let refuted: [LimitIdentity]

  /// Prepares for questions about a system that runs.
  ///
  /// - Parameter running: The completed system, as ``Analysis/system`` has it.
  /// - Complexity: O(limits · log(loads)) readings.
  public init(about running: System) {
    refuted = LimitSet(running, lowered: Catalog.lower(running)).refuted
  }

  /// Reads the completed system that runs, or a change of it.
  ///
  /// - Complexity: O(operations + calls).
  public func subject(_ system: System) -> Subject {
    let steady = SteadyLoads(system)
    return Subject(
      system: system, steady: steady,
      limits: LimitSet(system, lowered: steady.reading.system, refuted: refuted))
  }

  /// Solves a system at one load, from rest, as ``Advisor/growthCurve(of:upTo:on:)`` does at each of its
  /// loads: `tenfold solve --users N` gives the same numbers where there is a steady state.
  ///
  /// - Parameter users: Users; > 0, finite.
  /// - Throws: ``AdvisorError`` when the load is out of range or the solver refuses the system.
  /// - Complexity: O(passes · (operations + calls)), and one value of each limit.
  public func answer(for subject: Subject, users: Double) throws(AdvisorError) -> LoadAnswer {
    guard users > 0, users.isFinite else {
      throw .badOption(name: "users", value: users, expected: "a number above 0")
    }
    var steady = subject.steady
    // Where cores are busy all the time there is no steady state, and looking for one takes longest.
    if !steady.saturates(at: users) {
      let solution: Solution
      do {
        let rate = users * steady.reading.requestsPerUser
        solution = try SystemSolver.solveAtRest(steady.reading, rate: rate)
      } catch {
        throw .unsolvable(system: subject.system.name, reason: "at \(QuantityText.users(users)) \(error)")
      }
      if solution.isStable { steady.solutions = [solution] } else { steady.firstUnsteady = solution }
    }
    return LoadAnswer(
      components: subject.system.components.map(\.name), journeys: steady.journeys,
      point: steady.solutions.isEmpty ? steady.beyond(users) : steady.point(0, users),
      broken: subject.limits.broken(at: users))
  }
}

extension LimitSet {
  /// The limits that a load breaks, those used most beyond them first.
  fileprivate func broken(at users: Double) -> [LoadAnswer.Broken] {
    limits.map { ($0.identity, $0.value(at: users, in: likely) / $0.limit(at: users, in: likely)) }
      .filter { $0.1 > 1 }.sorted { $0.1 > $1.1 }
      .map { LoadAnswer.Broken(kind: $0.0.kind, subject: $0.0.subject, quantity: $0.0.quantity) }
  }
}
