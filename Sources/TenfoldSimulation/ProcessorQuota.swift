/// A share of one core that a kernel enforces by periods, as Linux does for a container with a limit of its processor time.
///
/// A quota of a quarter of a core is not a core of a quarter of the speed: work runs at full speed until the period's
/// share is used up, and stands until the next period begins. Throughput and saturation are the same; below saturation
/// most requests are faster, and some wait about a period.
public struct ProcessorQuota: Sendable, Hashable {
  /// Seconds of a core for each second; above 0 and below 1.
  public var cores: Double
  /// Seconds of a period, such as 0.1, which Kubernetes has; above 0.
  public var period: Double

  /// Joins them.
  public init(cores: Double, period: Double) {
    self.cores = cores
    self.period = period
  }
}
