extension ServiceConfiguration {
  /// Which of its requests a service traces, and where to.
  public struct Tracing: Codable, Sendable, Hashable {
    /// The file that spans are added to, each as a line of ``TraceData``.
    public var path: String
    /// How many traces may begin in a second; ≥ 0. A request that comes with a trace is always part of it.
    public var tracesPerSecond: Double

    /// Joins them.
    public init(path: String, tracesPerSecond: Double) {
      self.path = path
      self.tracesPerSecond = tracesPerSecond
    }
  }
}
