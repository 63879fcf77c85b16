/// A number that knows how sure it is: low, likely and high in a base unit, and where it came from.
///
/// Base units are seconds, bytes, cores, requests per second and shares in 0...1; the unit is that of the
/// property that holds the quantity. `low` and `high` bound what is plausible, roughly a 90 % interval.
/// Invariant: `low <= likely <= high`, all finite.
public struct Quantity: Sendable, Hashable, Codable {
  /// The least plausible value.
  public let low: Double
  /// The single best value.
  public let likely: Double
  /// The greatest plausible value.
  public let high: Double
  /// Where the number came from.
  public let provenance: Provenance

  /// Makes a quantity; bounds that do not enclose `likely` are widened to it.
  ///
  /// - Precondition: all three are finite.
  public init(_ likely: Double, low: Double? = nil, high: Double? = nil, _ provenance: Provenance) {
    precondition(likely.isFinite && (low ?? 0).isFinite && (high ?? 0).isFinite, "a quantity is finite")
    self.likely = likely
    self.low = min(low ?? likely, likely)
    self.high = max(high ?? likely, likely)
    self.provenance = provenance
  }

  /// A number somebody stated.
  public static func stated(
    _ likely: Double, low: Double? = nil, high: Double? = nil, at location: SourceLocation? = nil
  ) -> Quantity {
    Quantity(likely, low: low, high: high, .stated(at: location))
  }

  /// A number the catalogue assumes.
  public static func assumed(
    _ likely: Double, low: Double, high: Double, entry: String, grade: Grade
  ) -> Quantity {
    Quantity(likely, low: low, high: high, .assumed(entry: entry, grade: grade))
  }

  /// True when low and high differ.
  public var isUncertain: Bool { low < high }

  /// The same number times a factor ≥ 0, of the same provenance.
  public func scaled(by factor: Double) -> Quantity {
    Quantity(likely * factor, low: low * factor, high: high * factor, provenance)
  }

  /// The value at `position` of the range: 0 gives `low`, 0.5 `likely`, 1 `high`.
  ///
  /// Between them geometric where all three are positive, since most ranges here are ratios ("1 to 12 ms"),
  /// and linear otherwise. `position` is clamped to 0...1.
  public func value(at position: Double) -> Double {
    let position = min(max(position, 0), 1)
    let (from, to, part) =
      position < 0.5 ? (low, likely, position * 2) : (likely, high, position * 2 - 1)
    guard from < to else { return from }
    guard low > 0 else { return from + (to - from) * part }
    return from * exponential(part * logarithm(to / from))
  }
}
