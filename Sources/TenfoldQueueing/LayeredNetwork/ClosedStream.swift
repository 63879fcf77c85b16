import TenfoldModel

/// A closed stream of customers over stations, for every number of customers up to the last.
///
/// Convolution over stations whose rate depends on the number present: sums of positive terms only, so that it
/// stays exact where mean value analysis with such stations loses its digits. Many customers are taken as a
/// Poisson stream of the rate at which they come round.
///
/// **Source.** Buzen, CACM 16(9), 1973; Reiser and Kobayashi, IBM J. Res. Dev. 19(3), 1975.
struct ClosedStream {
  /// A station of the stream.
  struct Stop {
    var view: StationView
    /// Visits per cycle to one copy of the station.
    var visits: Double
    /// Copies of the station.
    var copies: Double
    /// What every visit waits in the station, in seconds.
    var delay = 0.0
    /// Share of the visits that the customer waits for.
    var awaited = 1.0
    /// What every visit waits besides, in seconds.
    var extraDelay = 0.0
    /// Share of the visits that wait, and busy shares of the servers by others and by the stream, at the throughput
    /// that was found last.
    var waitingShare = 0.0
    var othersBusy = 0.0
    var ownBusy = 0.0
  }

  /// Most customers that are convolved.
  static let mostConvolved = 100

  /// Throughput with 1 ... N customers.
  private(set) var throughputs: [Double] = []
  private let stops: [Stop]
  private let delay: Double
  private let population: Int
  /// Present for each customer besides the first, beyond itself: what it does in parallel.
  private let overlap: Double
  /// Most that can be present.
  private let most: Int
  /// Customers on average in what they wait besides, for each number of customers; empty when nobody is.
  private var aside: [Double] = []
  /// What a visit to each stop waits besides, for each number of customers, or for all of them only.
  private var besides: [[Double]] = []
  /// Weights of 0 ... N customers at each stop, and in the rest of the network.
  private var here: [[Double]] = []
  private var rest: [[Double]] = []

  /// Solves for 1 ... `population` customers who spend `delay` seconds a cycle without queueing.
  ///
  /// With `overlap`, each customer is at stations for what it does not wait for too, this share of its time: whatever one of
  /// n customers does meets what n + overlap · (n − 1) would meet who do one thing at a time, itself among them (the
  /// arrival theorem), and n · (1 + overlap) of such doings pass for every n cycles (Little's law).
  ///
  /// With `onlyLast`, only the throughput of all customers is wanted; that of fewer may be left 0. What visits wait
  /// more than with exponential service depends on how busy stations are: `flow` is the throughput at which the
  /// stops' shares were found.
  init(
    stops: [Stop], delay: Double, population: Int, overlap: Double = 0, flow: Double = 0,
    onlyLast: Bool = false
  ) {
    self.overlap = overlap
    most = Int((Double(population) + overlap * Double(population - 1)).rounded(.up))
    self.stops = stops
    self.delay = delay
    self.population = population
    guard most <= Self.mostConvolved else {
      throughputs = [Double](repeating: 0, count: population)
      if onlyLast {
        throughputs[population - 1] = manyThroughput(of: Double(population)).throughput
      } else {
        throughputs = manyThroughputs()
      }
      setAside(flow)
      return
    }
    let scale = scaleOfThroughput()
    here = stops.map { stop in
      // A machine of several counts for each of them.
      var weights = [1.0]
      weights.reserveCapacity(most + 1)
      for k in stride(from: 1, through: most, by: 1) {
        weights.append(weights[k - 1] * scale * stop.visits / stop.rate(k))
      }
      return weights
    }
    var still = [1.0]
    for k in stride(from: 1, through: most, by: 1) { still.append(still[k - 1] * scale * delay / Double(k)) }
    let others = stops.map(\.copies)
    var before = [still]
    for (index, weights) in here.enumerated() {
      before.append(Self.convolve(before[index], Self.power(weights, others[index])))
    }
    var after = [1.0] + [Double](repeating: 0, count: most)
    rest = here
    for index in here.indices.reversed() {
      let siblings = Self.power(here[index], others[index] - 1)
      rest[index] = Self.convolve(Self.convolve(before[index], after), siblings)
      after = Self.convolve(after, Self.convolve(here[index], siblings))
    }
    let whole = before[here.count]
    let known = stride(from: 1, through: most, by: 1).map {
      whole[$0] > 0 ? scale * whole[$0 - 1] / whole[$0] : 1e300
    }
    let bound = overlap > 0 ? capacity : .infinity
    func passing(_ found: Double, _ customers: Double, of present: Double) -> Double {
      overlap > 0 ? min(bound, found * doings(customers) / present) : found
    }
    throughputs = stride(from: 1, through: population, by: 1).map {
      let (low, share) = place($0)
      let found = share > 0 ? (1 - share) * known[low - 1] + share * known[low] : known[low - 1]
      return passing(found, Double($0), of: Double(low) + share)
    }
    setAside(flow)
  }

