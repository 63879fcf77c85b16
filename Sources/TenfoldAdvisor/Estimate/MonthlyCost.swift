import TenfoldCatalog
import TenfoldModel

/// What a system costs a month at list prices.
struct MonthlyCost {
  /// Machines.
  var compute = 0.0
  /// Disks, with copies and overhead.
  var storage = 0.0
  /// Bytes to users.
  var egress = 0.0
  /// Bytes between zones, where the system states that it has several.
  var crossZone = 0.0
  /// Logs.
  var observability = 0.0

  /// The sum.
  var total: Double { compute + storage + egress + crossZone + observability }

  /// Prices at their likely values.
  enum Price {
    static var hours: Double { Catalog.required("price hoursPerMonth").likely }
    static var coreMonth: Double { Catalog.required("price vCPUHour").likely * hours }
    static var bytesPerCore: Double { Catalog.required("price memoryShare").likely }
    static var memory: Double { Catalog.required("price memoryByteMonth").likely }
    static var storage: Double { Catalog.required("price storageByteMonth").likely }
    static var egress: Double { Catalog.required("price egressByte").likely }
    static var crossZone: Double { Catalog.required("price crossZoneByte").likely }
    static var armShare: Double { Catalog.required("price armShare").likely }
    static var log: Double { Catalog.required("price logByte").likely }
    static var storeMarkup: Double { Catalog.required("price storeMarkup").likely }
    static var cacheMarkup: Double { Catalog.required("price cacheMarkup").likely }
    static var logBytes: Double { Catalog.required("telemetry logBytes").likely }
    static var overhead: Double { Catalog.required("store overhead").likely }
    static let month = 2_628_000.0
  }

  /// Adds up a system at a number of users.
  init(at users: Double, in reading: Reading) {
    let rate = users * reading.requestsPerUser
    let mean = rate / max(1, reading.value(reading.system.peakFactor, or: 1))
    for (index, component) in reading.system.components.enumerated() {
      guard component.kind != .external, component.kind != .cdn else { continue }
      var machines = Self.machines(of: index, at: rate, in: reading)
      // What shares a machine is paid with it; copies of a store run elsewhere.
      if component.machine >= 0 { machines = component.isStateful ? machines - 1 : 0 }
      let cores = max(0.05, reading.value(component.cores, or: 1))
      compute +=
        machines
        * Self.machine(component.kind, cores: cores, memory: reading.value(component.memory, or: 0))
      if component.kind == .store {
        let copies = 1 + reading.copies(of: index)
        storage += reading.value(component.size, or: 0) * Price.overhead * copies * Price.storage
      }
    }
    for machine in reading.machines.indices {
      let memory = reading.system.components.filter { $0.machine == machine }
        .reduce(0) { $0 + reading.value($1.memory, or: 0) }
      compute += Self.machine(.service, cores: reading.cores(ofMachine: machine), memory: memory)
    }
    for journey in reading.system.journeys {
      for call in reading.system.callsOf[journey.operation] {
        egress +=
          mean * reading.callVisits[call] * reading.value(reading.system.calls[call].responseSize, or: 0)
          * Price.month * Price.egress
      }
    }
    if reading.system.runsOnARM { compute *= Price.armShare }
    crossZone = mean * Self.crossZoneBytes(in: reading) * Price.month * Price.crossZone
    observability = mean * Self.telemetryBytes(in: reading) * Price.month * Price.log
  }

  /// Bytes that calls between the system's own parts send from one zone to another, per request: with *z* zones and any
  /// replica as likely as any other, a share of (z - 1) / z of them.
  static func crossZoneBytes(in reading: Reading) -> Double {
    let system = reading.system
    guard system.zoneCount > 1 else { return 0 }
    let bytes = system.calls.indices.reduce(0.0) { sum, call in
      let entry = system.calls[call]
      let (from, to) = (system.operations[entry.from].component, system.operations[entry.to].component)
      guard from >= 0, from != to else { return sum }
      let target = system.components[to]
      guard target.kind != .external, target.kind != .cdn, !target.staysInZone else { return sum }
      let size = reading.value(entry.requestSize, or: 0) + reading.value(entry.responseSize, or: 0)
      return sum + reading.callVisits[call] * size
    }
    return bytes * (system.zoneCount - 1) / system.zoneCount
  }

  /// Bytes of logs, metrics and traces one request leaves behind: as stated, or a log of every operation it passes.
  static func telemetryBytes(in reading: Reading) -> Double {
    let executions = reading.system.components.reduce(0.0) { sum, component in
      guard component.kind == .service || component.kind == .gateway else { return sum }
      return component.operations.reduce(sum) { $0 + reading.visits[$1] }
    }
    return reading.value(reading.system.observation.bytesPerRequest, or: executions * Price.logBytes)
  }

  /// One machine for a month, in US dollars: cores, memory beyond what comes with them, and the markup of what is
  /// managed.
  static func machine(_ kind: ComponentKind, cores: Double, memory: Double) -> Double {
    let markup = kind == .store ? Price.storeMarkup : kind == .cache ? Price.cacheMarkup : 1
    let extra = max(0, memory - cores * Price.bytesPerCore)
    return (cores * Price.coreMonth + extra * Price.memory) * markup
  }

  /// Machines of a component at a rate: replicas, or primary and copies of every shard.
  static func machines(of component: Int, at rate: Double, in reading: Reading) -> Double {
    let entry = reading.system.components[component]
    guard entry.isStateful else {
      return reading.stations[reading.primaryStation[component]].unitsInUse(at: rate)
    }
    let shards = max(1, reading.value(entry.shardCount, or: 1).rounded())
    return max(shards * (1 + reading.copies(of: component)), reading.replicas(of: component).now)
  }
}
