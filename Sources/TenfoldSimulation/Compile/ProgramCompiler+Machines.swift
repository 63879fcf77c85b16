internal import TenfoldModel

/// Machines that several components share.
extension ProgramCompiler {
  /// That work of others on a machine does not slow a component here, for each machine.
  func doubtsAboutMachines() -> [Diagnostic] {
    lowered.machines.indices.map { machine in
      let names = lowered.components.filter { $0.machine == machine }.map(\.name).joined(separator: ", ")
      return Diagnostic(
        .warning, id: "TF-SIMULATE-003",
        "\(names) share the cores of \(lowered.machines[machine].name); each is simulated as if it had them for itself, so "
          + "waits come out too short")
    }
  }
}
