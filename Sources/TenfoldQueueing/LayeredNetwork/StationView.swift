/// A station as one stream of customers sees it while others use it too: what *k* of them get out of it.
///
/// With all streams in product form, a stream sees the station as if it were alone at one whose rate depends on
/// how many of it are present; the others are summed out. They arrive as a Poisson stream, from a finite number
/// of sources, or both.
///
/// **Source.** Lavenberg and Sauer, Analytical Results for Queueing Models, in Computer Performance
/// Modeling Handbook, 1983 (mixed networks with rates that depend on the queue); Kimura, Management Science
/// 32(6), 1986, for the variability of service.
struct StationView {
  /// Others who use the station, in units of the stream's own service.
  struct Background {
    /// Poisson arrivals per second.
    var rate = 0.0
    /// Sources that each wait for their answer before they ask again.
    var sources = 0.0
    /// Arrivals per second of each idle source.
    var sourceRate = 0.0
    /// True when the stream's own customers are among the sources, and idle no more while they are present.
    var includesStream = false
    /// Of the time a customer of the stream is not present, the share that it is no other either: what the sums
    /// over the others count that the stream's own network counts too.
    var freeShare = 1.0
    var isEmpty: Bool { rate <= 0 && (sources <= 0 || sourceRate <= 0) }

    func arrivalRate(others: Int, stream: Int) -> Double {
      rate + sourceRate * max(0, sources - Double(includesStream ? others + stream : others))
    }
  }

  /// Completions per second with *k* of the stream present, at index k − 1.
  private(set) var rates: [Double] = []
  /// Mean time at the station of the one whose arrival makes them *k*.
  private(set) var times: [Double] = []
  /// The part of it before service.
  private(set) var waits: [Double] = []
  /// Probability that the one whose arrival makes them *k* has to wait.
  private(set) var waitingShares: [Double] = []
  /// Time and wait of the first beyond the tables, and what each one more adds.
  private(set) var tailTime = 0.0
  private(set) var tailWait = 0.0
  private(set) var slope = 0.0
  /// What an arrival that waits, waits longer than if service were exponential, in seconds.
  let extraWait: Double
  /// Probability of 0 ... c busy servers with *k* of the stream present: rows of c + 1; empty without others.
  private(set) var busyServers: [Double] = []
  private let station: ServiceStation
  /// Terms that were summed to make it.
  private(set) var termCount = 0

  /// Servers of the station.
  var serverCount: Int { station.serverCount }

  /// Entries of the tables.
  var count: Int { rates.count }

  /// Makes a view.
  ///
  /// - Parameters:
  ///   - station: The station, with rates in units of the stream's own service.
  ///   - background: Others who use the station.
  ///   - extraWait: What an arrival that waits, waits longer than if service were exponential, in seconds.
  ///   - most: Most of the stream that can be present.
  ///   - wantsBusyServers: True when ``busyServers`` is needed.
  init(
    _ station: ServiceStation, background: Background, extraWait: Double, most: Int,
    wantsBusyServers: Bool = false
  ) {
    self.station = station
    self.extraWait = extraWait
    let levels = station.rates.count
    slope = 1 / station.rates[levels - 1]
    guard !background.isEmpty else {
      let count = max(1, min(levels, most))
      rates = Array(station.rates[..<count])
      times = (1...count).map { Double($0) / station.rates[$0 - 1] }
      waits = (1...count).map { station.waiting[$0] / station.rates[$0 - 1] }
      waitingShares = Array(station.full[..<count])
      tailTime = Double(count + 1) * slope
      tailWait = station.waiting(count + 1) * slope
      return
    }
    var reach = background
    reach.rate = min(background.rate, 0.9995 * station.rates[levels - 1])
    let count = max(1, min(most, max(levels + 24, min(2 * levels, levels + 96))))
    var below = Sums(present: 0, station, reach, busy: wantsBusyServers)
    if wantsBusyServers { busyServers += below.busyServers }
    for k in 1...count {
      let here = Sums(present: k, station, reach, busy: wantsBusyServers)
      // The weight of k of the stream is the product over its rates, so a ratio of sums gives each rate.
      let rate = station.rate(k) * below.total / here.total * background.freeShare
      rates.append(rate)
      times.append(Double(k) / rate)
      waits.append(here.waiting / rate)
      waitingShares.append(below.full)
      if wantsBusyServers { busyServers += here.busyServers }
      termCount += here.termCount
      below = here
    }
    slope = 1 / rates[count - 1]
    tailTime = times[count - 1] + slope
    tailWait = waits[count - 1] + slope
  }

