import TenfoldModel

/// The longer of two times that run at once.
extension ResponseMoments {
  /// Squared variation up to which a gamma distribution's cube root is nearly normal, and from which on it is not used.
  private static let (normalUpTo, mixedFrom) = (1.5, 3.0)

  /// The longer of two that run at once, taken as independent.
  ///
  /// Each is fitted by a gamma distribution, whose cube root is nearly normal; the maximum of two normals has
  /// known moments, and cubing leads back. Within 1 % for two exponentials. The cube root is not normal where a time
  /// varies much: its mean would be 1 − (c²/9)³ of what it is, and negative beyond a squared variation c² of 9. From a
  /// squared variation of 3 on each is a mixture of two exponentials instead, of which the shorter has exact moments, and
  /// between 1.5 and 3 the answer goes over from the one to the other. It is never shorter than either of the two and never
  /// longer than both after another.
  ///
  /// **Source.** Wilson and Hilferty, PNAS 17, 1931; Clark, Operations Research 9(2), 1961.
  public func longer(of other: ResponseMoments) -> ResponseMoments {
    guard mean.isFinite, other.mean.isFinite else {
      return ResponseMoments(mean: .infinity, variance: .infinity)
    }
    guard mean > 0 else { return other }
    guard other.mean > 0 else { return self }
    guard variance.isFinite, other.variance.isFinite else {
      return ResponseMoments(mean: max(mean, other.mean), variance: .infinity)
    }
    let variation = max(squaredVariation, other.squaredVariation)
    let mixed = min(1, max(0, (variation - Self.normalUpTo) / (Self.mixedFrom - Self.normalUpTo)))
    var (first, second) = (0.0, 0.0)
    if mixed < 1 {
      let found = longerByCubeRoots(other)
      first = (1 - mixed) * found.first
      second = (1 - mixed) * found.second
    }
    if mixed > 0 {
      let found = longerByMixtures(other)
      first += mixed * found.first
      second += mixed * found.second
    }
    first = min(mean + other.mean, max(mean, other.mean, first))
    second = min(square + other.square, max(square, other.square, second))
    return ResponseMoments(mean: first, variance: max(0, second - first * first))
  }

  private var square: Double { variance + mean * mean }

  private var squaredVariation: Double { variance / (mean * mean) }

  // MARK: Cube roots

  /// First and second moment of the longer of two that vary little.
  private func longerByCubeRoots(_ other: ResponseMoments) -> (first: Double, second: Double) {
    let (first, second) = (cubeRootNormal, other.cubeRootNormal)
    let spread = (first.variance + second.variance).squareRoot()
    guard spread > 1e-12 else {
      return mean >= other.mean ? (mean, square) : (other.mean, other.square)
    }
    let alpha = (first.mean - second.mean) / spread
    let (above, density) = (NormalDistribution.cumulative(alpha), NormalDistribution.density(alpha))
    let maximum = first.mean * above + second.mean * (1 - above) + spread * density
    let secondMoment =
      (first.mean * first.mean + first.variance) * above
      + (second.mean * second.mean + second.variance) * (1 - above)
      + (first.mean + second.mean) * spread * density
    let variance = max(0, secondMoment - maximum * maximum)
    // Moments 3 and 6 of the normal that the cube root is taken to be.
    let square = maximum * maximum
    let cube = maximum * (square + 3 * variance)
    let sixth =
      square * square * square + 15 * square * square * variance + 45 * square * variance * variance
      + 15 * variance * variance * variance
    return (cube, sixth)
  }

  private var cubeRootNormal: (mean: Double, variance: Double) {
    let scale = power(mean, 1.0 / 3)
    let relative = variance / (mean * mean) / 9
    return (scale * (1 - relative), scale * scale * relative)
  }

  // MARK: Mixtures

  /// First and second moment of the longer of two of which one varies much: max = X + Y − min.
  ///
  /// With X a mixture of exponentials of rates λ, the shorter has mean Σ p (1 − L(λ))/λ and second moment
  /// Σ 2p (1 − L(λ) + λL′(λ))/λ², L being the Laplace transform of Y.
  private func longerByMixtures(_ other: ResponseMoments) -> (first: Double, second: Double) {
    let (wide, narrow) = squaredVariation >= other.squaredVariation ? (self, other) : (other, self)
    var (first, second) = (0.0, 0.0)
    for phase in wide.phases {
      let (value, slope) = narrow.transform(at: phase.rate)
      first += phase.share * (1 - value) / phase.rate
      second += 2 * phase.share * (1 - value + phase.rate * slope) / (phase.rate * phase.rate)
    }
    return (mean + other.mean - first, square + other.square - second)
  }

  /// Two exponentials of these moments that each carry half of the mean; for a squared variation of at least 1.
  private var phases: [(share: Double, rate: Double)] {
    let variation = min(1e9, max(1, squaredVariation))
    // The rarer share, without the cancellation of 1 − √((c² − 1)/(c² + 1)).
    let root = ((variation - 1) / (variation + 1)).squareRoot()
    let rare = 1 / ((variation + 1) * (1 + root))
    return [(1 - rare, 2 * (1 - rare) / mean), (rare, 2 * rare / mean)]
  }

  /// The Laplace transform of the time and its derivative: of a gamma distribution where it varies less than an
  /// exponential, else of a mixture of two.
  private func transform(at rate: Double) -> (value: Double, slope: Double) {
    let variation = squaredVariation
    guard variation < 1 else {
      return phases.reduce((0.0, 0.0)) { sum, phase in
        let all = phase.rate + rate
        return (sum.0 + phase.share * phase.rate / all, sum.1 - phase.share * phase.rate / (all * all))
      }
    }
    guard variation > 1e-9 else {
      let value = exponential(-rate * mean)
      return (value, -mean * value)
    }
    let stretch = 1 + rate * mean * variation
    let value = power(stretch, -1 / variation)
    return (value, -mean * value / stretch)
  }
}
