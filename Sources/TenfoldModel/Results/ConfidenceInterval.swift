/// A mean and how far off it may be.
public struct ConfidenceInterval: Sendable, Hashable {
  /// The estimate.
  public var estimate: Double
  /// Distance from the estimate to either end; infinite when fewer than two batches say nothing about it.
  public var halfWidth: Double

  /// Joins estimate and half width.
  public init(estimate: Double, halfWidth: Double) {
    self.estimate = estimate
    self.halfWidth = halfWidth
  }

  /// The low end.
  public var low: Double { estimate - halfWidth }
  /// The high end.
  public var high: Double { estimate + halfWidth }
  /// Half the width as a share of the estimate; infinite when the estimate is 0.
  public var relativeHalfWidth: Double { estimate == 0 ? .infinity : halfWidth / abs(estimate) }
  /// True when `value` lies inside.
  public func contains(_ value: Double) -> Bool { abs(value - estimate) <= halfWidth }
}
