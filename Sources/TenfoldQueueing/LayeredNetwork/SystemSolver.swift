package import TenfoldModel

/// The steady state of a reading of a system at a load: layers, percentiles, redundancy and staleness.
package enum SystemSolver {
  /// Solves `reading` at `rate` requests per second.
  ///
  /// - Throws: ``LayeredNetworkError`` when a number of the system is out of its range.
  /// - Complexity: O(passes · (operations + calls + Σ threads of limited pools)); where calls are repeated or sent twice,
  ///   some hundred times that, to find every state.
  package static func solve(_ reading: Reading, rate: Double) throws(LayeredNetworkError) -> Solution {
    let state = try ResilientSystem(reading: reading, rate: rate).atRest()
    var result = describe(state, reading, rate)
    if state.effects.amplifies { try addOtherStates(to: &result, beside: state, reading, rate) }
    return result
  }

  /// Solves `reading` at `rate` requests per second as it stays when nothing was wrong before: other states are not looked
  /// for.
  ///
  /// - Throws: ``LayeredNetworkError`` when a number of the system is out of its range.
  /// - Complexity: O(passes · (operations + calls + Σ threads of limited pools)).
  package static func solveAtRest(
    _ reading: Reading, rate: Double
  ) throws(LayeredNetworkError) -> Solution {
    describe(try ResilientSystem(reading: reading, rate: rate).atRest(), reading, rate)
  }

  /// The entry of a journey's requests that are answered well; nil where none is.
  static func answering(_ operation: Int, _ state: SystemState) -> LayeredSolution.Entry? {
    guard 1 - state.effects.successes[operation] < 1 - 1e-9 else { return nil }
    let probe = state.layered.probeOfOperation.isEmpty ? -1 : state.layered.probeOfOperation[operation]
    return state.solution.entries[probe >= 0 ? probe : state.layered.entryOfOperation[operation]]
  }

  /// One state as a solution.
  static func describe(_ state: SystemState, _ reading: Reading, _ rate: Double) -> Solution {
    let (layered, solution) = (state.layered, state.solution)
    let system = reading.system
    var diagnostics = system.diagnostics
    if !state.isSettled {
      diagnostics.append(
        Diagnostic(
          .warning, id: "TF-SOLVE-002",
          "attempts and responses did not settle: the last pass still changed "
            + "\(QuantityText.share(state.change)); take shares that fail as rough, or simulate"))
    }
    if !solution.isConverged {
      diagnostics.append(
        Diagnostic(
          .warning, id: "TF-SOLVE-001",
          "waits of workers and of what they call did not settle: the last of \(solution.passes) passes still changed "
            + "\(QuantityText.share(solution.change)); take response times as rough, or simulate"))
    }
    let journeys = system.journeys.enumerated().map { index, journey in
      let entry = solution.entries[layered.entryOfOperation[journey.operation]]
      let failed = 1 - state.effects.successes[journey.operation]
      var response = answering(journey.operation, state).map(response) ?? .none
      for (path, share) in [(\Solution.Response.p50, 0.5), (\.p95, 0.95), (\.p99, 0.99)] {
        // The fit of a time that is cut off goes beyond where it ends.
        response[keyPath: path] = min(
          response[keyPath: path], state.effects.longest(share, ofOperation: journey.operation, reading))
      }
      return Solution.Journey(
        name: system.operations[journey.operation].name, throughput: entry.throughput, response: response,
        availability: availability(ofJourney: index, at: rate, in: reading), failedShare: failed)
    }
    let operations = system.operations.indices.compactMap { index -> Solution.Operation? in
      let operation = system.operations[index]
      let entry = solution.entries[layered.entryOfOperation[index]]
      guard operation.component >= 0, entry.throughput > 0 else { return nil }
      return Solution.Operation(
        component: system.components[operation.component].name, name: operation.name,
        throughput: entry.throughput, waitingTime: entry.waiting.mean, response: response(entry))
    }
    let stations = stations(state, reading, rate)
    diagnostics += doubts(about: stations)
    var result = Solution(
      system: system.name, rate: rate, users: rate / reading.requestsPerUser, journeys: journeys,
      operations: operations, stations: stations,
      staleness: staleness(at: rate, in: reading), isConverged: solution.isConverged && state.isSettled,
      diagnostics: diagnostics)
    result.calls = calls(of: state, reading)
    result.autoscaled = autoscaled(state, reading)
    result.consumers = consumers(state, reading)
    return result
  }

  private static func response(_ entry: LayeredSolution.Entry) -> Solution.Response {
    guard entry.response.mean < LayeredSystem.never / 2 else { return .none }
    return Solution.Response(
      mean: entry.response.mean, p50: entry.responseQuantile(0.5), p95: entry.responseQuantile(0.95),
      p99: entry.responseQuantile(0.99))
  }

  // MARK: Stations

  static func stations(_ state: SystemState, _ reading: Reading, _ rate: Double) -> [Solution.Station] {
    let (layered, solution) = (state.layered, state.solution)
    var result: [Solution.Station] = []
    for (index, station) in reading.stations.enumerated() where station.visitCount > 0 {
      let processor = layered.processorOfStation[index]
      let found = solution.processors[processor]
      let service = station.demand / station.visitCount
      let queue = reading.queue(at: index)
      let utilization = state.isAffected ? found.utilization : queue.utilization(at: rate)
      let isStable = utilization < 1
      result.append(
        Solution.Station(
          name: name(of: index, layered.network.processors[processor].name, in: reading),
          component: reading.system.components[station.component].name, kind: .processor,
          machines: layered.machines(of: processor), servers: Double(queue.serverCount),
          throughput: found.throughput * station.visitCount / queue.visitCount, utilization: utilization,
          waitingTime: isStable ? found.waitingTime : .infinity,
          residenceTime: isStable ? found.waitingTime + service : .infinity,
          saturationRate: queue.saturationRate))
    }
    for (component, task) in layered.workersOfComponent.enumerated() where task >= 0 {
      let name = reading.system.components[component].name
      result.append(pool(task, "\(name) workers", name, .workers, layered, solution, rate))
    }
    for pool in layered.connectionPools {
      let store = reading.system.components[pool.store].name
      let name = "\(reading.system.components[pool.client].name) to \(store)"
      result.append(Self.pool(pool.task, name, store, .connections, layered, solution, rate))
    }
    for pool in layered.consumerPools where pool.task >= 0 {
      let name = layered.network.tasks[pool.task].name
      let consumer = reading.system.components[pool.consumer].name
      result.append(Self.pool(pool.task, name, consumer, .consumers, layered, solution, rate))
    }
    return result.filter { $0.throughput > 0 }
  }

  /// `app on box` for a component that shares the cores of a machine, else the processor's own name.
  private static func name(of station: Int, _ processor: String, in reading: Reading) -> String {
    guard reading.isOnMachine[station] else { return processor }
    return "\(reading.system.components[reading.stations[station].component].name) on \(processor)"
  }

  /// Threads as a station: busy by what they have to do over what they could do.
  private static func pool(
    _ task: Int, _ name: String, _ component: String, _ kind: Solution.Station.Kind,
    _ layered: LayeredSystem, _ solution: LayeredSolution, _ rate: Double
  ) -> Solution.Station {
    let found = solution.tasks[task]
    var servers = 0.0
    if case .threads(let count) = layered.network.tasks[task].workers { servers = Double(count) }
    let share = found.capacity.isFinite ? found.throughput / found.capacity : found.utilization
    let hold = found.throughput > 0 ? found.busyThreads / found.throughput : 0
    return Solution.Station(
      name: name, component: component, kind: kind,
      machines: Double(layered.network.processors[layered.network.tasks[task].processor].copies),
      servers: servers, throughput: found.throughput, utilization: share, waitingTime: found.waitingTime,
      residenceTime: found.waitingTime + hold, saturationRate: share > 0 ? rate / share : .infinity)
  }

  // MARK: Redundancy and staleness

  /// Share of a journey's requests that find enough working machines on their synchronous path.
  ///
  /// Machines fail by themselves or, in a share of the faults, all at once; what working ones cannot carry is lost.
  /// Changes and faults that wait for people are not in it.
  static func availability(ofJourney journey: Int, at rate: Double, in reading: Reading) -> Double {
    let reach = reading.requiredReach(ofJourney: journey)
    var works = 1.0
    for (component, share) in reach.enumerated() where share > 0 {
      works *= 1 - share * reading.lostShare(of: component, at: rate, busiest: 1)
    }
    return works
  }

  /// Stores whose copies or projections can be behind, and by how much.
  static func staleness(at rate: Double, in reading: Reading) -> [Solution.Staleness] {
    reading.system.components.indices.filter { reading.showsOlderData(of: $0) }.map { index in
      Solution.Staleness(
        component: reading.system.components[index].name, age: reading.ageOfCopies(of: index, at: rate))
    }
  }
}

extension Solution.Response {
  /// Of requests that are never answered well.
  static let none = Solution.Response(mean: .infinity, p50: .infinity, p95: .infinity, p99: .infinity)
}

extension LayeredSystem {
  /// Machines of a processor, by the share of the busiest.
  func machines(of processor: Int) -> Double {
    network.processors[processor].busiestShare.map { 1 / $0 } ?? Double(network.processors[processor].copies)
  }
}
