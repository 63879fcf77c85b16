import TenfoldModel

/// Gives a drawn system replicas, cores, pools and a load under which it has a steady state.
struct SystemSizing {
  private(set) var system: System
  /// Requests per second.
  private(set) var rate = 0.0
  private(set) var load = SystemLoad.rate(1)
  private var random: SeededRandom
  private let options: RandomSystem.Options
  private let busiest: Double
  private var reading: Reading

  init(_ system: System, random: SeededRandom, options: RandomSystem.Options) {
    self.system = system
    self.random = random
    self.options = options
    busiest = self.random.number(options.utilization)
    reading = Reading(Lowering.lower(system, conventions: RandomSystem.conventions))
  }

  mutating func run() {
    rate = 20 * exponential(random.share() * logarithm(50))
    sizeMachines()
    scaleRate()
    sizePools()
    chooseLoad()
  }

  /// As many cores and replicas as bring a component near a utilization of its own.
  private mutating func sizeMachines() {
    for station in reading.stations where station.visitCount > 0 {
      guard station.role != .replicas else { continue }
      let cores = Double(random.element(of: [1, 1, 2, 2, 4, 8]))
      let wanted = rate * station.demand / (busiest * random.number(0.25...1))
      let isStateful = system.components[station.component].state != nil
      system.components[station.component].resources.cpu = .stated(
        isStateful ? max(cores, wanted.rounded(.up)) : cores)
      if !isStateful {
        let replicas = min(40, max(1, (wanted / cores).rounded(.up)))
        system.components[station.component].scaling.replicas = .stated(replicas)
      }
    }
    reading = Reading(Lowering.lower(system, conventions: RandomSystem.conventions))
  }

  private mutating func scaleRate() {
    let most = reading.stations.map { $0.utilization(at: rate) }.max() ?? 0
    if most > 0 { rate *= busiest / most }
  }

  // MARK: Pools

  /// About as many workers and connections as keep each pool as busy as drawn, but no busier than the cores.
  private mutating func sizePools() {
    let poolShare = random.chance(0.6) ? random.number(0.2...1) : 0
    let connectionShare = random.chance(0.4) ? random.number(0.2...0.8) : 0
    guard poolShare > 0 || connectionShare > 0 else { return }
    var holds = HoldingTimes(reading, rate: rate)
    for operation in reading.system.order.reversed() { holds.add(operation) }
    for (index, component) in system.components.enumerated() {
      if component.kind == .service, random.chance(poolShare) {
        let busy = holds.busy[index] / reading.replicas(of: index).now
        let wanted = threads(busy)
        system.components[index].workers = .stated(wanted)
      }
      guard component.kind == .store, random.chance(connectionShare) else { continue }
      for (client, busy) in holds.clients(of: index).sorted(by: { $0.key < $1.key }) {
        let each = busy / reading.replicas(of: client).now
        let name = system.components[client].name
        let wanted = threads(each)
        system.components[index].state?.connectionsPerReplica[name] = .stated(wanted)
      }
    }
    // How long each is held depends on the pools below, which are known now.
    reading = Reading(Lowering.lower(system, conventions: RandomSystem.conventions))
  }

  private mutating func threads(_ busy: Double) -> Double {
    let wanted = busy / (busiest * random.number(0.3...0.9))
    return max(wanted, Double(random.element(of: [1, 1, 2, 4, 8]))).rounded(.up)
  }

  // MARK: Load

  private mutating func chooseLoad() {
    guard random.chance(options.usersShare) else {
      load = .rate(rate)
      return
    }
    var holds = HoldingTimes(reading, rate: rate)
    for operation in reading.system.order.reversed() { holds.add(operation) }
    let response = reading.system.journeys.reduce(0) {
      $0 + reading.values[$1.share] * holds.time[$1.operation]
    }
    let range = options.thinkTime
    let think =
      range.lowerBound * exponential(random.share() * logarithm(range.upperBound / range.lowerBound))
    load = .users(max(1, Int((rate * (think + response)).rounded())), thinkTime: think)
  }
}

/// About how long operations take and how many are under way, with the waits that single stations would have.
private struct HoldingTimes {
  let reading: Reading
  let rate: Double
  /// Time of one execution, by operation, in seconds.
  var time: [Double]
  /// Executions under way, by component.
  var busy: [Double]
  /// Calls under way by store and client.
  private var calls: [Int: [Int: Double]] = [:]

  init(_ reading: Reading, rate: Double) {
    self.reading = reading
    self.rate = rate
    time = [Double](repeating: 0, count: reading.system.operations.count)
    busy = [Double](repeating: 0, count: reading.system.components.count)
  }

  func clients(of store: Int) -> [Int: Double] { calls[store] ?? [:] }

  mutating func add(_ operation: Int) {
    let entry = reading.system.operations[operation]
    var sum = entry.body >= 0 ? steps(entry.body) : 0
    if entry.component >= 0 {
      sum += reading.value(entry.delay, or: 0) + reading.value(entry.disk, or: 0)
      let station = reading.primaryStation[entry.component]
      if station >= 0 {
        let found = reading.stations[station]
        let full = power(min(0.9, found.utilization(at: rate)), Double(found.serverCount))
        sum += reading.value(entry.cpu, or: 0) * (1 + full / (1 - full))
      }
      busy[entry.component] += rate * reading.visits[operation] * sum
    }
    time[operation] = sum
    for call in reading.system.callsOf[operation] {
      let made = reading.system.calls[call]
      let store = reading.system.operations[made.to].component
      guard entry.component >= 0, reading.system.components[store].kind == .store else { continue }
      let flow = rate * reading.visits[operation] * reading.weight(of: call)
      calls[store, default: [:]][entry.component, default: 0] += flow * (time[made.to] + 0.0005)
    }
  }

  private func steps(_ node: Int) -> Double {
    let entry = reading.system.nodes[node]
    switch entry.kind {
    case .call:
      let call = reading.system.calls[entry.call]
      guard call.isSynchronous, !call.closesCycle else { return 0 }
      let missed = 1 - reading.hitRatios[entry.call]
      return reading.value(call.count, or: 1) * missed * (time[call.to] + 0.0005)
    case .sequence: return entry.children.reduce(0) { $0 + steps($1) }
    case .parallel: return entry.children.reduce(0) { max($0, steps($1)) }
    case .choice:
      return entry.children.reduce(0) {
        let branch = reading.system.nodes[$1]
        return $0 + reading.value(branch.share, or: 1) * branch.children.reduce(0) { $0 + steps($1) }
      }
    }
  }
}
