import TenfoldModel

extension TimeShape {
  private static let gridSize = 256

  /// The earlier of two answers, the second of which is asked for when the first is not back after a while.
  ///
  /// The copies are taken as independent: *P(T > t) = S(t)* before the second is sent and *S(t) S(t − after)* from then
  /// on, with *S* of the gamma distribution of these moments. Integrated on a grid of equal ratios of time; the load of
  /// the second copies is not in it.
  ///
  /// - Parameter after: Time until the second copy is sent, in seconds; ≥ 0.
  /// - Complexity: O(1): some hundred distribution functions.
  ///
  /// **Source.** Dean and Barroso, Communications of the ACM 56(2), 2013, for the method.
  package func hedged(after: Double) -> TimeShape {
    guard mean.isFinite, mean > 0, variance > 0 else { return self }
    let (scale, shape) = (variance / mean, mean * mean / variance)
    func survival(_ time: Double) -> Double {
      time <= 0 ? 1 : max(0, 1 - GammaDistribution.cumulative(time / scale, shape: shape))
    }
    func hedgedSurvival(_ time: Double) -> Double {
      time < after ? survival(time) : survival(time) * survival(time - after)
    }
    let end = max(after, GammaDistribution.quantile(1 - 1e-9, shape: shape) * scale)
    let start = end * 1e-9
    let ratio = exponential(logarithm(end / start) / Double(Self.gridSize))
    var (first, second) = (start, start * start)
    var (time, before) = (start, hedgedSurvival(start))
    for _ in 0..<Self.gridSize {
      let next = time * ratio
      let there = hedgedSurvival(next)
      first += (next - time) * (before + there) / 2
      second += (next - time) * (time * before + next * there)
      (time, before) = (next, there)
    }
    return TimeShape(mean: min(mean, first), variance: max(0, min(variance, second - first * first)))
  }
}
