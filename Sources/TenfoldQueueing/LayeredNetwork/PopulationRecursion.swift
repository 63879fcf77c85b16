import TenfoldModel

/// A closed stream of customers over stations, for every number of customers up to the last.
///
/// Mean value analysis with stations whose rate depends on the number present, in the form with marginal
/// probabilities. What a customer does in parallel counts at the stations in full and in its own time by the
/// part it really waits for.
///
/// **Source.** Reiser and Lavenberg, JACM 27(2), 1980; Reiser, Performance Evaluation 1(1), 1981.
struct PopulationRecursion {
  /// A station of the stream.
  struct Stop {
    var view: StationView
    /// Visits per cycle to one copy of the station.
    var visits: Double
    /// Visits per cycle that the customer itself waits for, over all copies.
    var awaitedVisits: Double
    /// True when the distribution of the number present is wanted.
    var wantsDistribution: Bool
    /// Second phases of the worker that the customer itself may come back to; nil without any.
    var returns: Returns?
  }

  /// A customer that returns to a pool soon may find the worker of its last visit still in the second phase.
  struct Returns {
    /// Share of the visits that are not the first of their cycle.
    var share: Double
    /// Share of the visits that are the first of a cycle which follows another of the same caller, and the time
    /// between such cycles, in seconds.
    var chainedShare: Double
    var chainedGap: Double
    /// Mean second phase, in seconds.
    var secondPhase: Double
    /// Probability that a thread is in its second phase at a random time.
    var secondPhaseShare: Double
    /// Probability that all other threads are busy, over the idle share of a thread.
    var othersBusy: Double

    /// What a visit waits longer on average, when returns come after `away` seconds.
    func extraWait(away: Double) -> Double {
      let soon = max(0, secondPhase / (secondPhase + away) - secondPhaseShare)
      let later = max(0, secondPhase / (secondPhase + 2 * away + chainedGap) - secondPhaseShare)
      return othersBusy * secondPhase * (share * soon + chainedShare * later)
    }
  }

  /// Throughput with 1 ... N customers.
  private(set) var throughputs: [Double] = []
  /// Time, wait and share that waits, of a visit with n customers, at (n − 1) · stops + stop.
  private(set) var times: [Double] = []
  private(set) var waits: [Double] = []
  private(set) var waitingShares: [Double] = []
  /// Probability of 0 ... K − 1 present at a stop with 0 ... N customers, rows of K; empty unless wanted.
  private(set) var distributions: [[Double]]

  /// Solves for 1 ... `population` customers who spend `delay` seconds a cycle without queueing, `thinkTime` of it
  /// between two cycles.
  init(stops: [Stop], delay: Double, thinkTime: Double = 0, population: Int) {
    let count = stops.count
    var queues = [Double](repeating: 0, count: count)
    var flows = queues
    var marginals = stops.map { stop -> [Double] in
      var start = [Double](repeating: 0, count: stop.view.count)
      start[0] = 1
      return start
    }
    distributions = stops.indices.map { stops[$0].wantsDistribution ? marginals[$0] : [] }
    throughputs.reserveCapacity(population)
    times.reserveCapacity(population * count)
    for customers in stride(from: 1, through: population, by: 1) {
      var cycle = delay
      for (index, stop) in stops.enumerated() {
        var seen = Self.arrival(stop.view, marginals[index], queue: queues[index], customers: customers)
        // A station that all customers are at all the time serves at its rate, however its service varies.
        let busy = min(1, flows[index] * stop.view.slope)
        seen.addExtra(stop.view.extraWait * (1 - power(busy, Double(customers - 1))))
        let time = max(0, seen.time)
        times.append(time)
        waits.append(seen.wait)
        waitingShares.append(seen.waitingShare)
        cycle += stop.awaitedVisits * time
      }
      for (index, stop) in stops.enumerated() {
        guard let returns = stop.returns else { continue }
        let row = (customers - 1) * count + index
        let away = (cycle - thinkTime - stop.awaitedVisits * times[row]) / (stop.awaitedVisits + 1)
        let extra = returns.extraWait(away: max(0, away))
        times[row] += extra
        waits[row] += extra
        cycle += stop.awaitedVisits * extra
      }
      let throughput = cycle > 0 ? Double(customers) / cycle : 1e300
      throughputs.append(throughput)
      let row = (customers - 1) * count
      for (index, stop) in stops.enumerated() {
        let flow = throughput * stop.visits
        flows[index] = flow
        queues[index] = flow * times[row + index]
        Self.advance(&marginals[index], stop.view, flow: flow, customers: customers)
        if stop.wantsDistribution { distributions[index] += marginals[index] }
      }
    }
  }

  /// What one finds who arrives with the others as `marginal` and `queue` say.
  private static func arrival(
    _ view: StationView, _ marginal: [Double], queue: Double, customers: Int
  ) -> StationResult {
    var result = StationResult()
    var (mass, first) = (0.0, 0.0)
    for k in 0..<min(view.count, customers) {
      let probability = marginal[k]
      mass += probability
      first += Double(k) * probability
      result.time += probability * view.times[k]
      result.wait += probability * view.waits[k]
      result.waitingShare += probability * view.waitingShares[k]
    }
    guard customers > view.count else { return result }
    let beyond = max(0, 1 - mass)
    // Number beyond the table, over those who find so many.
    let more = max(0, queue - first - Double(view.count) * beyond)
    result.time += beyond * view.tailTime + more * view.slope
    result.wait += beyond * view.tailWait + more * view.slope
    result.waitingShare += beyond
    return result
  }

  /// Marginal probabilities with one customer more.
  private static func advance(
    _ marginal: inout [Double], _ view: StationView, flow: Double, customers: Int
  ) {
    let last = min(customers, view.count - 1)
    var sum = 0.0
    for k in stride(from: last, to: 0, by: -1) {
      marginal[k] = flow / view.rates[k - 1] * marginal[k - 1]
      sum += marginal[k]
    }
    if customers < view.count {
      marginal[0] = 1 - sum
    } else {
      // Servers that are not busy: Σ (μ − μ(k)) p(k) = μ − X.
      let full = view.rates[view.count - 1]
      var idle = full - flow
      for k in stride(from: last, to: 0, by: -1) { idle -= (full - view.rates[k - 1]) * marginal[k] }
      marginal[0] = idle / full
    }
    if marginal[0] < 0 { marginal[0] = 0 }
    if sum + marginal[0] > 1 {
      let scale = 1 / (sum + marginal[0])
      for k in marginal.indices { marginal[k] *= scale }
    }
  }
}
