#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// e^x − 1, exact also where x is tiny.
package func exponentialMinusOne(_ x: Double) -> Double { expm1(x) }

/// ln(1 + x), exact also where x is tiny.
package func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }

/// The cosine and sine of an angle in radians.
package func cosineAndSine(_ angle: Double) -> (cosine: Double, sine: Double) { (cos(angle), sin(angle)) }

/// The angle of a point seen from the origin, in −π...π.
package func angle(ofPoint x: Double, _ y: Double) -> Double { atan2(y, x) }
