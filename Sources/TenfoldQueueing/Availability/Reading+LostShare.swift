package import TenfoldModel

extension Reading {
  /// Share of the requests to a component that fail since machines of it are down.
  ///
  /// Machines fail by themselves or, in a share of the faults, all at once; what the working ones cannot carry is lost.
  /// Something outside fails as often as it is said to.
  ///
  /// - Parameters:
  ///   - rate: Requests to the system per second; ≥ 0.
  ///   - busiest: How busy machines without state are taken to be at most, in 0...1.
  package func lostShare(of component: Int, at rate: Double, busiest: Double) -> Double {
    // Fields one by one: a copy of the whole component would cost more than all the arithmetic.
    let each = 1 - value(system.components[component].availability, or: 0.9995)
    guard system.components[component].kind != .external else { return each }
    var (load, count) = (1.0, 1)
    if system.components[component].isStateful {
      count = 1 + Int(max(copies(of: component), replicas(of: component).now - 1))
    } else {
      let station = stations[primaryStation[component]]
      count = max(1, Int(min(1e6, station.unitsInUse(at: rate))))
      load = min(rate * station.demand / Double(station.serverCount), busiest * Double(count))
    }
    return Redundancy.lostShare(
      load: load, count: count, unavailability: each, commonCause: value(system.commonCause, or: 0.05))
  }
}
