internal import TenfoldLoad
internal import TenfoldModel
internal import TenfoldPlatform

/// Finds how much work statements are to declare, and what operations take, at low loads only.
struct LabCalibration {
  let observer: LabObserver
  /// Seconds of each load.
  let duration: Double

  /// Amounts of work between which the cost of a row is found.
  static let probes = [0, 2000]
  /// Share of a node's cores that a calibrating load takes.
  private static let lowShare = 0.3
  /// Share of the machine's cores that services take under such a load, which they share.
  private static let lowMachineShare = 0.1
  private var stand: LabStand { observer.stand }

  /// Rows that each statement counts up so that it takes what the system says, by `store.operation`.
  ///
  /// A statement costs some processor time without any work; one that is to take less than that does none.
  func work() throws(LabError) -> [String: Int] {
    var work: [String: Int] = [:]
    for store in stand.system.components where store.kind == .store {
      for operation in store.operations {
        guard let wanted = operation.demand.cpu?.likely else { continue }
        var costs: [Double] = []
        for amount in Self.probes {
          // What a statement takes is not known yet; some 0.2 ms is a guess that only sets the load.
          costs.append(
            try observer.cost(
              of: store.name, operation.name, work: amount,
              rate: min(400, Self.lowShare * observer.nodeCores / 0.0002), duration: duration, on: store.name)
          )
        }
        let perRow = (costs[1] - costs[0]) / Double(Self.probes[1] - Self.probes[0])
        guard perRow > 0 else {
          throw .refused("\(store.name): more work took no more time; the machine is too busy")
        }
        work[store.name + "." + operation.name] = max(0, Int(((wanted - costs[0]) / perRow).rounded()))
      }
    }
    return work
  }

  /// What every operation takes.
  ///
  /// Statements are asked alone, so that reads and writes are told apart; then requests as they are, for what services
  /// and caches take. The processor time of a server's group over the requests answered is its demand.
  func demands() throws(LabError) -> (demands: LabDemands, lowRate: Double, lowMedian: Double?) {
    var demands = LabDemands()
    for store in stand.system.components where store.kind == .store {
      let replicas = Int(store.state?.replication?.replicas.likely ?? 0)
      for operation in store.operations {
        let wanted = max(operation.demand.cpu?.likely ?? 0, 0.0001)
        let rate = Self.lowShare * observer.nodeCores / wanted
        guard let (port, path) = stand.probe(store.name, operation.name, work: nil) else { continue }
        try observer.warmUp(port: port, path: path)
        let sight = try observer.load(port: port, path: path, rate: rate, duration: duration, seed: 21)
        let answered = max(1, Double(sight.report.answered))
        demands.operations[store.name + "." + operation.name] = (sight.used[store.name] ?? 0) / answered
        if operation.writes == true, replicas > 0 {
          let applied = (1...replicas).reduce(0) { $0 + (sight.used["\(store.name)-replica-\($1)"] ?? 0) }
          demands.applyTime = applied / Double(replicas) / answered
        }
      }
    }
    let reading = Reading(Lowering.lower(demands.put(into: stand.system), conventions: demands.conventions))
    let rate = lowRate(reading)
    try observer.warmUp(port: stand.port, path: stand.path)
    let sight = try observer.load(
      port: stand.port, path: stand.path, rate: rate, duration: max(duration, min(5, 50 / rate)), seed: 31)
    let answered = max(1, Double(sight.report.answered))
    let seen = stand.system.components.filter { $0.kind != .store }
    demands.addOverheads(of: seen, in: reading, used: sight.used, requests: answered)
    return (demands, sight.report.throughput, sight.report.latency(0.5))
  }

  /// A load under which no node is busier than some share, and all services together take little of the machine.
  private func lowRate(_ reading: Reading) -> Double {
    let node = reading.stations.map { $0.utilization(at: 1) }.max() ?? 0
    let services = reading.stations.reduce(0.0) { sum, station in
      reading.system.components[station.component].kind == .service ? sum + station.demand : sum
    }
    let machine = services / Double(Threads.processorCount)
    // A service whose cost is not known yet counts for nothing in that, so the rate is bounded as well.
    return min(Self.lowShare / max(node, 1e-9), Self.lowMachineShare / max(machine, 1e-9), 500)
  }
}
