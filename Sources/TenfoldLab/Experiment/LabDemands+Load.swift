package import TenfoldModel

extension LabDemands {
  /// Busy share of a node under which statements were measured as those of an idle one.
  static let idleShare = 0.3

  /// What operations of nodes take at a load: between what they take on a node that mostly sleeps and on a busy one, in proportion
  /// to how busy the load makes it.
  ///
  /// Two points were measured; what lies between them is a straight line, and beyond them the nearer one. The busy share is
  /// that of busy operations, by which the low load was chosen too.
  ///
  /// - Parameter rate: Requests per second that the system gets; ≥ 0.
  package func at(_ rate: Double, of system: System) -> LabDemands {
    let reading = Reading(Lowering.lower(put(into: system), conventions: conventions))
    var demands = self
    for (index, component) in system.components.enumerated() where LabQuota.isNode(component.kind) {
      for operation in component.operations {
        let key = component.name + "." + operation.name
        guard let busy = operations[key], let idle = idle[key], idle > busy else { continue }
        // Only stores have copies, which answer what is read.
        let copies = operation.writes == true ? -1 : reading.replicaStation[index]
        let station = copies >= 0 ? copies : reading.primaryStation[index]
        guard station >= 0 else { continue }
        let share = min(1, reading.stations[station].utilization(at: rate))
        let part = max(0, (share - Self.idleShare) / (1 - Self.idleShare))
        demands.operations[key] = idle + (busy - idle) * part
      }
    }
    return demands
  }
}
