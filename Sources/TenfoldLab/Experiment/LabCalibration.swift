internal import TenfoldLoad
internal import TenfoldModel
internal import TenfoldPlatform

/// Finds how much work statements are to declare, and what operations take, before anything is predicted.
///
/// What an operation takes falls with load: a server that has slept since the last request finds its code and data gone
/// from the processor's caches. So each is measured on servers that are kept busy, one statement alone at a time; what
/// an idle server takes besides is measured once at a low load, and told.
struct LabCalibration {
  let observer: LabObserver
  /// Seconds of each load; a burst takes half of it.
  let duration: Double
  /// True when caches are empty at the begin of each low load, as they will be when loads are measured.
  let beginsEmpty: Bool

  /// Amounts of work between which the cost of a row is found.
  static let probes = [0, 2000]
  /// Bursts of each statement, in turns with those of the others, since the machine's speed differs with the minute.
  private static let rounds = 2
  /// Share of a node's cores that a low load takes.
  private static let lowShare = LabDemands.idleShare
  /// Low loads of which the least median is taken: other work makes one longer, and none shorter.
  private static let lowLoads = 3
  /// Share of the machine's cores that services take under such a load, which they share.
  private static let lowMachineShare = 0.1
  private var stand: LabStand { observer.stand }

  /// What was found.
  struct Finding {
    /// What operations take on busy servers.
    var demands = LabDemands()
    /// The low load, its seconds, and its least median; nil where half were never answered.
    var lowRate = 0.0
    var lowDuration = 0.0
    var lowMedian: Double?
  }

  /// Rows that each statement counts up so that it takes what the system says, by `store.operation`.
  ///
  /// A statement costs some processor time without any work; one that is to take less than that does none.
  func work() throws(LabError) -> [String: Int] {
    var work: [String: Int] = [:]
    for store in stand.system.components where store.kind == .store {
      for operation in store.operations {
        guard let wanted = operation.demand.cpu?.likely else { continue }
        let costs = try busyCosts(Self.probes.map { .init(store: store, operation: operation, work: $0) })
        let perRow = (costs[1].cost - costs[0].cost) / Double(Self.probes[1] - Self.probes[0])
        guard perRow > 0 else {
          throw .refused("\(store.name): more work took no more time; the machine is too busy")
        }
        work[store.name + "." + operation.name] = max(0, Int(((wanted - costs[0].cost) / perRow).rounded()))
      }
    }
    return work
  }

  /// What every operation takes.
  ///
  /// The processor time of a server's group over the requests answered is a demand. Statements are asked alone, so that
  /// reads and writes are told apart. Then requests as they are: with databases that have all cores, for what services
  /// and caches take when they are busy; and at a low load for the median.
  func demands() throws(LabError) -> Finding {
    var finding = Finding()
    for store in stand.system.components where store.kind == .store {
      let statements = store.operations.map { Statement(store: store, operation: $0, work: nil) }
      for (statement, found) in zip(statements, try busyCosts(statements)) {
        finding.demands.operations[statement.key] = found.cost
        if statement.operation.writes == true, let apply = found.applyTime {
          finding.demands.applyTime = apply
        }
      }
      for statement in statements {
        finding.demands.idle[statement.key] = try idleCost(
          statement, busy: finding.demands.operations[statement.key] ?? 0)
      }
    }
    try addOverheads(to: &finding.demands)
    let low = lowRate(
      Self.reading(of: beginsEmpty ? Self.withEmptyCaches(stand.system) : stand.system, with: finding.demands)
    )
    try observer.warmUp(stand.entry)
    finding.lowRate = low
    finding.lowDuration = max(duration / 2, min(2.5, 25 / low))
    var (used, answered): ([String: Double], Double) = ([:], 0)
    for index in 0..<Self.lowLoads {
      if beginsEmpty { try stand.emptyCaches() }
      let sight = try observer.load(
        stand.entry, rate: low, duration: finding.lowDuration, seed: UInt64(31 + index))
      used.merge(sight.usedInAll) { $0 + $1 }
      answered += Double(sight.report.answered)
      guard let median = sight.report.latency(0.5) else { continue }
      finding.lowMedian = min(median, finding.lowMedian ?? .infinity)
    }
    finding.demands.addIdle(
      of: stand.system.components.filter { LabQuota.isNode($0.kind) && $0.kind != .store },
      in: Self.reading(of: stand.system, with: finding.demands), used: used, requests: answered)
    return finding
  }

