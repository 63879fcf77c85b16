import TenfoldCatalog
import TenfoldModel

/// Fewer and smaller machines where they idle, as far as the goal leaves room.
struct RightSizing: Remedy {
  let id = "right-size-spot"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.kind == "budget" else { return [] }
    var system = situation.system
    let reading = situation.reading
    let rate = reading.usersNow * reading.requestsPerUser
    var names: [String] = []
    for index in system.components.indices {
      guard let cpu = system.components[index].resources.cpu?.likely,
        system.components[index].kind != .external
      else { continue }
      let busy = situation.utilization(of: index, at: rate)
      let factor = busy / SaturationLimit.plannedUtilization
      guard factor < 0.7, reading.primaryStation[index] >= 0 else { continue }
      let units = reading.stations[reading.primaryStation[index]].units
      let wanted = max(2, (units * factor).rounded(.up))
      if !reading.system.components[index].isStateful, wanted < units {
        system.components[index].scaling.replicas = .planned(wanted)
      } else if reading.system.components[index].isStateful, cpu >= 2 {
        let left = max(1, (cpu * factor).rounded(.up))
        guard left < cpu else { continue }
        system.components[index].resources.cpu = .planned(left)
      } else {
        continue
      }
      names.append(system.components[index].name)
    }
    guard !names.isEmpty else {
      return [.refused(subject: "machines", reason: "none is idle enough to be made smaller today")]
    }
    return [
      .change(
        subject: "machines",
        action:
          "size \(names.prefix(3).joined(separator: ", "))\(names.count > 3 ? " and others" : "") for today's load",
        system: system)
    ]
  }
}
