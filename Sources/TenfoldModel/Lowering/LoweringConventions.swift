/// Numbers that belong to no component and that a system need not state: the catalogue supplies them.
package struct LoweringConventions: Sendable {
  /// Time a call between two components adds on the network, in seconds.
  package var hop: Quantity
  /// Round-trip time between regions whose link is not described, in seconds.
  package var crossRegion: Quantity
  /// CPU that a copy which replays a log spends on a write, in seconds; at most what the write itself took.
  package var applyTime: Quantity
  /// Engines, by name, whose copies carry out every write anew.
  package var writeRepeatingEngines: Set<String>
  /// Exponent with which services grow with users.
  package var serviceGrowth: Quantity
  /// Share of faults that take all replicas together.
  package var commonCause: Quantity

  /// Joins the numbers.
  package init(
    hop: Quantity, crossRegion: Quantity, applyTime: Quantity, writeRepeatingEngines: Set<String> = [],
    serviceGrowth: Quantity, commonCause: Quantity
  ) {
    self.hop = hop
    self.crossRegion = crossRegion
    self.applyTime = applyTime
    self.writeRepeatingEngines = writeRepeatingEngines
    self.serviceGrowth = serviceGrowth
    self.commonCause = commonCause
  }
}
