package import TenfoldModel

/// The steady state of a reading of a system at a load: layers, percentiles, redundancy and staleness.
package enum SystemSolver {
  /// Solves `reading` at `rate` requests per second.
  ///
  /// - Throws: ``LayeredNetworkError`` when a number of the system is out of its range.
  /// - Complexity: O(passes · (operations + calls + Σ threads of limited pools)).
  package static func solve(_ reading: Reading, rate: Double) throws(LayeredNetworkError) -> Solution {
    let layered = LayeredSystem(reading, rate: rate)
    return solution(of: reading, layered, try solveLayered(layered.network), rate: rate)
  }

  /// The steady state from what the layers have.
  static func solution(
    of reading: Reading, _ layered: LayeredSystem, _ solution: LayeredSolution, rate: Double
  ) -> Solution {
    let system = reading.system
    var diagnostics = system.diagnostics
    if !solution.isConverged {
      diagnostics.append(
        Diagnostic(
          .warning, id: "TF-SOLVE-001",
          "waits of workers and of what they call did not settle: the last of \(solution.passes) passes still changed "
            + "\(QuantityText.share(solution.change)); take response times as rough, or simulate"))
    }
    let journeys = system.journeys.enumerated().map { index, journey in
      let entry = solution.entries[layered.entryOfOperation[journey.operation]]
      return Solution.Journey(
        name: system.operations[journey.operation].name, throughput: entry.throughput,
        response: response(entry), availability: availability(ofJourney: index, at: rate, in: reading))
    }
    let operations = system.operations.indices.compactMap { index -> Solution.Operation? in
      let operation = system.operations[index]
      let entry = solution.entries[layered.entryOfOperation[index]]
      guard operation.component >= 0, entry.throughput > 0 else { return nil }
      return Solution.Operation(
        component: system.components[operation.component].name, name: operation.name,
        throughput: entry.throughput, waitingTime: entry.waiting.mean, response: response(entry))
    }
    let stations = Self.stations(layered, solution, reading, rate)
    diagnostics += doubts(about: stations)
    return Solution(
      system: system.name, rate: rate, users: rate / reading.requestsPerUser, journeys: journeys,
      operations: operations, stations: stations,
      staleness: staleness(at: rate, in: reading), isConverged: solution.isConverged,
      diagnostics: diagnostics)
  }

  private static func response(_ entry: LayeredSolution.Entry) -> Solution.Response {
    Solution.Response(
      mean: entry.response.mean, p50: entry.responseQuantile(0.5), p95: entry.responseQuantile(0.95),
      p99: entry.responseQuantile(0.99))
  }

  // MARK: Stations

  private static func stations(
    _ layered: LayeredSystem, _ solution: LayeredSolution, _ reading: Reading, _ rate: Double
  ) -> [Solution.Station] {
    var result: [Solution.Station] = []
    for (index, station) in reading.stations.enumerated() where station.visitCount > 0 {
      let processor = layered.processorOfStation[index]
      let found = solution.processors[processor]
      let service = station.demand / station.visitCount
      let isStable = station.utilization(at: rate) < 1
      result.append(
        Solution.Station(
          name: layered.network.processors[processor].name,
          component: reading.system.components[station.component].name, kind: .processor,
          machines: layered.machines(of: processor), servers: Double(station.serverCount),
          throughput: found.throughput, utilization: station.utilization(at: rate),
          waitingTime: isStable ? found.waitingTime : .infinity,
          residenceTime: isStable ? found.waitingTime + service : .infinity,
          saturationRate: station.saturationRate))
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
    return result.filter { $0.throughput > 0 }
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

extension LayeredSystem {
  /// Machines of a processor, by the share of the busiest.
  func machines(of processor: Int) -> Double {
    network.processors[processor].busiestShare.map { 1 / $0 } ?? Double(network.processors[processor].copies)
  }
}
