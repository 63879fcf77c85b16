import TenfoldModel

/// Derives service demands from what was seen at a load, by the utilization law and its relatives.
///
/// Only assumed numbers are replaced; what was stated or measured stands, and a contradiction of more than a
/// fifth is reported.
///
/// **Source.** Denning and Buzen, ACM Computing Surveys 10(3), 1978: U = X S, N = X R.
struct ObservedDemands {
  var system: System
  var diagnostics: [Diagnostic] = []

  /// Derives for every component that was seen at a load.
  mutating func derive() {
    guard system.components.contains(where: { !$0.observed.isEmpty }) else { return }
    for index in system.components.indices where !system.components[index].observed.isEmpty {
      applyRelativeDemands(index)
    }
    let reading = Reading(Catalog.lower(system))
    for index in system.components.indices {
      for observed in system.components[index].observed {
        var observed = observed
        observed.arrivalRate = observed.arrivalRate ?? todaysRate(of: index, in: reading)
        derive(index, from: observed, reading)
      }
    }
  }

  /// Requests per second that today's load brings to a component: visits times the system's rate.
  private func todaysRate(of index: Int, in reading: Reading) -> Quantity? {
    let visits = reading.system.components[index].operations.reduce(0) { $0 + reading.visits[$1] }
    let rate = system.workload.arrivalRate ?? system.workload.users?.scaled(by: reading.requestsPerUser)
    return rate?.scaled(by: visits)
  }

  private mutating func derive(_ index: Int, from observed: ObservedLoad, _ reading: Reading) {
    guard observed.rate > 0 else { return }
    if system.components[index].kind == .external || reading.primaryStation[index] < 0 {
      deriveDelay(index, from: observed)
    } else if let utilization = observed.utilization {
      deriveFromUtilization(index, utilization, observed, reading)
      if let tail = ObservedTail(observed) {
        for operation in system.components[index].operations.indices {
          tail.apply(to: &system.components[index].operations[operation], busy: utilization.likely)
        }
      }
    } else if let median = observed.p50, system.components[index].operations.allSatisfy(\.steps.isEmpty) {
      deriveFromResponse(
        index, median.likely / logarithm(2), law: "median response at a load", observed, reading)
    } else if let p99 = observed.p99, system.components[index].operations.allSatisfy(\.steps.isEmpty) {
      deriveFromResponse(
        index, p99.likely / logarithm(100), law: "99th percentile of the response at a load", observed,
        reading)
    } else if let connections = observed.connections,
      system.components[index].operations.allSatisfy(\.steps.isEmpty)
    {
      deriveFromResponse(
        index, connections.likely / observed.rate, law: "Little's law", observed, reading)
    }
  }

  /// D = U c / X over the mix of operations.
  private mutating func deriveFromUtilization(
    _ index: Int, _ utilization: Quantity, _ observed: ObservedLoad, _ reading: Reading
  ) {
    let station = busiestStation(of: index, reading)
    guard let busy = predictedUtilization(index, station, observed, reading), busy > 0 else { return }
    scale(
      index, by: utilization.likely / busy, low: utilization.low / utilization.likely,
      high: utilization.high / utilization.likely, law: "utilization law", observed, utilization, reading)
  }

  /// S from R = S / (1 − U) with U = X S / c, which a queue of exponential service follows nearly.
  private mutating func deriveFromResponse(
    _ index: Int, _ response: Double, law: String, _ observed: ObservedLoad, _ reading: Reading
  ) {
    let station = busiestStation(of: index, reading)
    guard let busy = predictedUtilization(index, station, observed, reading), busy > 0 else { return }
    let servers = Double(station.serverCount) * station.units
    let service = response / (1 + observed.rate * response / servers)
    let assumed = busy * servers / observed.rate
    let quantity = observed.p50 ?? observed.p99 ?? observed.connections ?? .stated(observed.rate)
    scale(index, by: service / assumed, low: 0.7, high: 1.1, law: law, observed, quantity, reading)
  }

  /// Which station carries most, and so shows the utilization that was seen.
  private func busiestStation(of index: Int, _ reading: Reading) -> Reading.Station {
    let primary = reading.stations[reading.primaryStation[index]]
    guard reading.replicaStation[index] >= 0 else { return primary }
    let replica = reading.stations[reading.replicaStation[index]]
    return replica.demand > primary.demand ? replica : primary
  }

  /// Utilization that the demands as they stand predict at the observed rate; nil when nothing visits it.
  private func predictedUtilization(
    _ index: Int, _ station: Reading.Station, _ observed: ObservedLoad, _ reading: Reading
  ) -> Double? {
    let operations = reading.system.components[index].operations
    let visits = operations.reduce(0) { $0 + reading.visits[$1] }
    guard visits > 0 else { return nil }
    return observed.rate * (station.demand / visits)
      / (Double(station.serverCount) * station.units)
  }