  /// Sums over the number of others, with *k* of the stream present.
  private struct Sums {
    var total = 1.0
    /// Mean number of the stream that wait.
    var waiting: Double
    /// Probability that an arrival finds no server free.
    var full: Double
    var busyServers: [Double] = []
    var termCount = 0

    init(present k: Int, _ station: ServiceStation, _ background: Background, busy: Bool) {
      var term = 1.0
      waiting = station.waiting(k)
      full = station.full(k)
      if busy {
        busyServers = [Double](repeating: 0, count: station.serverCount + 1)
        station.addBusyServers(present: k, probability: 1, to: &busyServers)
      }
      for others in 1..<20_000 {
        let all = k + others
        termCount = others
        let ratio =
          Double(all) / Double(others) * background.arrivalRate(others: others - 1, stream: k)
          / station.rate(all)
        term *= ratio
        if term <= 0 { break }
        total += term
        full += term * station.full(all)
        waiting += term * Double(k) / Double(all) * station.waiting(all)
        if busy { station.addBusyServers(present: all, probability: term, to: &busyServers) }
        if ratio < 1, term < total * 1e-13 { break }
        if total > 1e280 { break }
      }
      waiting /= total
      full /= total
      for index in busyServers.indices { busyServers[index] /= total }
    }
  }

  /// Adds to `result` the distribution of busy servers when *k* of the stream are present with `probability`.
  func addBusyServers(present k: Int, probability: Double, to result: inout [Double]) {
    guard !busyServers.isEmpty else {
      station.addBusyServers(present: k, probability: probability, to: &result)
      return
    }
    let servers = station.serverCount
    let row = min(k, count) * (servers + 1)
    for index in 0...servers { result[index] += probability * busyServers[row + index] }
  }
}

/// What a stream finds at a station.
struct StationResult {
  /// Mean time of a visit.
  var time = 0.0
  /// The part before service.
  var wait = 0.0
  /// Share of the visits that wait.
  var waitingShare = 0.0
  /// Probability of 0 ... c busy servers; empty when not asked for.
  var busyServers: [Double] = []
}

extension StationView {
  /// A Poisson stream; nil when it is more than the station can do.
  func open(arrivalRate: Double, busyCount: Int = -1) -> StationResult? {
    let tailRatio = arrivalRate * slope
    guard tailRatio < 1 else { return nil }
    var weight = 1.0
    var total = 0.0
    var result = StationResult()
    if busyCount >= 0 { result.busyServers = [Double](repeating: 0, count: busyCount + 1) }
    for k in 0..<count {
      total += weight
      result.time += weight * times[k]
      result.wait += weight * waits[k]
      result.waitingShare += weight * waitingShares[k]
      if busyCount >= 0 { addBusyServers(present: k, probability: weight, to: &result.busyServers) }
      weight *= arrivalRate / rates[k]
      if total > 1e200 {
        let scale = 1e-200
        weight *= scale
        total *= scale
        result.scale(by: scale)
      }
    }
    let tail = weight / (1 - tailRatio)
    total += tail
    result.time += tail * (tailTime + slope * tailRatio / (1 - tailRatio))
    result.wait += tail * (tailWait + slope * tailRatio / (1 - tailRatio))
    result.waitingShare += tail
    if busyCount >= 0 { addBusyServers(present: count, probability: tail, to: &result.busyServers) }
    result.scale(by: 1 / total)
    result.addExtra(extraWait)
    return result
  }

