import TenfoldCatalog
import TenfoldModel

/// Estimates what a system takes at a number of users, each line with its formula filled in.
struct Estimator {
  private let limits: LoweredSystem
  private let reading: Reading
  private let users: Double
  private var lines: [EstimateLine] = []

  private typealias Line = (topic: String, name: String, unit: String, isConvention: Bool)

  /// Estimates for a completed, compiled system.
  static func estimate(_ reading: Reading, users: Double) -> Estimate {
    var estimator = Estimator(limits: reading.system, reading: reading, users: users)
    estimator.run()
    return Estimate(users: users, lines: estimator.lines)
  }

  private func quantity(_ parameter: Int) -> Quantity? {
    parameter >= 0 ? limits.parameters.quantities[parameter] : nil
  }

  private mutating func add(
    _ topic: String, _ name: String, _ value: Double, _ unit: String, low: Double = 1, high: Double = 1,
    isConvention: Bool = true, _ formula: String
  ) {
    lines.append(
      EstimateLine(
        topic: topic, name: name, value: Range3(low: value * low, likely: value, high: value * high),
        unit: unit,
        formula: formula, isConvention: isConvention))
  }

  private mutating func run() {
    let perUser = reading.requestsPerUser
    let isConvention = quantity(limits.requestsPerUser)?.provenance.basis == .assumed
    let peakFactor = quantity(limits.peakFactor) ?? Catalog.required("workload peakFactor").quantity
    let peak = users * perUser
    let mean = peak / peakFactor.likely
    add(
      "requests", "requests per second at the peak", peak, "requests/s", isConvention: isConvention,
      "\(QuantityText.users(users)) x \(QuantityText.number(perUser)) requests/s = \(QuantityText.rate(peak))"
    )
    add(
      "requests", "requests per second, mean", mean, "requests/s", low: peakFactor.likely / peakFactor.high,
      high: peakFactor.likely / peakFactor.low, isConvention: peakFactor.provenance.basis == .assumed,
      "\(QuantityText.rate(peak)) / \(QuantityText.number(peakFactor.likely)) = \(QuantityText.rate(mean))")
    addStorage(mean: mean)
    addBandwidth(peak: peak, mean: mean)
    addCompute(peak: peak)
    addMoney(peak: peak, mean: mean)
  }

  private mutating func addStorage(mean: Double) {
    let overhead = Catalog.required("store overhead")
    var daily = 0.0
    var low = 0.0
    var high = 0.0
    var kept = 0.0
    var terms: [String] = []
    for (index, component) in limits.components.enumerated() where component.kind == .store {
      let writes = mean * reading.writesPerRequest(of: index)
      let bytes = quantity(component.bytesPerWrite) ?? Catalog.required("store bytesPerWrite").quantity
      let copies = 1 + reading.copies(of: index)
      let days = min(365, reading.value(component.retention, or: 31_536_000) / 86_400)
      let perDay = writes * bytes.likely * 86_400 * copies * overhead.likely
      daily += perDay
      low += writes * bytes.low * 86_400 * copies * overhead.low
      high += writes * bytes.high * 86_400 * copies * overhead.high
      kept += perDay * days
      if writes > 0 {
        terms.append(
          "\(component.name) \(QuantityText.count(writes)) writes/s x \(QuantityText.bytes(bytes.likely)) x "
            + "\(QuantityText.count(copies)) copies")
      }
    }
    guard daily > 0 else { return }
    let shown =
      terms.prefix(3).joined(separator: " + ") + (terms.count > 3 ? " + \(terms.count - 3) more" : "")
    add(
      "storage", "storage added per day", daily, "bytes", low: low / daily, high: high / daily,
      "(\(shown)) x 86,400 s x \(QuantityText.number(overhead.likely)) indexes and free space = \(QuantityText.bytes(daily))"
    )
    add(
      "storage", "storage after a year, with retention", kept, "bytes", low: low / daily, high: high / daily,
      "\(QuantityText.bytes(daily)) a day x \(QuantityText.number(kept / daily)) days kept = \(QuantityText.bytes(kept))"
    )
  }

