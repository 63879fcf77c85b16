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
