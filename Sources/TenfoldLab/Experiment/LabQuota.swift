package import TenfoldModel

/// A part of a core that a node gets by a quota: at full speed until the period's share is used up, then nothing until the
/// next period.
package struct LabQuota: Sendable, Hashable {
  /// Seconds of a core for each second; above 0 and below 1.
  package let cores: Double
  /// Seconds of a period.
  package let period: Double

  /// The quota of nodes with so many cores; nil for a core or more, of which a node is never deprived.
  package init?(cores: Double, period: Double) {
    guard cores < 1 else { return nil }
    (self.cores, self.period) = (cores, period)
  }

  /// True for what stands on nodes with a quota: all but services.
  package static func isNode(_ kind: ComponentKind) -> Bool {
    kind == .store || kind == .cache || kind == .topic || kind == .gateway
  }

  /// Components of a system whose nodes have quotas.
  package static func components(of system: System) -> [String] {
    system.components.filter { isNode($0.kind) }.map(\.name)
  }

  /// The system with a whole core for each of its nodes, in which work goes at the speed that it has before the quota
  /// is used up.
  package static func atFullSpeed(_ system: System) -> System {
    var system = system
    for name in components(of: system) { system[name]?.resources.cpu = .stated(1) }
    return system
  }
}