  private var bytesPerRequest: (sent: Quantity, received: Quantity) {
    var (sent, received) = ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0))
    for journey in limits.journeys {
      for call in limits.callsOf[journey.operation] {
        let visits = reading.callVisits[call]
        let up = quantity(limits.calls[call].requestSize) ?? .stated(0)
        let down = quantity(limits.calls[call].responseSize) ?? .stated(0)
        sent = (sent.0 + visits * up.low, sent.1 + visits * up.likely, sent.2 + visits * up.high)
        received = (
          received.0 + visits * down.low, received.1 + visits * down.likely, received.2 + visits * down.high
        )
      }
    }
    return (
      .stated(sent.1, low: sent.0, high: sent.2), .stated(received.1, low: received.0, high: received.2)
    )
  }

  private mutating func addBandwidth(peak: Double, mean: Double) {
    let (sent, received) = bytesPerRequest
    let likely = sent.likely + received.likely
    guard likely > 0 else { return }
    let bits = peak * likely * 8
    add(
      "bandwidth", "bandwidth at the edge at the peak", bits, "bit/s",
      low: (sent.low + received.low) / likely,
      high: (sent.high + received.high) / likely,
      "\(QuantityText.rate(peak)) x (\(QuantityText.bytes(sent.likely)) in + \(QuantityText.bytes(received.likely)) out) x 8 = "
        + "\(QuantityText.number(bits / 1e9)) Gbit/s")
  }

  private mutating func addCompute(peak: Double) {
    let target = Catalog.required("compute utilization")
    var busy = 0.0
    var largest: (name: String, cores: Double) = ("", 0)
    for (index, component) in limits.components.enumerated() where component.kind != .external {
      let seconds = component.operations.reduce(0.0) {
        $0 + reading.visits[$1] * reading.value(limits.operations[$1].cpu, or: 0)
      }
      busy += peak * seconds
      if peak * seconds > largest.cores { largest = (limits.components[index].name, peak * seconds) }
    }
    let cores = busy / target.likely
    let (low, high) = (target.likely / target.high * 0.5, target.likely / target.low * 2.5)
    add(
      "compute", "cores at \(QuantityText.share(target.likely)) utilization", cores, "cores", low: low,
      high: high,
      "\(QuantityText.rate(peak)) x \(QuantityText.duration(busy / max(1e-12, peak))) of CPU / "
        + "\(QuantityText.number(target.likely)) = \(QuantityText.count(cores)) cores"
        + (largest.cores > 0 ? "; \(largest.name) takes \(QuantityText.share(largest.cores / busy))" : ""))
    let perNode = 16.0
    func machines(_ cores: Double) -> Double { max(1, (cores * 1.1 / perNode).rounded(.up)) }
    let nodes = machines(cores)
    add(
      "nodes", "machines of 16 cores", nodes, "1", low: machines(cores * low) / nodes,
      high: machines(cores * high) / nodes,
      "\(QuantityText.count(cores)) cores x 1.1 for the platform / 16, rounded up = \(QuantityText.count(nodes))"
    )
  }

  /// Cores that a component's machines have together: as many whole ones as the peak needs at the planned utilization, none
  /// without a machine, and of what is stored as many as there are copies, each as large as the busiest.
  private func paidCores(of index: Int, peak: Double) -> Double {
    let component = limits.components[index]
    let machine = max(0.05, reading.value(component.cores, or: 1))
    // What shares a machine is paid with it; copies of a store run elsewhere.
    if component.machine >= 0 { return component.isStateful ? machine * reading.copies(of: index) : 0 }
    let target = Catalog.required("compute utilization").likely
    let own = peak * reading.stations[reading.primaryStation[index]].demand / target
    guard component.isStateful else { return max(1, (own / machine).rounded(.up)) * machine }
    let copies = reading.copies(of: index)
    let shards = max(1, reading.value(component.shardCount, or: 1).rounded())
    let least = max(shards * (1 + copies), reading.replicas(of: index).now) * machine
    guard copies > 0, reading.replicaStation[index] >= 0 else { return max(least, own) }
    let others = peak * reading.stations[reading.replicaStation[index]].demand / target
    // Copies that answer share the work; those that stand by have to be able to take it.
    return max(least, component.readTarget == .primary ? own * (1 + copies) : own + others)
  }

  /// Cores of a machine that components share: those it has, or as many as the peak needs at the planned utilization.
  private func paidCores(ofMachine machine: Int, peak: Double) -> Double {
    let station = reading.machines[machine]
    let target = Catalog.required("compute utilization").likely
    return max(reading.cores(ofMachine: machine), peak * station.demand * station.speed / target)
  }

  private mutating func addMoney(peak: Double, mean: Double) {
    let month = MonthlyCost.Price.month
    let coreMonth = MonthlyCost.Price.coreMonth * (limits.runsOnARM ? MonthlyCost.Price.armShare : 1)
    var compute = 0.0
    var coresByMarkup: [(markup: Double, what: String, cores: Double)] = [
      (1, "", 0), (MonthlyCost.Price.storeMarkup, " for managed stores", 0),
      (MonthlyCost.Price.cacheMarkup, " for managed caches", 0),
    ]
    for (index, component) in limits.components.enumerated()
    where component.kind != .external && component.kind != .cdn && reading.primaryStation[index] >= 0 {
      let kind = component.kind == .store ? 1 : component.kind == .cache ? 2 : 0
      let cores = paidCores(of: index, peak: peak)
      coresByMarkup[kind].cores += cores
      compute += cores * coreMonth * coresByMarkup[kind].markup
    }
    for machine in reading.machines.indices {
      let cores = paidCores(ofMachine: machine, peak: peak)
      coresByMarkup[0].cores += cores
      compute += cores * coreMonth
    }
    let all = coresByMarkup.reduce(0) { $0 + $1.cores }
    add(
      "compute", "cores paid for", all, "cores", low: 0.5, high: 2.5,
      "whole replicas and machines of every component, with its copies = \(QuantityText.count(all))")
    let price = QuantityText.number(coreMonth)
    let cores = coresByMarkup.filter { $0.cores > 0 }.map {
      QuantityText.count($0.cores) + ($0.what.isEmpty ? "" : " x \(QuantityText.number($0.markup))\($0.what)")
    }
    add(
      "money", "compute a month", compute, "USD", low: 0.4, high: 2.5,
      "(\(cores.joined(separator: " + "))) cores x \(price) USD a core and month = \(QuantityText.money(compute))"
    )
    // What is not known of the writes is not known of their cost either.
    let stored = lines.first { $0.name == "storage after a year, with retention" }?.value.likely
    let storage = stored.map { $0 * MonthlyCost.Price.storage }
    if let stored, let storage {
      add(
        "money", "storage a month, after a year", storage, "USD", low: 0.5, high: 2,
        "\(QuantityText.bytes(stored)) x \(QuantityText.number(MonthlyCost.Price.storage * 1e9)) USD a GB and month = "
          + QuantityText.money(storage))
    }
    let bytes = mean * bytesPerRequest.received.likely * month
    let egress = bytes * MonthlyCost.Price.egress
    add(
      "money", "egress a month", egress, "USD", low: 0.3, high: 3,
      "\(QuantityText.bytes(bytes)) x \(QuantityText.number(MonthlyCost.Price.egress * 1e9)) USD a GB = \(QuantityText.money(egress))"
    )
    let crossing = mean * MonthlyCost.crossZoneBytes(in: reading) * month
    let crossZone = crossing * MonthlyCost.Price.crossZone
    if crossing > 0 {
      let zones = QuantityText.count(limits.zoneCount)
      add(
        "money", "between zones a month", crossZone, "USD", low: 0.3, high: 3,
        "\(QuantityText.bytes(crossing)), what calls send to another of \(zones) zones, x "
          + "\(QuantityText.number(MonthlyCost.Price.crossZone * 1e9)) USD a GB = \(QuantityText.money(crossZone))"
      )
    }
    let telemetry = MonthlyCost.telemetryBytes(in: reading)
    let isStated = reading.system.observation.bytesPerRequest >= 0
    let left =
      isStated
      ? QuantityText.bytes(telemetry)
      : QuantityText.count(telemetry / MonthlyCost.Price.logBytes, "visit") + " to services x "
        + QuantityText.bytes(MonthlyCost.Price.logBytes)
    let logs = mean * telemetry * month
    let observability = logs * MonthlyCost.Price.log
    add(
      "money", "logs a month", observability, "USD", low: 0.05, high: 4,
      "\(QuantityText.rate(mean)) x \(left) = \(QuantityText.bytes(logs)) x "
        + "\(QuantityText.number(MonthlyCost.Price.log * 1e9)) USD a GB = \(QuantityText.money(observability))"
    )
    let total = compute + (storage ?? 0) + egress + crossZone + observability
    let parts = [
      "compute", storage == nil ? nil : "storage", "egress", crossing > 0 ? "zones" : nil, "logs",
    ].compactMap(\.self).joined(separator: " + ")
    let missing = storage == nil ? "; what writes store is not known" : ""
    add(
      "money", "together a month", total, "USD", low: 0.4, high: 2.5,
      "\(parts) = \(QuantityText.money(total)), \(Catalog.priceBasis) without discounts\(missing)")
  }
}