  /// The number present for a number of customers: a whole number, and how far to the next.
  private func place(_ customers: Int) -> (low: Int, share: Double) {
    var number = Double(customers)
    if customers > 0, aside.count == population { number = max(0, number - aside[customers - 1]) }
    number += overlap * max(0, number - 1)
    number = min(number, Double(most))
    return (Int(number), number - number.rounded(.down))
  }

  /// What a number of customers does at once.
  private func doings(_ customers: Double) -> Double { customers * (1 + overlap) }

  /// Cycles per second that the slowest station can bear.
  var capacity: Double {
    stops.indices.reduce(.infinity) { least, index in
      stops[index].visits > 0 ? min(least, 1 / (stops[index].visits * stops[index].view.slope)) : least
    }
  }

  // MARK: Other than exponential

  /// Takes out of the stations who waits longer, or puts in who waits shorter, than with exponential service.
  ///
  /// That wait keeps nobody from being served, so it is a delay beside the stations: of n customers X · E are in it,
  /// and the others have the throughput of so many. As in mean value analysis, an arrival finds what n - 1 customers
  /// leave, those among them who wait longer too.
  private mutating func setAside(_ flow: Double) {
    guard flow > 0, flow.isFinite, delay.isFinite, throughputs.allSatisfy(\.isFinite),
      stops.contains(where: { $0.waitsBesides })
    else { return }
    let excesses = stops.map(\.excess)
    let plain = [0] + throughputs
    guard plain[1] > 0 || population == 1 else { return setLastAside(excesses, plain[population]) }
    besides = excesses.map { _ in [] }
    let shares = most > Self.mostConvolved ? [] : stops.indices.map(sharesOfTime)
    var low = 0
    for n in 1...population {
      let pace = n == 1 ? 0 : min(4, throughputs[n - 2] / flow)
      var sum = 0.0
      let number = Double(n)
      for (index, excess) in excesses.enumerated() {
        // Of n - 1 customers, those who are there: in the station as it is without them, or waiting besides.
        let before = n > 1 ? besides[index][n - 2] : 0
        var there = n > 1 && !shares.isEmpty ? shares[index][min(n - 1, most)] : 0
        if n > 1 {
          there += max(0, before) * excess.visits * throughputs[n - 2] / (number - 1)
          there = min(1, there)
        }
        let gap = max(
          0, number / max(plain[n], 1e-300) * (1 - there) / max(excess.visits * excess.copies, 1e-300))
        var found = excess.wait(pace: pace, before: before, shareOfTime: there, gap: gap)
        if !found.isFinite { found = 0 }
        besides[index].append(found)
        sum += excess.visits * excess.copies * excess.awaited * found
      }
      // Of n customers X · E are beside the stations, X being the throughput of the others: between two whole numbers
      // of these it is a straight line.
      func others(_ count: Int) -> Double { number - plain[count] * sum }
      while low > 0, others(low) < Double(low) { low -= 1 }
      while low + 1 < population, others(low + 1) >= Double(low + 1) { low += 1 }
      var found = plain[population]
      if others(population) < Double(population) {
        let rise = plain[low + 1] - plain[low]
        found = plain[low] + rise * (others(low) - Double(low)) / (1 + rise * sum)
      }
      aside.append(min(max(0, found) * sum, number - min(1, number / 2)))
      throughputs[n - 1] = Self.throughput(number - aside[n - 1], plain)
    }
  }

  /// The same for all customers alone, where the throughput of fewer is not known.
  private mutating func setLastAside(_ excesses: [Excess], _ plain: Double) {
    let number = Double(population)
    besides = excesses.map { excess in
      let found = excess.wait(pace: 1)
      return [found.isFinite ? found : 0]
    }
    let sum = excesses.indices.reduce(0.0) { sum, index in
      let excess = excesses[index]
      return sum + excess.visits * excess.copies * excess.awaited * besides[index][0]
    }
    aside = [min(0.9 * number, number * sum / (number / plain + sum))]
    throughputs[population - 1] = (number - aside[0]) / number * plain
  }

