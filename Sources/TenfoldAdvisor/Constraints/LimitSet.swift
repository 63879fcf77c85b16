import TenfoldModel

/// Every limit of one system, ready to be read at any position of its uncertain numbers.
struct LimitSet: Sendable {
  /// The system, compiled.
  let lowered: LoweredSystem
  /// Its numbers at their likely values.
  let likely: Reading
  /// Its limits, in a stable order.
  let limits: [any GrowthLimit]

  /// Collects the limits of a completed system.
  init(_ system: System, lowered: LoweredSystem) {
    self.lowered = lowered
    likely = Reading(lowered)
    limits = SaturationLimit.all(in: likely)
  }

  /// Users at which each limit breaks, in the order of `limits`.
  func breakingUsers(in reading: Reading) -> [Double] {
    limits.map { $0.breakingUsers(in: reading) }
  }
}
