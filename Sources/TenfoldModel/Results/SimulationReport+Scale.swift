extension SimulationReport {
  /// How a report about a whole came from a part of it.
  public struct Scale: Sendable, Hashable {
    /// A wait that the part shows otherwise than the whole, by formulas for both.
    public struct Deviation: Sendable, Hashable {
      /// The component.
      public var component: String
      /// What is waited for, in words.
      public var wait: String
      /// Mean wait in the whole, in seconds.
      public var whole: Double
      /// Mean wait in the part, in seconds.
      public var part: Double
      /// Share of the calls to the component that it concerns, in 0...1.
      public var share: Double

      /// Joins the parts.
      public init(component: String, wait: String, whole: Double, part: Double, share: Double = 1) {
        self.component = component
        self.wait = wait
        self.whole = whole
        self.part = part
        self.share = share
      }
    }

    /// Requests of the whole for each that was simulated.
    public var factor: Int
    /// Units (replicas, shards) that were simulated.
    public var keptUnits: Int
    /// Units of the whole.
    public var units: Int
    /// Executions that only kept components as busy as they are, over all executions, in 0...1.
    public var backgroundShare: Double
    /// Waits that are known to differ, the greatest difference first.
    public var deviations: [Deviation]

    /// Joins the parts.
    public init(factor: Int, keptUnits: Int, units: Int, backgroundShare: Double, deviations: [Deviation]) {
      self.factor = factor
      self.keptUnits = keptUnits
      self.units = units
      self.backgroundShare = backgroundShare
      self.deviations = deviations
    }
  }
}
