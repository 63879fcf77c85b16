/// Requests per second from how many people do what how often.
public enum OfferedLoad {
  /// Mean requests per second.
  ///
  /// - Parameters:
  ///   - users: People who use the system on a day.
  ///   - requestsPerUserAndDay: Requests of each.
  public static func meanRate(users: Double, requestsPerUserAndDay: Double) -> Double {
    users * requestsPerUserAndDay / 86_400
  }

  /// Requests per second at the peak, `peakFactor` times the mean: 2 to 4 for consumers, 5 to 10 around events.
  public static func peakRate(
    users: Double, requestsPerUserAndDay: Double, peakFactor: Double
  ) -> Double {
    meanRate(users: users, requestsPerUserAndDay: requestsPerUserAndDay) * peakFactor
  }
}
