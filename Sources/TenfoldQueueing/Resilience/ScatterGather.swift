import TenfoldModel

/// A request that asks many leaves at once and waits for all.
///
/// **Source.** Dean and Barroso, CACM 56(2), 2013.
public enum ScatterGather {
  /// Probability that at least one of `count` independent leaves is slow.
  ///
  /// - Parameters:
  ///   - each: Probability that one leaf is slow, in 0...1.
  ///   - count: Leaves; ≥ 0.
  public static func slowShare(each: Double, count: Double) -> Double {
    each >= 1 ? 1 : -exponentialMinusOne(count * logarithmOfOnePlus(-each))
  }

  /// Share of the leaf responses that must be within a time so that `share` of the gathered ones are.
  public static func leafShare(forAll share: Double, count: Double) -> Double { power(share, 1 / count) }

  /// The time that a share of the gathered responses stays below, in seconds.
  ///
  /// - Parameters:
  ///   - share: In 0 ..< 1.
  ///   - count: Leaves; ≥ 1.
  ///   - scale: A first guess, in seconds; > 0.
  ///   - leafTail: Probability that one leaf takes longer than a time in seconds.
  public static func quantile(
    _ share: Double, count: Double, scale: Double, leafTail: (Double) -> Double
  ) -> Double {
    RootFinding.whereTail(falls: 1 - share, scale: scale) { slowShare(each: leafTail($0), count: count) }
  }
}
