/// The gamma distribution of scale 1.
package enum GammaDistribution {
  /// Probability of at most `x`: the regularized lower incomplete gamma function.
  ///
  /// **Source.** Numerical Recipes, section 6.2: series below shape + 1, continued fraction above.
  package static func cumulative(_ x: Double, shape: Double) -> Double {
    guard x > 0 else { return 0 }
    return cumulative(
      x, shape: shape, front: exponential(-x + shape * logarithm(x) - logarithmOfGamma(shape)))
  }

  /// The same with the factor x^shape e^-x / Γ(shape), which is x times the density, known.
  private static func cumulative(_ x: Double, shape: Double, front: Double) -> Double {
    if x < shape + 1 {
      var term = 1 / shape
      var sum = term
      var denominator = shape
      for _ in 0..<10_000 {
        denominator += 1
        term *= x / denominator
        sum += term
        if term < sum * 1e-15 { break }
      }
      return min(1, sum * front)
    }
    var b = x + 1 - shape
    var c = 1e300
    var d = 1 / b
    var h = d
    for index in 1..<10_000 {
      let an = -Double(index) * (Double(index) - shape)
      b += 2
      d = 1 / nonzero(an * d + b)
      c = nonzero(b + an / c)
      let delta = d * c
      h *= delta
      if abs(delta - 1) < 1e-15 { break }
    }
    return max(0, 1 - front * h)
  }

  /// The value not exceeded with `probability`, by Halley steps kept inside a bracket.
  ///
  /// **Source.** Numerical Recipes, third edition, section 6.2.1.
  package static func quantile(_ probability: Double, shape: Double) -> Double {
    guard probability > 0 else { return 0 }
    guard probability < 1 else { return .infinity }
    guard shape < 1e5 else { return shape + shape.squareRoot() * normalQuantile(probability) }
    let scale = logarithmOfGamma(shape)
    func front(_ x: Double) -> Double { exponential(-x + shape * logarithm(x) - scale) }
    var (low, high) = (0.0, shape + 10 * shape.squareRoot() + 50)
    while cumulative(high, shape: shape, front: front(high)) < probability { high *= 2 }
    // Wilson and Hilferty give the start.
    let root = 1 - 1 / (9 * shape) + normalQuantile(probability) / (3 * shape.squareRoot())
    var x = min(max(shape * root * root * root, high * 1e-9), high)
    for _ in 0..<60 {
      let front = front(x)
      let error = cumulative(x, shape: shape, front: front) - probability
      if error > 0 { high = x } else { low = x }
      var next = (low + high) / 2
      if front > 0 {
        let step = error * x / front
        next = x - step / (1 - 0.5 * min(1, step * ((shape - 1) / x - 1)))
      }
      if !(next > low && next < high) { next = (low + high) / 2 }
      if abs(next - x) <= 1e-12 * x { return next }
      x = next
    }
    return x
  }

  /// The standard normal quantile, good to 4.5e-4 and only a starting point.
  ///
  /// **Source.** Abramowitz and Stegun 26.2.23.
  private static func normalQuantile(_ probability: Double) -> Double {
    let tail = min(probability, 1 - probability)
    let t = (-2 * logarithm(tail)).squareRoot()
    let value =
      t - (2.515517 + 0.802853 * t + 0.010328 * t * t)
      / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t)
    return probability > 0.5 ? value : -value
  }

  private static func nonzero(_ value: Double) -> Double {
    abs(value) < 1e-300 ? 1e-300 : value
  }
}
