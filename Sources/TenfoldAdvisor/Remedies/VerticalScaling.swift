import TenfoldCatalog
import TenfoldModel
import TenfoldQueueing

/// A bigger machine; it ends at the largest there is, and cores contend for what they share.
struct VerticalScaling: Remedy {
  let id = "vertical-scaling"
  /// Cores of the largest common general-purpose shape.
  private static let largest = 64.0
  /// A machine less than this much bigger is not worth the change.
  private static let leastStep = 1.25
  /// How much bigger the next machine on offer is at the upper end.
  private static let sizeStep = 1.5
  /// Cores of a replica without state beyond which another replica is added instead: it costs no more than a bigger one
  /// and outlives the first.
  private static let largestReplica = 8.0
  /// How many times bigger a machine is tried.
  private static let factors = [2.0, 4, 8]

  /// Cores of the largest machine a component may move to.
  private static func largest(for component: Component, cores: Double) -> Double {
    component.resources.biggerSizes.map { cores * power(sizeStep, $0.likely.rounded()) } ?? largest
  }

  func proposals(in situation: Situation) -> [Proposal] {
    guard let index = situation.bottleneck else { return [] }
    let component = situation.component(index)
    let entry = situation.reading.system.components[index]
    switch situation.kind {
    case "storage":
      return [grow(\.storage, "disk", of: index, situation)].compactMap(\.self)
    case "memory":
      return [grow(\.memory, "memory", of: index, situation)].compactMap(\.self)
    case "machine": return [sharedMachine(of: index, situation)]
    case "saturation", "latency": break
    default: return []
    }
    guard component.kind != .external, component.kind != .cdn, let cores = component.resources.cpu else {
      return []
    }
    if !entry.isStateful, situation.isMultiplied(index) {
      return [
        .refused(
          subject: component.name,
          reason:
            "it runs \(QuantityText.count(situation.reading.replicas(of: index).now, "replica")), and another costs no "
            + "more than bigger ones")
      ]
    }
    if Catalog.dividesItself(component), component.scaling.replicas?.likely ?? 1 >= 2 {
      return [
        .refused(
          subject: component.name,
          reason: "it divides its data over its nodes, and another costs no more than bigger ones")
      ]
    }
    if entry.isStateful, let workers = component.workers?.likely, workers <= cores.likely {
      return [
        .refused(
          subject: component.name,
          reason:
            "\(component.name) works on \(QuantityText.count(workers)) of its \(QuantityText.number(cores.likely)) "
            + "cores at a time, so a bigger machine does not help")
      ]
    }
    if let bigger = component.resources.biggerSizes?.likely, bigger < 0.5 {
      return [
        .refused(subject: component.name, reason: "\(component.name) runs on the largest machine there is")
      ]
    }
    let largest = Self.largest(for: component, cores: cores.likely)
    guard cores.likely * Self.leastStep <= largest else {
      return [
        .refused(
          subject: component.name,
          reason:
            "\(component.name) has \(QuantityText.number(cores.likely)) cores already; machines end near "
            + QuantityText.number(largest))
      ]
    }
    let most = entry.isStateful ? largest : min(largest, Self.largestReplica)
    guard entry.isStateful || cores.likely * Self.leastStep <= most else {
      return [
        .refused(
          subject: component.name,
          reason:
            "\(component.name) has \(QuantityText.number(cores.likely)) cores already, and another replica "
            + "costs no more than a bigger one")
      ]
    }
    let factors = Self.factors.filter { cores.likely * $0 <= most * 1.001 }
    let tried = factors.isEmpty ? [most / cores.likely] : factors
    let alone: [Proposal] = tried.map { factor in
      .change(
        subject: component.name,
        action: "give \(component.name) \(QuantityText.number(cores.likely * factor)) cores",
        insteadOf: QuantityText.number(cores.likely),
        system: situation.changing(index) { Self.grow(&$0, by: factor, from: cores.likely) })
    }
    return alone
      + (entry.isStateful ? [] : tried.compactMap { together(index, by: $0, from: cores.likely, situation) })
  }

