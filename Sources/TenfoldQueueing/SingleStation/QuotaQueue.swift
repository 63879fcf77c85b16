import TenfoldModel

/// M/G/1 in order of arrival whose server works at full speed, but no more than so many seconds of every period: the quota of a
/// control group.
///
/// Two queues enclose it on every path of arrivals and services, since at no moment has more work been done by a server that is
/// always there at the quota's share of the speed, nor less by one without a quota. Those who find nothing left to work off
/// from a quota that was used up, and do not use it up themselves, are served as without a quota: ``delayedShare`` is the share
/// of the others, so the time within which a share p is answered is at most the full speed's for p plus that share.
package struct QuotaQueue: Sendable, Hashable {
  /// Requests that arrive per second.
  package let arrivalRate: Double
  /// Mean time of a service at full speed, in seconds.
  package let serviceTime: Double
  /// Squared variation of it.
  package let squaredVariation: Double
  /// Seconds of work in a period, and of the period.
  private let (budget, period): (Double, Double)

  /// Cells of work that a budget is divided into.
  private static let cellsPerBudget = 40
  /// Budgets of carried work that are told apart; what is beyond them counts as that much.
  private static let mostBudgets = 8
  /// Moments of a period at which arrivals are looked at.
  private static let momentCount = 8
  /// Busy share of the quota from which all count as delayed: carried work takes hundreds of periods to settle there.
  private static let mostBusy = 0.97

  /// Makes a station.
  ///
  /// - Parameters:
  ///   - arrivalRate: Requests per second; finite, ≥ 0.
  ///   - serviceTime: Mean time of a service at full speed, in seconds; finite, > 0.
  ///   - squaredVariation: Squared variation of it; finite, ≥ 0.
  ///   - cores: Seconds of work for each second; > 0, < 1.
  ///   - period: Seconds of a period; finite, > 0.
  /// - Throws: ``QueueingError`` for an argument out of range.
  package init(
    arrivalRate: Double, serviceTime: Double, squaredVariation: Double, cores: Double, period: Double
  ) throws(QueueingError) {
    let place = "a station with a quota"
    try Check.atLeast(0, arrivalRate, "arrival rate", at: place)
    try Check.positive(serviceTime, "mean service time", at: place)
    try Check.atLeast(0, squaredVariation, "squared variation", at: place)
    try Check.positive(cores, "cores of the quota", at: place)
    try Check.share(cores, "cores of the quota", at: place)
    try Check.positive(period, "period", at: place)
    self.arrivalRate = arrivalRate
    self.serviceTime = serviceTime
    self.squaredVariation = squaredVariation
    (budget, self.period) = (cores * period, period)
  }

  /// Busy share of the quota; over 1 there is no steady state.
  package var utilization: Double { arrivalRate * serviceTime * period / budget }

  /// Share of the requests that a used-up quota may delay, in 0...1.
  ///
  /// What is carried from period to period is the wait of D/G/1: it grows by the work that arrives and shrinks by the budget.
  /// Who arrives while it is worked off is delayed, as are those whose own work and what came before it in the period do not
  /// fit into what is left. Work that begins in one period and ends in the next counts for the first, which is right but
  /// for what a whole core takes a period's end for: services should be short against the period.
  ///
  /// - Complexity: O(periods until carried work settles · cells²), some hundred periods at 0.95 of the quota.
  package var delayedShare: Double {
    guard arrivalRate > 0 else { return 0 }
    guard utilization < Self.mostBusy else { return 1 }
    let (cells, most) = (Self.cellsPerBudget, Self.cellsPerBudget * Self.mostBudgets)
    let service = self.service
    let carried = settled(work(in: period, service), most)
    var unfit = [Double](repeating: 0, count: cells + 1)
    for moment in 0..<Self.momentCount {
      let time = (Double(moment) + 0.5) / Double(Self.momentCount) * period
      let before = Self.sum(work(in: time, service), service, most)
      // Probability that more than so many cells came before and with the request.
      var beyond = max(0, 1 - before.prefix(cells + 1).reduce(0, +))
      for left in stride(from: cells, through: 0, by: -1) {
        unfit[left] += beyond / Double(Self.momentCount)
        if left < before.count { beyond += before[left] }
      }
    }
    // A busy period that begins with so much work is that much longer than the work as others arrive meanwhile.
    let stretch = budget / Double(cells) / period / max(1e-9, 1 - arrivalRate * serviceTime)
    var share = 0.0
    for (work, probability) in carried.enumerated() {
      share += probability * (work >= cells ? 1 : min(1, Double(work) * stretch + unfit[cells - work]))
    }
    return min(1, share)
  }

  /// Probability of each number of cells that a service takes: a gamma distribution, whose probability between two numbers is
  /// given to both so that means stay.
  private var service: [Double] {
    let cell = budget / Double(Self.cellsPerBudget)
    let most = Self.cellsPerBudget * Self.mostBudgets
    // E[min(service, some cells)], in cells.
    let limited = (0...most + 1).map { cells -> Double in
      let limit = Double(cells) * cell
      guard squaredVariation > 1e-6 else { return min(serviceTime, limit) / cell }
      let (shape, scale) = (1 / squaredVariation, serviceTime * squaredVariation)
      let below = serviceTime * GammaDistribution.cumulative(limit / scale, shape: shape + 1)
      return (below + limit * (1 - GammaDistribution.cumulative(limit / scale, shape: shape))) / cell
    }
    var result = [1 - limited[1]]
    for cells in 1...most {
      result.append(max(0, 2 * limited[cells] - limited[cells - 1] - limited[cells + 1]))
    }
    return Self.trimmed(result)
  }

  /// Probability of each number of cells of work that arrives in some seconds.
  ///
  /// **Source.** Panjer, ASTIN Bulletin 12(1), 1981, for sums of a Poisson number of services.
  private func work(in time: Double, _ service: [Double]) -> [Double] {
    let most = Self.cellsPerBudget * (Self.mostBudgets + 1)
    // The probability that nothing comes must not vanish: what comes in halves is added up.
    let halvings = max(0, Int((logarithm(max(1, arrivalRate * time / 300)) / logarithm(2)).rounded(.up)))
    let mean = arrivalRate * time / Double(1 << halvings)
    var result = [exponential(-mean * (1 - service[0]))]
    for total in 1...most {
      var sum = 0.0
      for part in 1..<max(1, min(service.count, total + 1)) {
        sum += Double(part) * service[part] * result[total - part]
      }
      result.append(mean / Double(total) * sum)
    }
    for _ in 0..<halvings { result = Self.sum(result, result, most) }
    return Self.trimmed(result)
  }

  /// Probability of each number of cells that is carried into a period, once it has settled.
  private func settled(_ work: [Double], _ most: Int) -> [Double] {
    var carried = [1.0]
    for _ in 0..<2000 {
      let present = Self.sum(carried, work, most + Self.cellsPerBudget)
      var next = [present.prefix(Self.cellsPerBudget + 1).reduce(0, +)]
      next += present.dropFirst(Self.cellsPerBudget + 1)
      let change = next.indices.reduce(0) {
        $0 + abs(next[$1] - ($1 < carried.count ? carried[$1] : 0))
      }
      carried = Self.trimmed(next)
      if change < 1e-6 { break }
    }
    return carried
  }

  /// Probability of each sum of two numbers of cells; what is over `most` counts as that much.
  private static func sum(_ one: [Double], _ other: [Double], _ most: Int) -> [Double] {
    var result = [Double](repeating: 0, count: min(most, one.count + other.count - 2) + 1)
    let last = result.count - 1
    for (left, first) in one.enumerated() where first > 0 {
      for (right, second) in other.enumerated() { result[min(last, left + right)] += first * second }
    }
    return result
  }

  /// Without the end that is next to impossible.
  private static func trimmed(_ probabilities: [Double]) -> [Double] {
    var (count, tail) = (probabilities.count, 0.0)
    while count > 1, tail + probabilities[count - 1] < 1e-10 {
      count -= 1
      tail += probabilities[count]
    }
    return Array(probabilities.prefix(count))
  }
}
