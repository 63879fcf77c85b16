import TenfoldModel

/// A complex number, as far as Laplace transforms need it.
struct Complex: Sendable, Hashable {
  var real: Double
  var imaginary: Double

  init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  static func + (a: Complex, b: Complex) -> Complex { Complex(a.real + b.real, a.imaginary + b.imaginary) }
  static func - (a: Complex, b: Complex) -> Complex { Complex(a.real - b.real, a.imaginary - b.imaginary) }
  static func * (a: Complex, b: Complex) -> Complex {
    Complex(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }
  static func * (a: Double, b: Complex) -> Complex { Complex(a * b.real, a * b.imaginary) }
  static func / (a: Complex, b: Complex) -> Complex {
    let scale = b.real * b.real + b.imaginary * b.imaginary
    return Complex(
      (a.real * b.real + a.imaginary * b.imaginary) / scale,
      (a.imaginary * b.real - a.real * b.imaginary) / scale)
  }

  /// e to this power.
  var exponential: Complex {
    let size = TenfoldModel.exponential(real)
    let (cosine, sine) = cosineAndSine(imaginary)
    return Complex(size * cosine, size * sine)
  }

  /// This raised to a real power, on the main branch.
  func raised(to power: Double) -> Complex {
    let logarithmOfSize = logarithm(real * real + imaginary * imaginary) / 2
    return Complex(power * logarithmOfSize, power * angle(ofPoint: real, imaginary)).exponential
  }
}

/// Turning a Laplace transform back into the function, for real t > 0.
enum LaplaceInversion {
  /// The function at `time` whose transform is `transform`, with an error near 1e-8 for smooth functions within ±1.
  ///
  /// **Source.** Abate and Whitt, ORSA Journal on Computing 7(1), 1995: the Euler algorithm with A = 18.4, 15 terms and
  /// Euler summation over 11 more.
  static func value(at time: Double, _ transform: (Complex) -> Complex) -> Double {
    let shift = 18.4
    let front = exponential(shift / 2) / time
    var sum = transform(Complex(shift / (2 * time))).real / 2
    var binomial = 1.0
    var result = 0.0
    for k in 1...26 {
      let term = transform(Complex(shift / (2 * time), Double(k) * .pi / time)).real
      sum += k % 2 == 0 ? term : -term
      if k >= 15 {
        result += binomial * sum
        binomial *= Double(26 - k) / Double(k - 14)
      }
    }
    return front * result / 2048
  }
}
