/// Availability from how often something fails and how long that lasts.
public enum Downtime {
  /// Seconds in a year of 365.25 days.
  public static let year = 31_557_600.0

  /// Share of time that something works: MTBF/(MTBF + MTTR).
  ///
  /// - Parameters:
  ///   - betweenFailures: Mean time from repair to failure, in seconds; ≥ 0.
  ///   - repair: Mean time to repair, in seconds; ≥ 0.
  public static func availability(betweenFailures: Double, repair: Double) -> Double {
    guard repair > 0 else { return 1 }
    return betweenFailures == .infinity ? 1 : betweenFailures / (betweenFailures + repair)
  }

  /// Share of time lost to failovers.
  ///
  /// - Parameters:
  ///   - failuresPerYear: Failures of the active part.
  ///   - detection: Seconds until one is noticed.
  ///   - switchover: Seconds until the standby serves.
  public static func failoverUnavailability(
    failuresPerYear: Double, detection: Double, switchover: Double
  ) -> Double {
    min(1, failuresPerYear * (detection + switchover) / year)
  }

  /// Probability that two customers are given the same cells, when each gets `cellsPerCustomer` of `cellCount` by chance
  /// (shuffle sharding): 1 over the number of combinations.
  public static func fullOverlap(cellCount: Int, cellsPerCustomer: Int) -> Double {
    guard cellsPerCustomer > 0, cellsPerCustomer <= cellCount else { return 1 }
    return (0..<cellsPerCustomer).reduce(1.0) {
      $0 * Double(cellsPerCustomer - $1) / Double(cellCount - $1)
    }
  }
}
