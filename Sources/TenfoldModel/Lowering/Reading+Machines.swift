/// Machines that several components share: their work waits for the same cores.
extension Reading {
  /// What waits at the cores that a station's work waits for: the station's own work, or that of all on its machine.
  package func queue(at station: Int) -> Station {
    isOnMachine[station]
      ? machines[system.components[stations[station].component].machine] : stations[station]
  }

  /// Cores of a shared machine: as stated, else the most that one of its components is given.
  package func cores(ofMachine machine: Int) -> Double {
    let given = system.components.filter { $0.machine == machine }.map { value($0.cores, or: 1) }.max()
    return max(0.001, value(system.machines[machine].cores, or: given ?? 1))
  }

  /// The work of all components on each shared machine as one station, and the stations that are not held to less than the
  /// machine has.
  ///
  /// Copies and the shards that are not the hottest run elsewhere: a machine has one of each component.
  func sharedMachines() -> (machines: [Station], isOnMachine: [Bool]) {
    var isOnMachine = [Bool](repeating: false, count: stations.count)
    let machines = system.machines.indices.map { machine in
      let cores = cores(ofMachine: machine)
      var whole = Station(component: -1, role: .own)
      whole.serverCount = max(1, Int(min(cores, 1e6).rounded(.up)))
      whole.speed = cores / Double(whole.serverCount)
      var most = 0.0
      for (index, station) in stations.enumerated()
      where station.role != .replicas && system.components[station.component].machine == machine {
        let factor = station.speed / whole.speed
        whole.demand += station.demand * factor
        whole.visitCount += station.visitCount
        whole.secondMoment += station.secondMoment * factor * factor
        if station.demand >= most { (whole.component, most) = (station.component, station.demand) }
        let given = station.speed * Double(station.serverCount) * station.units
        isOnMachine[index] = given >= cores * 0.999
      }
      return whole
    }
    return (machines, isOnMachine)
  }

  /// True when both components run on one machine, so that no network lies between them.
  package func shareMachine(_ one: Int, _ other: Int) -> Bool {
    one >= 0 && system.components[one].machine >= 0
      && system.components[one].machine == system.components[other].machine
  }
}
