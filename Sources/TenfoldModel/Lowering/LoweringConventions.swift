/// Numbers that belong to no component and that a system need not state: the catalogue supplies them.
package struct LoweringConventions: Sendable {
  /// Time a call between two components adds on the network, in seconds.
  package var hop: Quantity
  /// Round-trip time between regions whose link is not described, in seconds.
  package var crossRegion: Quantity
  /// CPU a replica spends to apply a write, as a share of what the primary spends.
  package var applyShare: Quantity
  /// Exponent with which services grow with users.
  package var serviceGrowth: Quantity
  /// Share of faults that take all replicas together.
  package var commonCause: Quantity

  /// Joins the numbers.
  package init(
    hop: Quantity, crossRegion: Quantity, applyShare: Quantity, serviceGrowth: Quantity, commonCause: Quantity
  ) {
    self.hop = hop
    self.crossRegion = crossRegion
    self.applyShare = applyShare
    self.serviceGrowth = serviceGrowth
    self.commonCause = commonCause
  }
}