  private mutating func scale(
    _ index: Int, by factor: Double, low: Double, high: Double, law: String, _ observed: ObservedLoad,
    _ seen: Quantity, _ reading: Reading
  ) {
    let name = system.components[index].name
    let isAssumed = system.components[index].operations.map {
      $0.demand.cpu?.provenance.basis == .assumed
    }
    guard isAssumed.contains(true) else {
      if abs(factor - 1) > 0.2 {
        diagnostics.append(
          Diagnostic(
            .warning, id: "TF-OBS-001",
            "\(name): its stated CPU times predict \(QuantityText.number(1 / factor)) times what was seen at "
              + "\(QuantityText.rate(observed.rate)); the stated times are kept; correct one of them"
          ))
      }
      return
    }
    let basis = weaker(
      seen.provenance.basis, observed.arrivalRate?.provenance.basis ?? .assumed)
    let provenance = Provenance.derived(law: law, basis: basis)
    let targets = system.components[index].operations.map { $0.demand.cpu?.likely ?? 0 }
    // Demands already known take their part; the assumed ones share the rest in the catalogue's proportions.
    let operations = reading.system.components[index].operations
    var known = 0.0
    var assumed = 0.0
    var before = 0.0
    for (offset, operation) in operations.enumerated() {
      let cpu = system.components[index].operations[offset].demand.cpu?.likely ?? 0
      before += reading.visits[operation] * cpu
      if isAssumed[offset] {
        assumed += reading.visits[operation] * targets[offset]
      } else {
        known += reading.visits[operation] * cpu
      }
    }
    guard assumed > 0 else { return }
    let rest = (before * factor - known) / assumed
    guard rest > 0 else {
      diagnostics.append(
        Diagnostic(
          .warning, id: "TF-OBS-001",
          "\(name): its stated CPU times alone exceed what was seen at "
            + "\(QuantityText.rate(observed.rate)); correct one of them"))
      return
    }
    for offset in operations.indices.map({ $0 - operations.lowerBound }) where isAssumed[offset] {
      let value = targets[offset] * rest
      system.components[index].operations[offset].demand.cpu = Quantity(
        value, low: value * low, high: value * high, provenance)
    }
    if let cores = system.components[index].resources.cpu, cores.provenance.basis == .assumed {
      // Only demand over cores was seen, so an assumed number of cores must not vary by itself.
      system.components[index].resources.cpu = Quantity(
        cores.likely, .derived(law: "\(law): demand over cores is what was seen", basis: .assumed))
    }
  }

  /// A store that was seen runs real queries, which differ less than single-row ones: a write costs
  /// `store writeOverRead` of a read. The utilization law then sets the level.
  private mutating func applyRelativeDemands(_ index: Int) {
    guard system.components[index].kind == .store else { return }
    let operations = system.components[index].operations
    let reads = operations.filter { $0.writes != true }.compactMap(\.demand.cpu)
    guard let read = reads.first(where: { $0.provenance.basis == .assumed }) else { return }
    let ratio = Catalog.required("store writeOverRead").quantity
    for offset in operations.indices
    where operations[offset].writes == true && operations[offset].demand.cpu?.provenance.basis == .assumed {
      system.components[index].operations[offset].demand.cpu = Quantity(
        read.likely * ratio.likely, ratio.provenance)
    }
  }

  /// The delay of something outside from its median, its variability from the distance of the 99th percentile.
  private mutating func deriveDelay(_ index: Int, from observed: ObservedLoad) {
    guard let median = observed.p50 ?? observed.p99, median.likely > 0 else { return }
    let provenance = Provenance.derived(
      law: "lognormal through median and p99", basis: median.provenance.basis)
    // Lognormal: p99 / p50 = e^(2.326 sigma); mean = p50 e^(sigma^2 / 2); cv^2 = e^(sigma^2) - 1.
    let spread = observed.p50.flatMap { p50 in observed.p99.map { $0.likely / p50.likely } } ?? 3
    let sigma = logarithm(max(1, spread)) / 2.3263478740408408
    let middle = observed.p50 == nil ? median.likely / exponential(2.3263478740408408 * sigma) : median.likely
    let mean = middle * exponential(sigma * sigma / 2)
    for offset in system.components[index].operations.indices {
      let demand = system.components[index].operations[offset].demand
      if demand.delay == nil || demand.delay?.provenance.basis == .assumed {
        system.components[index].operations[offset].demand.delay = Quantity(mean, provenance)
      }
      if demand.variability == nil || demand.variability?.provenance.basis == .assumed {
        system.components[index].operations[offset].demand.variability = Quantity(
          exponential(sigma * sigma) - 1, provenance)
      }
    }
  }
}

/// The weaker of two bases: measured, then stated, then assumed.
private func weaker(_ left: Basis, _ right: Basis) -> Basis {
  let order: [Basis] = [.measured, .stated, .assumed]
  return (order.firstIndex(of: left) ?? 0) >= (order.firstIndex(of: right) ?? 0) ? left : right
}

extension ObservedLoad {
  /// Requests per second it carried; 0 when that is not known.
  fileprivate var rate: Double { arrivalRate?.likely ?? 0 }
}