  /// How many times as long as it was calibrated the first statement of a store takes now, on the busy primary.
  func drift(of store: String, from demands: LabDemands) throws(LabError) -> Double? {
    guard let component = stand.system[store], let operation = component.operations.first else { return nil }
    let statement = Statement(store: component, operation: operation, work: nil)
    guard let before = demands.operations[statement.key], before > 0 else { return nil }
    let sight = try observer.saturate(try entry(of: statement), duration: duration / 2, seed: 41)
    return sight.report.answered > 0 ? sight.cost(on: store) / before : nil
  }

  /// One statement of a store, with an amount of work; nil for its own.
  private struct Statement {
    let store: Component
    let operation: Operation
    let work: Int?
    var key: String { store.name + "." + operation.name }
  }

  /// Seconds of processor time of the primary for each statement when it is busy with that alone, and of a copy to apply it.
  private func busyCosts(
    _ statements: [Statement]
  ) throws(LabError) -> [(cost: Double, applyTime: Double?)] {
    var sums = statements.map { _ in (used: 0.0, applied: 0.0, answered: 0.0) }
    for round in 0..<Self.rounds {
      for (index, statement) in statements.enumerated() {
        let entry = try entry(of: statement)
        if round == 0 { try observer.warmUp(entry) }
        let sight = try observer.saturate(entry, duration: duration / 2, seed: UInt64(11 + round))
        guard sight.report.answered > 0 else { throw .refused("\(statement.key) was not answered once") }
        sums[index].used += sight.usedInAll[statement.store.name] ?? 0
        sums[index].applied += copies(of: statement.store).reduce(0) { $0 + (sight.usedInAll[$1] ?? 0) }
        sums[index].answered += Double(sight.report.answered)
      }
    }
    return zip(statements, sums).map { statement, sum in
      let copies = Double(copies(of: statement.store).count)
      return (sum.used / sum.answered, copies > 0 ? sum.applied / copies / sum.answered : nil)
    }
  }

  /// The same at a low load, on a primary that mostly sleeps.
  private func idleCost(_ statement: Statement, busy: Double) throws(LabError) -> Double {
    let rate = Self.lowShare * observer.nodeCores / max(busy, 0.0001)
    let sight = try observer.load(
      try entry(of: statement), rate: rate, duration: duration / 2, seed: 21)
    return sight.cost(on: statement.store.name)
  }

  private func entry(of statement: Statement) throws(LabError) -> LabEntry {
    guard let entry = stand.probe(statement.store.name, statement.operation.name, work: statement.work) else {
      throw .unsupported("no service of \(stand.system.name) asks \(statement.store.name)")
    }
    return entry
  }

  private static func reading(of system: System, with demands: LabDemands) -> Reading {
    Reading(Lowering.lower(demands.put(into: system), conventions: demands.conventions))
  }

  /// The system with caches that answer nothing.
  static func withEmptyCaches(_ system: System) -> System {
    var system = system
    for index in system.components.indices where system.components[index].kind == .cache {
      var state = system.components[index].state ?? StoredState()
      state.hitRatio = .stated(0)
      system.components[index].state = state
    }
    return system
  }

  private func copies(of store: Component) -> [String] { Array(stand.servers(of: store.name).dropFirst()) }

  /// Adds what services and caches take, from requests as they are and as many as come through databases without limit.
  private func addOverheads(to demands: inout LabDemands) throws(LabError) {
    try stand.limitStores(toCores: Double(Threads.processorCount))
    defer { try? stand.limitStores(toCores: observer.nodeCores) }
    try observer.warmUp(stand.entry)
    let sight = try observer.saturate(stand.entry, duration: duration / 2, seed: 17)
    demands.addOverheads(
      of: stand.system.components.filter { $0.kind != .store },
      in: Self.reading(of: stand.system, with: demands),
      used: sight.usedInAll,
      requests: max(1, Double(sight.report.answered)))
  }

  /// A load under which no node is busier than some share, and all services together take little of the machine.
  private func lowRate(_ reading: Reading) -> Double {
    let node = reading.stations.map { $0.utilization(at: 1) }.max() ?? 0
    let services = reading.stations.reduce(0.0) { sum, station in
      reading.system.components[station.component].kind == .service ? sum + station.demand : sum
    }
    let machine = services / Double(Threads.processorCount)
    return min(Self.lowShare / max(node, 1e-9), Self.lowMachineShare / max(machine, 1e-9), 500)
  }
}
