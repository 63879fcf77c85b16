import TenfoldModel

/// Mean and variance of a response time of which some percentiles were seen.
///
/// Between two percentiles the logarithm of the time is taken as linear in the share, below the lowest the time itself;
/// beyond the highest nothing is slower, so the tail is at least as long as this says.
struct ObservedTail {
  /// Mean, in seconds.
  let mean: Double
  /// Variance, in seconds squared.
  let variance: Double

  /// Reads the percentiles of an observation; nil where the median or percentile 99.9 is missing, or they fall.
  init?(_ observed: ObservedLoad) {
    guard let median = observed.p50?.likely, let farthest = observed.p999?.likely, median > 0 else {
      return nil
    }
    var points: [(share: Double, time: Double)] = [(0.5, median)]
    if let p95 = observed.p95?.likely { points.append((0.95, p95)) }
    if let p99 = observed.p99?.likely { points.append((0.99, p99)) }
    points.append((0.999, farthest))
    guard zip(points, points.dropFirst()).allSatisfy({ $0.time <= $1.time }) else { return nil }
    // Half of the times are spread evenly below the median.
    var (first, second) = (0.5 * median / 2, 0.5 * median * median / 3)
    for (from, to) in zip(points, points.dropFirst()) {
      let share = to.share - from.share
      let growth = logarithm(to.time / from.time)
      // The means of an exponential between its ends, and of its square.
      first += share * (growth > 1e-9 ? (to.time - from.time) / growth : from.time)
      second +=
        share
        * (growth > 1e-9
          ? (to.time * to.time - from.time * from.time) / (2 * growth) : from.time * from.time)
    }
    first += 0.001 * farthest
    second += 0.001 * farthest * farthest
    mean = first
    variance = max(0, second - first * first)
  }

  /// Gives operations without calls the delay and the variability that make their response as slow as was seen.
  ///
  /// - Parameters:
  ///   - operation: One of a component that was seen; its CPU time is known.
  ///   - busy: Utilization at which it was seen, in 0..<1.
  func apply(to operation: inout Operation, busy: Double) {
    guard operation.steps.isEmpty, let service = operation.demand.cpu?.likely, service > 0,
      operation.demand.delay == nil || operation.demand.delay?.provenance.basis == .assumed
    else { return }
    let provenance = Provenance.derived(law: "moments of the percentiles seen", basis: .stated)
    let delay = max(0, mean - service / max(0.1, 1 - busy))
    operation.demand.delay = Quantity(delay, provenance)
    operation.demand.variability = Quantity(
      max(1, variance / (service * service + delay * delay)), provenance)
  }
}