  /// Mean time of a visit of a Poisson stream with exponential service; infinite when it is more than the station can do.
  func openTime(arrivalRate: Double) -> Double {
    let tailRatio = arrivalRate * slope
    guard tailRatio < 1 else { return .infinity }
    var (weight, total, sum) = (1.0, 0.0, 0.0)
    for k in 0..<count {
      total += weight
      sum += weight * times[k]
      weight *= arrivalRate / rates[k]
      guard total > 1e200 else { continue }
      weight *= 1e-200
      total *= 1e-200
      sum *= 1e-200
    }
    let tail = weight / (1 - tailRatio)
    return (sum + tail * (tailTime + slope * tailRatio / (1 - tailRatio))) / (total + tail)
  }

  /// Sources that each wait for their answer before they ask again.
  func finite(sources: Int, sourceRate: Double, busyCount: Int) -> StationResult {
    var weight = 1.0
    var (total, arrivals) = (0.0, 0.0)
    var result = StationResult()
    result.busyServers = [Double](repeating: 0, count: busyCount + 1)
    for k in 0...sources {
      total += weight
      addBusyServers(present: k, probability: weight, to: &result.busyServers)
      let seen = weight * Double(sources - k)
      arrivals += seen
      result.time += seen * time(k + 1)
      result.wait += seen * wait(k + 1)
      result.waitingShare += seen * (k < count ? waitingShares[k] : 1)
      weight *= Double(sources - k) * sourceRate * (k < count ? 1 / rates[k] : slope)
      if weight < total * 1e-14, k > count { break }
      if total > 1e200 {
        weight *= 1e-200
        total *= 1e-200
        arrivals *= 1e-200
        result.scale(by: 1e-200)
      }
    }
    for index in result.busyServers.indices { result.busyServers[index] /= total }
    let share = arrivals > 0 ? 1 / arrivals : 0
    result.time *= share
    result.wait *= share
    result.waitingShare *= share
    result.addExtra(extraWait)
    return result
  }

  /// Mean time of the one whose arrival makes them *k*.
  func time(_ k: Int) -> Double {
    k <= count ? times[k - 1] : tailTime + Double(k - count - 1) * slope
  }

  /// Probability that the one whose arrival makes them *k* has to wait.
  func waitingShare(_ k: Int) -> Double { k <= count ? waitingShares[k - 1] : 1 }

  /// The part of ``time(_:)`` before service.
  func wait(_ k: Int) -> Double {
    k <= count ? waits[k - 1] : tailWait + Double(k - count - 1) * slope
  }
}

extension StationResult {
  /// What a Poisson stream finds that is alone at servers of exponential service: M/M/c; nil when it is more than they
  /// can do.
  init?(alone arrivalRate: Double, service: Double, servers: Int) {
    let slope = service / Double(servers)
    let load = arrivalRate * slope
    guard load < 1 else { return nil }
    // Weights of 0 ... c - 1 present from the greatest down, so that none is beyond the range of numbers.
    var (weight, total) = (1.0, 0.0)
    for present in stride(from: Double(servers), to: 0, by: -1) {
      weight *= present / (arrivalRate * service)
      total += weight
      if weight > 1e290 { break }
    }
    waitingShare = 1 / (1 + total * (1 - load))
    wait = waitingShare * slope / (1 - load)
    time = service + wait
  }

  fileprivate mutating func scale(by factor: Double) {
    time *= factor
    wait *= factor
    waitingShare *= factor
    for index in busyServers.indices { busyServers[index] *= factor }
  }

  /// Lets those who wait, wait longer.
  mutating func addExtra(_ extra: Double) {
    time += waitingShare * extra
    wait += waitingShare * extra
  }

  /// Lets more visits wait.
  mutating func stretchWait(by factor: Double) {
    time += (factor - 1) * wait
    wait *= factor
    waitingShare = min(1, waitingShare * factor)
  }

  /// Adds another with a weight.
  mutating func add(_ other: StationResult, weight: Double) {
    time += weight * other.time
    wait += weight * other.wait
    waitingShare += weight * other.waitingShare
    if busyServers.isEmpty { busyServers = [Double](repeating: 0, count: other.busyServers.count) }
    for index in other.busyServers.indices { busyServers[index] += weight * other.busyServers[index] }
  }
}
