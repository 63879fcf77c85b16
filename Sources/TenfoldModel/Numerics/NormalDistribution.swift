#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The standard normal distribution.
package enum NormalDistribution {
  /// Its density at `x`.
  package static func density(_ x: Double) -> Double {
    exponential(-x * x / 2) / 2.5066282746310002
  }

  /// Its cumulative probability at `x`.
  package static func cumulative(_ x: Double) -> Double {
    erfc(-x / 1.4142135623730951) / 2
  }

  /// The value not exceeded with `probability`; infinite at 0 and 1.
  ///
  /// Newton steps from the rational start of Abramowitz and Stegun 26.2.23, on the smaller tail.
  package static func quantile(_ probability: Double) -> Double {
    guard probability > 0 else { return -.infinity }
    guard probability < 1 else { return .infinity }
    let tail = min(probability, 1 - probability)
    let t = (-2 * logarithm(tail)).squareRoot()
    var x =
      (2.515517 + 0.802853 * t + 0.010328 * t * t)
      / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t)
      - t
    for _ in 0..<4 {
      let error = cumulative(x) - tail
      let step = error / density(x)
      x -= step / (1 + x * step / 2)
    }
    return probability < 0.5 ? x : -x
  }
}

/// The logarithm of the gamma function of a positive number.
package func logarithmOfGamma(_ x: Double) -> Double {
  // Lanczos approximation, g = 7, n = 9: lgamma of the C library keeps its sign in a global variable.
  let coefficients = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ]
  if x < 0.5 {
    return log(Double.pi / abs(sin(Double.pi * x))) - logarithmOfGamma(1 - x)
  }
  let shifted = x - 1
  var sum = 0.99999999999980993
  for (index, coefficient) in coefficients.enumerated() { sum += coefficient / (shifted + Double(index + 1)) }
  let t = shifted + 7.5
  return 0.9189385332046727 + (shifted + 0.5) * log(t) - t + log(sum)
}
