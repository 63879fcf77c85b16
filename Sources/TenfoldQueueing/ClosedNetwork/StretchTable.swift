import TenfoldModel

/// What an arrival's service is stretched by at a station of several servers or load-dependent rates, as a function of the
/// mean number it finds there.
///
/// The mean alone does not say how often all servers are busy. The number present is taken to be distributed as if the
/// rest of the network were a delay from which up to M customers come (a machine-repair model): exact for a network of
/// that station and a think time, close to a Poisson stream when M is large, and never more than M present.
struct StretchTable: Sendable {
  private var means: [Double] = []
  private var stretches: [Double] = []

  /// Most customers for which the machine-repair model is summed; beyond, arrivals are as good as Poisson.
  private static let sourceLimit = 2000

  /// Tabulates E[(n + 1)/rate(n + 1)] for n present of at most `others`.
  ///
  /// - Parameters:
  ///   - others: Customers that may be found, M.
  ///   - settled: Number present from which the rate no longer changes.
  ///   - rate: Rate with so many present, relative to one server.
  /// - Complexity: O(256 · min(M, 2000)) and O(256 · `settled`).
  init(others: Int, settled: Int, rate: (Int) -> Double) {
    means.append(0)
    stretches.append(1 / rate(1))
    guard others > 0 else { return }
    guard others <= Self.sourceLimit else {
      tabulatePoisson(others: others, settled: settled, rate: rate)
      return
    }
    let factors = (0..<others).map { n in Double(others - n) / rate(n + 1) }
    let values = (0...others).map { n in Double(n + 1) / rate(n + 1) }
    // Rates from where almost nobody is present to where almost all are.
    let (first, last) = (
      0.003 / (Double(others) / rate(1)), 300 * (factors.reduce(0) { max($0, 1 / $1) } + 1)
    )
    let steps = 255
    let ratio = power(last / first, 1 / Double(steps))
    var arrival = first
    var weights = [Double](repeating: 0, count: others + 1)
    for _ in 0...steps {
      var weight = 1.0
      var (sum, mean, stretch) = (0.0, 0.0, 0.0)
      weights[0] = 1
      var greatest = 1.0
      for n in 0..<others {
        weight *= arrival * factors[n]
        if weight > 1e250 {
          for before in 0...n { weights[before] *= 1e-250 }
          weight *= 1e-250
          greatest *= 1e-250
        }
        weights[n + 1] = weight
        greatest = max(greatest, weight)
      }
      for n in 0...others where weights[n] > 1e-18 * greatest {
        sum += weights[n]
        mean += weights[n] * Double(n)
        stretch += weights[n] * values[n]
      }
      mean /= sum
      if mean > means[means.count - 1] {
        means.append(mean)
        stretches.append(stretch / sum)
      }
      arrival *= ratio
    }
    if Double(others) > means[means.count - 1] {
      means.append(Double(others))
      stretches.append(values[others])
    }
  }

  /// The same for Poisson arrivals: below `settled` term by term, beyond it a geometric series.
  private mutating func tabulatePoisson(others: Int, settled: Int, rate: (Int) -> Double) {
    let last = rate(settled)
    var free = 1.0
    while means[means.count - 1] < Double(others), free > 1e-12 {
      // Load of the settled rate, from nearly nothing to nearly 1, denser where the queue grows.
      free *= free > 0.9 ? 0.995 : 0.93
      let load = 1 - free
      let arrival = load * last
      var (weight, sum, mean, stretch) = (1.0, 0.0, 0.0, 0.0)
      for n in 0..<settled {
        sum += weight
        mean += weight * Double(n)
        stretch += weight * Double(n + 1) / rate(n + 1)
        weight *= arrival / rate(n + 1)
        if weight > 1e250 {
          (weight, sum, mean, stretch) = (weight * 1e-250, sum * 1e-250, mean * 1e-250, stretch * 1e-250)
        }
      }
      // From `settled` on: Σ weight loadⁱ, i ≥ 0.
      let tail = weight / free
      sum += tail
      mean += tail * (Double(settled) + load / free)
      stretch += tail * (Double(settled + 1) + load / free) / last
      mean /= sum
      guard mean > means[means.count - 1] else { continue }
      means.append(mean)
      stretches.append(stretch / sum)
    }
  }

  /// The stretch when `mean` others are present on average, by interpolation.
  func stretch(at mean: Double) -> Double {
    guard mean > 0, means.count > 1 else { return stretches[0] }
    var (low, high) = (0, means.count - 1)
    guard mean < means[high] else { return stretches[high] }
    while high - low > 1 {
      let middle = (low + high) / 2
      if means[middle] <= mean { low = middle } else { high = middle }
    }
    let part = (mean - means[low]) / (means[high] - means[low])
    return stretches[low] + part * (stretches[high] - stretches[low])
  }
}
