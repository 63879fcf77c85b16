import TenfoldModel

/// Today's load where nobody states it but something was seen at work: its rate over its visits.
///
/// A component that was seen at a rate gets that rate from the system's requests by its visits; one that was seen busy and
/// answering in a known time works at the rate *X = U c / S*; where only utilizations were seen, the rate is the one at which
/// the assumed service times make them; where one key's rate was seen, its popularity tells that of all. A system of which
/// only its growth is known is taken to be sized for its load. The best known counts, of several the greatest. What was seen at a rate while
/// nothing else was possible (busier than nine tenths) is a load test or a fault, and tells no day's load.
struct ImpliedLoad {
  var system: System
  private static let busiest = 0.9

  init(system: System) {
    self.system = system
  }

  mutating func derive() {
    guard let users = system.workload.users, users.provenance.basis == .assumed,
      system.workload.arrivalRate?.provenance.basis == .assumed
    else { return }
    let reading = Reading(Catalog.lower(system))
    let seen = greatest { rate(of: $0, seen: $1, in: reading) }
    let told =
      seen ?? greatest({ rateOfAssumedDemand(of: $0, seen: $1, in: reading) }) ?? rateOfOneKey(in: reading)
      ?? rateItIsSizedFor(in: reading)
    guard let greatest = told, greatest.rate > 0, greatest.quantity.likely > 0 else { return }
    let (low, high) = (
      greatest.quantity.low / greatest.quantity.likely, greatest.quantity.high / greatest.quantity.likely
    )
    let law = Provenance.derived(
      law: "rate of what was seen over its visits", basis: greatest.quantity.provenance.basis)
    system.workload.arrivalRate = Quantity(
      greatest.rate, low: greatest.rate * min(low, 1), high: greatest.rate * max(high, 1), law)
    let perUser = reading.requestsPerUser
    system.workload.users = Quantity(
      greatest.rate / perUser, low: greatest.rate * min(low, 1) / perUser,
      high: greatest.rate * max(high, 1) / perUser, law)
  }

  /// The greatest of the rates that observations tell, with the number it rests on.
  private func greatest(
    _ rate: (Int, ObservedLoad) -> Double?
  ) -> (rate: Double, quantity: Quantity)? {
    var greatest: (rate: Double, quantity: Quantity)?
    for index in system.components.indices {
      for observed in system.components[index].observed {
        guard let rate = rate(index, observed), rate > greatest?.rate ?? 0,
          let quantity = observed.arrivalRate ?? observed.p50 ?? observed.p99 ?? observed.utilization
        else { continue }
        greatest = (rate, quantity)
      }
    }
    return greatest
  }

  /// The rate of all requests from that of the most popular key.
  private func rateOfOneKey(in reading: Reading) -> (rate: Double, quantity: Quantity)? {
    var greatest: (rate: Double, quantity: Quantity)?
    for index in system.components.indices {
      guard let keys = system.components[index].state?.keys, let seen = keys.hottestRate else { continue }
      let reads = reading.readsPerRequest(of: index)
      let share = ZipfPopularity(
        keyCount: keys.count?.likely ?? Catalog.required("store keys").likely,
        exponent: keys.zipfExponent?.likely ?? Catalog.required("store zipfExponent").likely
      ).largestShare
      guard reads > 0, share > 0 else { continue }
      let rate = seen.likely / share / reads
      if rate > greatest?.rate ?? 0 { greatest = (rate, seen) }
    }
    return greatest
  }

  /// The rate at which the first station is as busy as a well-planned one, where growth is stated and no load.
  private func rateItIsSizedFor(in reading: Reading) -> (rate: Double, quantity: Quantity)? {
    let workload = system.workload
    guard let stated = workload.growth ?? workload.growthPerYear ?? workload.within else { return nil }
    let first = reading.stations.map(\.saturationRate).min() ?? .infinity
    guard first.isFinite else { return nil }
    return (first * Catalog.required("compute utilization").likely, .stated(stated.likely))
  }

  /// The rate at which the service times as they are assumed give the utilization that was seen.
  private func rateOfAssumedDemand(of index: Int, seen observed: ObservedLoad, in reading: Reading) -> Double?
  {
    guard let busy = observed.utilization?.likely, observed.arrivalRate == nil,
      reading.primaryStation[index] >= 0
    else { return nil }
    let stations = [reading.primaryStation[index], reading.replicaStation[index]].filter { $0 >= 0 }
    guard let station = stations.map({ reading.stations[$0] }).max(by: { $0.demand < $1.demand }),
      station.demand > 0
    else { return nil }
    return busy * Double(station.serverCount) * station.units / station.demand
  }

  /// Requests per second to the system at which `index` sees what was seen of it; nil when that does not tell.
  private func rate(of index: Int, seen observed: ObservedLoad, in reading: Reading) -> Double? {
    guard observed.utilization?.likely ?? 0 <= Self.busiest else { return nil }
    let visits = reading.system.components[index].operations.reduce(0) { $0 + reading.visits[$1] }
    guard visits > 0 else { return nil }
    if let rate = observed.arrivalRate { return rate.likely / visits }
    guard let busy = observed.utilization?.likely, reading.primaryStation[index] >= 0,
      system.components[index].operations.allSatisfy(\.steps.isEmpty),
      let response = observed.p50.map({ $0.likely / logarithm(2) })
        ?? observed.p99.map({ $0.likely / logarithm(100) }), response > 0
    else { return nil }
    let station = reading.stations[reading.primaryStation[index]]
    guard station.visitCount > 0 else { return nil }
    return busy * Double(station.serverCount) * station.units
      / (response * (1 - busy) * station.visitCount)
  }
}