  /// Throughput of a broken number of customers, from that of whole numbers.
  private static func throughput(_ customers: Double, _ plain: [Double]) -> Double {
    let count = min(max(customers, 0), Double(plain.count - 1))
    let low = min(Int(count), plain.count - 2)
    return plain[low] + (count - Double(low)) * (plain[low + 1] - plain[low])
  }

  /// Share of its time that each of 0 ... `most` customers is at one copy of a stop.
  private func sharesOfTime(at stop: Int) -> [Double] {
    var result = [0.0]
    for count in stride(from: 1, through: most, by: 1) {
      var (sum, mean) = (0.0, 0.0)
      for k in 0...count {
        let weight = here[stop][k] * rest[stop][count - k]
        sum += weight
        mean += Double(k) * weight
      }
      result.append(sum > 0 ? mean / sum / Double(count) : 0)
    }
    return result
  }

  /// What a visit to a stop waits besides, when the number of customers has these probabilities.
  func waitsBesides(of stop: Int, customers: [Double]) -> Double {
    guard stop < besides.count else { return 0 }
    guard besides[stop].count == population else { return besides[stop].last ?? 0 }
    var (sum, weight) = (0.0, 0.0)
    for (count, probability) in customers.enumerated().dropFirst() where probability > 0 {
      sum += probability * throughputs[count - 1] * besides[stop][count - 1]
      weight += probability * throughputs[count - 1]
    }
    return weight > 0 ? sum / weight : 0
  }

  /// About the throughput of all customers, so that weights stay within the range of numbers.
  private func scaleOfThroughput() -> Double {
    var cycle = delay
    var bound = Double.infinity
    for stop in stops where stop.visits > 0 {
      cycle += stop.visits * stop.copies * stop.time(1)
      bound = min(bound, stop.rate(most) / stop.visits)
    }
    return min(bound, cycle > 0 ? Double(most) / cycle : 1e300)
  }

