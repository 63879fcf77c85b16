internal import TenfoldModel

/// Machines that several components share.
extension ProgramCompiler {
  /// The machine whose cores a component's replicas wait for, with others; -1 where they have cores of their own.
  ///
  /// Only of cores that serve first come, first served, and that are as fast as the component's own would be.
  func sharedMachine(of component: Int) -> Int32 {
    let station = reading.primaryStation[component]
    let machine = lowered.components[component].machine
    guard machine >= 0, reading.isOnMachine[station], options.coreSharing == .firstComeFirstServed,
      reading.value(lowered.components[component].shardCount, or: 1) < 1.5,
      abs(reading.stations[station].speed - reading.machines[machine].speed) < 1e-9
    else { return -1 }
    return Int32(machine)
  }

  /// That work of others on a machine does not slow a component here, for each machine where that is so.
  func doubtsAboutMachines() -> [Diagnostic] {
    lowered.machines.indices.compactMap { machine in
      let alone = lowered.components.indices.filter {
        lowered.components[$0].machine == machine && sharedMachine(of: $0) < 0
          && reading.isOnMachine[reading.primaryStation[$0]]
      }
      guard !alone.isEmpty else { return nil }
      let names = alone.map { lowered.components[$0].name }.joined(separator: ", ")
      return Diagnostic(
        .warning, id: "TF-SIMULATE-003",
        "the cores of \(lowered.machines[machine].name) are shared, and \(names) \(alone.count == 1 ? "is" : "are") simulated "
          + "as if alone on it, so waits come out too short")
    }
  }
}
