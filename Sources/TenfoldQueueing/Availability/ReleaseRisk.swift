/// What a release can break, and for how many requests.
public enum ReleaseRisk {
  /// Probability that at least one of the changes released together fails.
  ///
  /// - Parameters:
  ///   - changeFailure: Probability that one change fails, in 0...1.
  ///   - changeCount: Changes in the batch.
  public static func batchFailure(changeFailure: Double, changeCount: Double) -> Double {
    ScatterGather.slowShare(each: changeFailure, count: changeCount)
  }

  /// Expected requests that meet a failed release.
  ///
  /// - Parameters:
  ///   - requestRate: Requests per second.
  ///   - changeFailure: Probability that the release fails.
  ///   - exposedShare: Share of the requests sent to it: 1 for all at once, a few hundredths for a canary.
  ///   - exposedTime: Seconds until it is taken back.
  public static func badRequests(
    requestRate: Double, changeFailure: Double, exposedShare: Double = 1, exposedTime: Double
  ) -> Double {
    requestRate * changeFailure * exposedShare * exposedTime
  }
}
