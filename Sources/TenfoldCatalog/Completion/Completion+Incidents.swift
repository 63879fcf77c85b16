import TenfoldModel

extension Completion {
  /// Gives every incident a rate, a duration and a share where nobody knows them: as it is noticed, found and ended here.
  mutating func assumeIncidents() {
    let observation = system.observation
    let usual = [observation.detectionTime, observation.diagnosisTime, observation.repairTime]
      .compactMap { $0?.likely }
    for index in system.incidents.indices {
      var incident = system.incidents[index]
      incident.perYear.assume(Catalog.required("incident perYear").quantity)
      incident.affectedShare.assume(Catalog.required("incident affectedShare").quantity)
      let total = usual.reduce(0, +)
      incident.duration.assume(
        Quantity(
          total, low: total / 4, high: 4 * total,
          .derived(law: "noticed, found and ended as faults are here", basis: .assumed)))
      if let duration = incident.duration, usual.count == 3, total > 0 {
        incident.detectionTime.assume(duration.scaled(by: usual[0] / total))
        incident.diagnosisTime.assume(duration.scaled(by: usual[1] / total))
      }
      system.incidents[index] = incident
    }
  }
}
