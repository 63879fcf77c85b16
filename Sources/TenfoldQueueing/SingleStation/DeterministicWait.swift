import TenfoldModel

/// The wait at M/D/1, exactly: its distribution has a kink at every multiple of the service time, which numerical inversion
/// would round off.
///
/// P(W ≤ t) = Σ_j Q(k − 1 − j) e^(−u) u^j/j! with k the least number of services beyond t, u = λ (k D − t) and Q(m) the
/// probability of at most m waiting: positive terms only.
///
/// **Source.** Franx, Operations Research Letters 29(5), 2001.
struct DeterministicWait {
  let arrivalRate: Double
  let serviceTime: Double

  /// Multiples of the service time up to which the sum is taken; beyond, the tail falls exponentially.
  private static let limit = 400

  /// Probability that the wait exceeds `time`.
  func tail(beyond time: Double) -> Double {
    let load = arrivalRate * serviceTime
    guard time >= Double(Self.limit) * serviceTime else { return sum(time, load) }
    // Decay θ with λ (e^(θ D) − 1) = θ; between 0 and where the left side has outgrown the right.
    let decay = RootFinding.root(between: 1e-9 * (1 - load), and: 20 * (1 - load) / load + 1e-9) {
      load * exponentialMinusOne($0) - $0
    }
    let known = Double(Self.limit) - 0.5
    return sum(known * serviceTime, load) * exponential(-decay * (time / serviceTime - known))
  }

  private func sum(_ time: Double, _ load: Double) -> Double {
    let services = Int((time / serviceTime).rounded(.down)) + 1
    let rest = load * (Double(services) - time / serviceTime)
    let waiting = waitingTails(upTo: services, load)
    // 1 − Σ Q(…) w(j) = Σ w(j) (1 − Q) + what of the Poisson weights lies beyond.
    var weight = exponential(-rest)
    var (tail, covered) = (0.0, 0.0)
    for j in 0..<services {
      tail += weight * waiting[services - 1 - j]
      covered += weight
      weight *= rest / Double(j + 1)
    }
    return min(1, tail + max(0, 1 - covered))
  }

  /// P(more than m waiting) for m = 0 ..< `count`, from the numbers that departures leave behind.
  private func waitingTails(upTo count: Int, _ load: Double) -> [Double] {
    // Arrivals in one service: probabilities of more than k.
    var term = exponential(-load)
    let none = term
    var above = [1 - none]
    for k in 1...(count + 1) {
      term *= load / Double(k)
      above.append(max(0, above[k - 1] - term))
    }
    var present = [1 - load]
    var tails: [Double] = []
    var upTo = present[0]
    for n in 0...count {
      var next = present[0] * above[n]
      for i in stride(from: 1, through: n, by: 1) { next += present[i] * above[n + 1 - i] }
      next /= none
      present.append(next)
      upTo += next
      // At most n waiting is at most n + 1 present.
      tails.append(max(0, 1 - upTo))
    }
    return tails
  }
}