  /// A bigger machine for all that runs on one.
  private func sharedMachine(of index: Int, _ situation: Situation) -> Proposal {
    let name = situation.target.identity.subject
    let cores = situation.reading.cores(ofMachine: situation.reading.system.components[index].machine)
    let busy = situation.target.value(at: situation.goalUsers, in: situation.reading)
    let factor = [2.0, 4, 8].first { busy / $0 <= SaturationLimit.plannedUtilization } ?? 8
    let wanted = min(cores * factor, Self.largest)
    guard wanted >= cores * Self.leastStep else {
      return .refused(
        subject: name,
        reason: "\(name) has \(QuantityText.number(cores)) cores already; machines end near "
          + QuantityText.number(Self.largest))
    }
    var system = situation.system
    for member in system.components.indices where system.components[member].runsOn == name {
      let isWhole = (system.components[member].resources.cpu?.likely ?? cores) >= cores * 0.999
      if isWhole {
        Self.grow(&system.components[member], by: wanted / cores, from: cores, isShared: true)
      }
    }
    if let pool = system.placement.nodePools.firstIndex(where: { $0.name == name }) {
      system.placement.nodePools[pool].cpu = .planned(wanted)
    } else {
      system.placement.nodePools.append(NodePool(name: name, count: .planned(1), cpu: .planned(wanted)))
    }
    return .change(
      subject: name, action: "give \(name) \(QuantityText.number(wanted)) cores",
      insteadOf: QuantityText.number(cores), system: system)
  }

  /// Bigger limits for all components without state that would not carry the goal, in one move: each as much bigger as it
  /// needs, but no more than the one at hand; nil where there is no other.
  private func together(
    _ index: Int, by most: Double, from cores: Double, _ situation: Situation
  ) -> Proposal? {
    var system = situation.changing(index) { Self.grow(&$0, by: most, from: cores) }
    var count = 0
    for other in situation.busyStateless(beyond: SaturationLimit.plannedUtilization) where other != index {
      guard let cores = system.components[other].resources.cpu?.likely, !situation.isMultiplied(other) else {
        continue
      }
      let busy = situation.reading.stations[situation.reading.primaryStation[other]]
        .utilization(at: situation.goalRate)
      let needed = Self.factors.first { busy / $0 <= SaturationLimit.plannedUtilization }
      let factor = min(needed ?? most, most)
      guard cores * factor <= Self.largestReplica * 1.001 else { continue }
      Self.grow(&system.components[other], by: factor, from: cores)
      count += 1
    }
    guard count > 0 else { return nil }
    let name = situation.component(index).name
    return .change(
      subject: name,
      action: "give \(name) \(QuantityText.number(cores * most)) cores, and more to "
        + QuantityText.count(Double(count), "other"),
      insteadOf: nil, system: system)
  }

  /// More cores; of a store fewer of them work than are given, since they contend for what they share.
  ///
  /// - Parameter isShared: Whether others run on the machine: then what is lost is counted as work, as it slows them too.
  private static func grow(
    _ component: inout Component, by factor: Double, from cores: Double, isShared: Bool = false
  ) {
    component.resources.cpu = .planned(cores * factor)
    component.resources.memory = component.resources.memory?.scaled(by: factor)
    guard component.kind == .store else { return }
    func usable(_ value: (CatalogEntry) -> Double) -> Double {
      let law = UniversalScalability(
        contention: value(Catalog.required("store contention")),
        coherency: value(Catalog.required("store coherency")))
      return law.relativeCapacity(of: cores * factor) / law.relativeCapacity(of: cores) / factor
    }
    let (low, likely, high) = (usable(\.high), usable(\.likely), usable(\.low))
    let law = Provenance.derived(law: "universal scalability law", basis: .assumed)
    guard isShared else {
      let before = component.resources.usableShare ?? .stated(1)
      component.resources.usableShare = Quantity(
        before.likely * likely, low: before.low * low, high: before.high * high, law)
      return
    }
    for index in component.operations.indices {
      component.operations[index].demand.cpu = component.operations[index].demand.cpu.map {
        Quantity($0.likely / likely, low: $0.low / high, high: $0.high / low, law)
      }
    }
  }

  private func grow(
    _ resource: WritableKeyPath<Resources, Quantity?>, _ what: String, of index: Int, _ situation: Situation
  ) -> Proposal? {
    let component = situation.component(index)
    guard let now = component.resources[keyPath: resource]?.likely else { return nil }
    let value = situation.target.value(at: situation.goalUsers, in: situation.reading)
    let most = what == "disk" ? 64e12 : 512e9
    let wanted = min(most, max(now * 2, value * 1.3))
    guard wanted > now else {
      return .refused(
        subject: component.name, reason: "\(component.name) has \(QuantityText.bytes(now)) of \(what) already"
      )
    }
    return .change(
      subject: component.name,
      action: "give \(component.name) \(QuantityText.bytes(wanted)) of \(what)",
      insteadOf: QuantityText.bytes(now),
      system: situation.changing(index) { $0.resources[keyPath: resource] = .planned(wanted) })
  }
}