  /// Terms of a product of two power series up to the customers, scaled to at most 1.
  private static func convolve(_ first: [Double], _ second: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: first.count)
    var most = 0.0
    result.withUnsafeMutableBufferPointer { result in
      first.withUnsafeBufferPointer { first in
        second.withUnsafeBufferPointer { second in
          for n in result.indices {
            var sum = 0.0
            for k in 0...n { sum += first[k] * second[n - k] }
            result[n] = sum
            most = max(most, sum)
          }
        }
      }
    }
    guard most > 0, most != 1 else { return result }
    for n in result.indices { result[n] /= most }
    return result
  }

  /// The product of a whole number of equal series.
  private static func power(_ series: [Double], _ count: Double) -> [Double] {
    guard count >= 1 else { return [1] + [Double](repeating: 0, count: series.count - 1) }
    guard count >= 2 else { return series }
    let half = power(series, (count / 2).rounded(.down))
    let both = convolve(half, half)
    return count.truncatingRemainder(dividingBy: 2) >= 1 ? convolve(both, series) : both
  }

  // MARK: What visits find

  /// Distribution of the number present at each stop, when the number of customers has these probabilities.
  func present(customers: [Double]) -> [[Double]] {
    guard most <= Self.mostConvolved else { return manyPresent(customers) }
    var numbers = [Double](repeating: 0, count: most + 1)
    for (count, probability) in customers.enumerated() where probability > 1e-12 {
      let (low, share) = place(count)
      numbers[low] += (1 - share) * probability
      if share > 0 { numbers[low + 1] += share * probability }
    }
    return stops.indices.map { stop in
      var result = [Double](repeating: 0, count: most + 1)
      for (count, probability) in numbers.enumerated() where probability > 0 {
        var sum = 0.0
        for k in 0...count { sum += here[stop][k] * rest[stop][count - k] }
        guard sum > 0 else { continue }
        let scale = probability / sum
        for k in 0...count { result[k] += scale * here[stop][k] * rest[stop][count - k] }
      }
      return result
    }
  }

  /// What visits to a stop find with this distribution of the number present.
  func result(of stop: Int, present: [Double], besides: Double) -> StationResult {
    var result = StationResult()
    var flow = 0.0
    for (k, probability) in present.enumerated().dropFirst() where probability > 0 {
      let rate = probability * stops[stop].rate(k)
      flow += rate
      result.time += Double(k) * probability
      result.wait += rate * stops[stop].wait(k)
      result.waitingShare += rate * stops[stop].view.waitingShare(k)
    }
    guard flow > 0 else {
      return StationResult(time: stops[stop].time(1), wait: stops[stop].wait(1))
    }
    result.time /= flow
    result.wait /= flow
    result.waitingShare /= flow
    result.time = max(stops[stop].view.time(1) / 2, result.time + besides)
    result.wait = max(0, result.wait + besides)
    return result
  }

  // MARK: Many customers

  private func manyThroughputs() -> [Double] {
    // A few numbers of customers and straight lines between them.
    var known: [(count: Int, throughput: Double)] = [(0, 0)]
    var (count, flow) = (1.0, 0.0)
    while known[known.count - 1].count < population {
      let next = min(count, Double(population))
      let found = manyThroughput(of: next, from: flow)
      known.append((Int(next), found.throughput))
      flow = found.flow
      count = max(count + 1, (count * 1.15).rounded())
    }
    var result: [Double] = []
    result.reserveCapacity(population)
    for (low, high) in zip(known, known.dropFirst()) {
      let slope = (high.throughput - low.throughput) / Double(high.count - low.count)
      for n in (low.count + 1)...high.count { result.append(low.throughput + slope * Double(n - low.count)) }
    }
    return result
  }

  /// An arrival finds the network as it is with one customer fewer, and many customers are Poisson streams at each
  /// station whose rate makes the mean number present right.
  ///
  /// **Source.** Reiser and Lavenberg, 1980, for the arrival; Whitt, "Open and closed models for networks of
  /// queues", AT&T Bell Laboratories Technical Journal 63(9), 1984, for the fixed mean.
  ///
  /// `low` is a flow of fewer customers, 0 when none is known. Returns the flow with it, to begin the next with.
  private func manyThroughput(
    of customers: Double, from low: Double = 0
  ) -> (throughput: Double, flow: Double) {
    let others = customers - 1 + overlap * max(0, customers - 1)
    /// Customers that a flow keeps in their cycles, beyond those there are.
    func excess(_ flow: Double) -> Double { flow * cycle(flow: flow) - others }
    let bound = capacity
    // Cycles get longer with the flow, so that the excess rises ever faster: straight lines between two flows lie above
    // it, and the end that stays is given half its weight (the Illinois rule).
    var (low, high) = (low, min(bound, others / max(cycle(flow: low), 1e-300)))
    var (below, above) = (excess(low), excess(high))
    for _ in 0..<60 where high - low > 1e-7 * high {
      var middle = (low + high) / 2
      if above.isFinite, above > below {
        middle = min(max(high - above * (high - low) / (above - below), low), high)
        // Not so close to an end that nothing is left to tell.
        middle = min(max(middle, low + 0.4e-7 * high), high * (1 - 0.4e-7))
      }
      let found = excess(middle)
      if found < 0 {
        (low, below) = (middle, found)
        if above.isFinite { above /= 2 }
      } else {
        (high, above) = (middle, found)
        below /= 2
      }
    }
    return (min(bound, doings(customers) / max(cycle(flow: low), 1e-300)), low)
  }

  /// Mean time of a cycle when cycles begin as a Poisson stream.
  private func cycle(flow: Double) -> Double {
    stops.withUnsafeBufferPointer { stops in
      var sum = delay
      for index in stops.indices where stops[index].visits > 0 {
        let visits = stops[index].visits
        sum += visits * stops[index].copies * stops[index].view.openTime(arrivalRate: flow * visits)
      }
      return sum
    }
  }

  private func manyPresent(_ customers: [Double]) -> [[Double]] {
    var flow = 0.0
    for (count, probability) in customers.enumerated().dropFirst() {
      flow += probability * throughputs[count - 1]
    }
    return stops.map { stop in
      var result = [1.0]
      var sum = 1.0
      for k in stride(from: 1, through: most, by: 1) {
        let next = result[k - 1] * flow * stop.visits / stop.rate(k)
        result.append(next)
        sum += next
        if next < sum * 1e-14 { break }
      }
      return result.map { $0 / sum }
    }
  }
}

extension ClosedStream.Stop {
  /// Completions per second with *k* present.
  func rate(_ k: Int) -> Double { Double(k) / time(k) }

  func time(_ k: Int) -> Double { max(1e-300, view.time(k) + delay) }

  func wait(_ k: Int) -> Double { view.wait(k) + delay }

  /// True when visits wait otherwise than with exponential service.
  var waitsBesides: Bool { extraDelay != 0 || (waitingShare > 0 && view.extraWait != 0) }

  /// What visits wait otherwise, as plain numbers.
  var excess: ClosedStream.Excess {
    .init(
      visits: visits, copies: copies, awaited: awaited, extraDelay: extraDelay, waitingShare: waitingShare,
      extraWait: view.extraWait, othersBusy: othersBusy, ownBusy: ownBusy, slope: view.slope,
      serverCount: Double(view.serverCount))
  }
}
