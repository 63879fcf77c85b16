import TenfoldModel

/// M/G/1 whose server turns to something else whenever it finds nobody waiting: garbage collection, compaction, a poll.
///
/// Away again and again until somebody waits (multiple vacations). The wait is that of M/G/1 plus the rest of a vacation,
/// independent of each other. Exact.
///
/// **Source.** Fuhrmann and Cooper, Operations Research 33(5), 1985; Doshi, Queueing Systems 1, 1986.
public struct VacationQueue: Sendable, Hashable {
  /// The same station without vacations.
  public let withoutVacations: GeneralServiceQueue
  /// How long the server stays away.
  public let vacation: ServiceDistribution

  /// Makes a station.
  ///
  /// - Throws: ``QueueingError`` for an argument out of range.
  public init(
    arrivalRate: Double, service: ServiceDistribution, vacation: ServiceDistribution
  ) throws(QueueingError) {
    withoutVacations = try GeneralServiceQueue(arrivalRate: arrivalRate, service: service)
    try vacation.validate(at: "vacation")
    self.vacation = vacation
  }

  /// Mean time before service, in seconds: E[V²]/(2 E[V]) more than without vacations; infinite without steady state.
  public var waitingTime: Double { withoutVacations.waitingTime + residualVacation }

  /// Mean time at the station, in seconds.
  public var responseTime: Double { waitingTime + withoutVacations.service.mean }

  /// Variance of the wait, in seconds squared.
  public var waitingVariance: Double {
    guard vacation.mean > 0 else { return withoutVacations.waitingVariance }
    let square = vacation.moment(3) / (3 * vacation.mean)
    return withoutVacations.waitingVariance + square - residualVacation * residualVacation
  }

  /// Mean requests present.
  public var queueLength: Double { withoutVacations.arrivalRate * responseTime }

  private var residualVacation: Double { vacation.mean > 0 ? vacation.moment(2) / (2 * vacation.mean) : 0 }
}
