extension ClosedNetwork {
  /// Solves approximately: an arrival finds all of the other classes and (N_r − 1)/N_r of its own.
  ///
  /// Errors of up to tens of percent in queue lengths where populations are small; the Linearizer costs a few times more
  /// and errs far less. Stations of several servers: see ``solveByLinearizer(options:)``.
  ///
  /// - Complexity: O(K R) for each iteration.
  ///
  /// **Source.** Bard, Some Extensions to Multiclass Queueing Network Analysis, in Performance of Computer
  /// Systems, 1979; Schweitzer, Approximate Analysis of Multiclass Closed Networks of Queues, 1979.
  public func solveByBardSchweitzer(options: IterationOptions = IterationOptions()) -> ClosedNetworkSolution {
    let core = ApproximateCore(self)
    var queues = core.start()
    var throughputs = [Double](repeating: 0, count: core.classCount)
    let none = [Double](repeating: 0, count: queues.count)
    let (iterations, isConverged) = core.settle(
      &queues, &throughputs, population: core.populations, fewer: 0, correction: none, options: options)
    return core.solution(
      queues: queues, throughputs: throughputs, iterations: iterations, isConverged: isConverged)
  }

  /// Solves approximately by the Linearizer: how shares of a queue change when one customer leaves is itself found, by
  /// solving the network with one customer fewer of each class.
  ///
  /// At a station of several servers the number present is taken to be distributed as in a machine-repair model of the
  /// same mean. Accuracy against exact solutions: `docs/guides/solving.md`.
  ///
  /// - Complexity: O(K R²) time for each iteration and O(K R²) memory, whatever the populations.
  ///
  /// **Source.** Chandy and Neuse, CACM 25(2), 1982; de Souza e Silva and Muntz, IEEE Transactions on Computers 39(6),
  /// 1990 (sums over classes kept, a factor R cheaper).
  public func solveByLinearizer(options: IterationOptions = IterationOptions()) -> ClosedNetworkSolution {
    let core = ApproximateCore(self)
    let (stations, count) = (core.stationCount, core.classCount)
    let width = stations * count
    var full = core.start()
    var throughputs = [Double](repeating: 0, count: count)
    var reduced = [[Double]](repeating: full, count: count)
    var reducedThroughputs = throughputs
    /// Differences of shares when a customer of class s leaves: index (s · R + r) · K + k.
    var differences = [Double](repeating: 0, count: width * count)
    /// Σ_r (N − 1_s)_r times the difference, index s · K + k.
    var corrections = [Double](repeating: 0, count: width)
    var iterations = 0
    var isConverged = true
    for s in 0..<count where core.populations[s] > 0 {
      for k in 0..<stations {
        reduced[s][s * stations + k] *= (core.populations[s] - 1) / core.populations[s]
      }
    }
    for round in 0..<4 {
      var result = core.settle(
        &full, &throughputs, population: core.populations, fewer: 0, correction: corrections, options: options
      )
      iterations += result.iterations
      isConverged = result.isConverged
      if round == 3 { break }
      for s in 0..<count where core.populations[s] > 0 {
        var population = core.populations
        population[s] -= 1
        var correction = corrections
        for r in 0..<count {
          let from = r * width + s * stations
          for k in 0..<stations { correction[r * stations + k] -= differences[from + k] }
        }
        for k in 0..<stations where population[s] == 0 { reduced[s][s * stations + k] = 0 }
        result = core.settle(
          &reduced[s], &reducedThroughputs, population: population, fewer: 1, correction: correction,
          options: options)
        iterations += result.iterations
        isConverged = isConverged && result.isConverged
      }
      for s in 0..<count where core.populations[s] > 0 {
        for k in 0..<stations { corrections[s * stations + k] = 0 }
        for r in 0..<count where core.populations[r] > 0 {
          let left = core.populations[r] - (r == s ? 1 : 0)
          let row = r * stations
          let (to, total) = (s * width + row, s * stations)
          let (whole, rest) = (1 / core.populations[r], left > 0 ? 1 / left : 0)
          let shares = reduced[s]
          for k in 0..<stations {
            let difference = left > 0 ? shares[row + k] * rest - full[row + k] * whole : 0
            differences[to + k] = difference
            corrections[total + k] += left * difference
          }
        }
      }
    }
    return core.solution(
      queues: full, throughputs: throughputs, iterations: iterations, isConverged: isConverged)
  }
}
