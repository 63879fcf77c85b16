import TenfoldCatalog
import TenfoldModel

/// A machine of its own for a store that shares one: two queues instead of one, and a hop over the network for every query.
struct SeparateHost: Remedy {
  let id = "separate-db-host"

  func proposals(in situation: Situation) -> [Proposal] {
    guard let bottleneck = situation.bottleneck, situation.isAboutLoad else { return [] }
    let machine = situation.reading.system.components[bottleneck].machine
    guard machine >= 0 else { return [] }
    let name = situation.reading.system.machines[machine].name
    let cores = situation.reading.cores(ofMachine: machine)
    let stores = situation.reading.system.components.indices.filter {
      situation.reading.system.components[$0].machine == machine
        && situation.reading.system.components[$0].isStateful
    }
    guard !stores.isEmpty else {
      return [.refused(subject: name, reason: "nothing that keeps state runs on \(name)")]
    }
    return stores.map { index in
      .change(
        subject: situation.component(index).name,
        action: "move \(situation.component(index).name) from \(name) to a machine of its own with "
          + "\(QuantityText.number(cores)) core\(cores == 1 ? "" : "s")",
        system: situation.changing(index) {
          $0.runsOn = nil
          $0.resources.cpu = .planned(cores)
        })
    }
  }
}
