#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The natural exponential.
package func exponential(_ x: Double) -> Double { exp(x) }

/// The natural logarithm of a positive number.
package func logarithm(_ x: Double) -> Double { log(x) }

/// `base` raised to `exponent`.
package func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
