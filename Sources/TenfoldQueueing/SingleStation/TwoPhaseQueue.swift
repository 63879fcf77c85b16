import TenfoldModel

/// M/PH/c with two-phase service, solved exactly as a quasi-birth-death process: what two moments cannot tell about
/// several servers.
///
/// The state is the number present and how many of the busy servers are in phase 1. The variance of the wait is exact
/// too (Poisson arrivals during the wait in one line); percentiles are those of a gamma distribution with the exact
/// moments of those who wait.
///
/// **Source.** Neuts, Matrix-Geometric Solutions in Stochastic Models, 1981; Latouche and Ramaswami, Journal of Applied
/// Probability 30(3), 1993 (logarithmic reduction); Haji and Newell, Journal of Applied Probability 8(3), 1971
/// (distributional form of Little's law).
public struct TwoPhaseQueue: QueueingStation {
  /// Requests that arrive per second, λ.
  public let arrivalRate: Double
  /// How long service takes.
  public let service: TwoPhaseService
  /// Servers c.
  public let serverCount: Int
  /// Probability that an arrival waits; 1 without steady state.
  public let waitingProbability: Double
  /// Mean time before service, in seconds; infinite without steady state.
  public let waitingTime: Double
  /// Variance of the wait, in seconds squared; infinite without steady state.
  public let waitingVariance: Double

  /// Solves a station.
  ///
  /// - Parameters:
  ///   - arrivalRate: λ, in requests per second; finite, ≥ 0.
  ///   - service: How long service takes.
  ///   - serverCount: c, in 1...256.
  /// - Throws: ``QueueingError`` for an argument out of range.
  /// - Complexity: O(c⁴) for the levels below c, and about 10 products of matrices of c + 1 rows. 16 servers take a
  ///   millisecond.
  public init(arrivalRate: Double, service: TwoPhaseService, serverCount: Int) throws(QueueingError) {
    try Check.atLeast(0, arrivalRate, "arrival rate", at: "M/PH/c")
    try Check.count(serverCount, atLeast: 1, "server count", at: "M/PH/c")
    guard serverCount <= 256 else {
      throw .invalidValue(
        place: "M/PH/c", quantity: "server count", value: "\(serverCount)", expected: "256 or less")
    }
    self.arrivalRate = arrivalRate
    self.service = service
    self.serverCount = serverCount
    guard arrivalRate > 0 else {
      (waitingProbability, waitingTime, waitingVariance) = (0, 0, 0)
      return
    }
    guard arrivalRate * service.mean < Double(serverCount) else {
      (waitingProbability, waitingTime, waitingVariance) = (1, .infinity, .infinity)
      return
    }
    let levels = Levels(arrivalRate: arrivalRate, service: service, serverCount: serverCount)
    let moments = levels.waitingLine()
    waitingProbability = moments.busy
    waitingTime = moments.mean / arrivalRate
    // E[L(L − 1)] = λ² E[W²] for a line left in order of arrival.
    let square = moments.factorial / (arrivalRate * arrivalRate)
    waitingVariance = max(0, square - waitingTime * waitingTime)
  }

  /// Arrivals per second at which all servers are always busy; infinite where nothing saturates.
  public var capacity: Double { Double(serverCount) / service.mean }

  /// Mean time at the station, in seconds; infinite without steady state.
  public var responseTime: Double { waitingTime + service.mean }

  /// Variance of the time at the station, in seconds squared.
  public var responseVariance: Double {
    waitingVariance + service.squaredVariation * service.mean * service.mean
  }

  /// Probability that the wait exceeds `time` seconds; 1 without steady state.
  public func waitingTail(beyond time: Double) -> Double {
    guard isStable else { return 1 }
    guard time >= 0 else { return 1 }
    guard waitingTime > 0 else { return 0 }
    let mean = waitingTime / waitingProbability
    let square = (waitingVariance + waitingTime * waitingTime) / waitingProbability
    let variance = max(1e-12 * mean * mean, square - mean * mean)
    return waitingProbability
      * (1 - GammaDistribution.cumulative(time * mean / variance, shape: mean * mean / variance))
  }

  /// Probability that wait and service exceed `time` seconds; 1 without steady state.
  public func responseTail(beyond time: Double) -> Double {
    guard isStable else { return 1 }
    guard time > 0 else { return 1 }
    let (mean, variance) = (responseTime, responseVariance)
    return 1 - GammaDistribution.cumulative(time * mean / variance, shape: mean * mean / variance)
  }
}

/// The process by levels: n present, i of the busy in phase 1.
private struct Levels {
  let arrivalRate: Double
  let service: TwoPhaseService
  let serverCount: Int

  /// Probability that all servers are busy, and E[L], E[L(L − 1)] of the number waiting.
  func waitingLine() -> (busy: Double, mean: Double, factorial: Double) {
    let size = serverCount + 1
    let rate = rateMatrix()
    let identity = DenseMatrix.identity(size)
    // Levels from c down: row vector of level n = row vector of level n − 1 times step[n].
    var steps: [DenseMatrix] = []
    var below = local(level: serverCount) + rate * down(from: serverCount + 1)
    for level in stride(from: serverCount, through: 1, by: -1) {
      let negative = scaled(below, by: -1)
      // X · negative = up, so negativeᵀ · Xᵀ = upᵀ.
      let step = transposed(transposed(negative).solving(transposed(up(from: level - 1))))
      steps.append(step)
      if level > 1 { below = local(level: level - 1) + step * down(from: level) }
    }
    var row = [1.0]
    var sum = 1.0
    for step in steps.reversed() {
      row = step.multiplied(byRow: row)
      // Kept near 1 so that hundreds of servers do not overflow.
      let scale = row.reduce(0, +)
      row = row.map { $0 / scale }
      sum = sum / scale + 1
    }
    // Now level c adds up to 1, and all levels up to c to `sum`; levels beyond follow as row · Rᵏ.
    let inverse = (identity - rate).solving(identity)
    let atAndBeyond = inverse.multiplied(byRow: row)
    let waitingMean = rate.multiplied(byRow: inverse.multiplied(byRow: atAndBeyond))
    let waitingFactorial = rate.multiplied(
      byRow: rate.multiplied(byRow: inverse.multiplied(byRow: inverse.multiplied(byRow: atAndBeyond))))
    let busy = atAndBeyond.reduce(0, +)
    let total = sum - 1 + busy
    return (busy / total, waitingMean.reduce(0, +) / total, 2 * waitingFactorial.reduce(0, +) / total)
  }

  /// Phase of a service that begins.
  private var first: Double { service.firstProbability }

  /// Arrivals from `level` to the next, below the servers' number.
  private func up(from level: Int) -> DenseMatrix {
    var result = DenseMatrix(rows: level + 1, columns: level + 2)
    for i in 0...level {
      result[i, i + 1] = arrivalRate * first
      result[i, i] = arrivalRate * (1 - first)
    }
    return result
  }

  /// Transitions within `level`, with the diagonal that makes rows of the whole add up to 0.
  private func local(level: Int) -> DenseMatrix {
    let busy = min(level, serverCount)
    var result = DenseMatrix(rows: busy + 1, columns: busy + 1)
    for i in 0...busy {
      let onward = Double(i) * service.firstRate * service.continuing
      if i > 0 { result[i, i - 1] = onward }
      result[i, i] = -(arrivalRate + Double(i) * service.firstRate + Double(busy - i) * service.secondRate)
    }
    return result
  }

  /// Departures from `level` to the one before; at more than c present the freed server takes the next in line.
  private func down(from level: Int) -> DenseMatrix {
    let busy = min(level, serverCount)
    let left = min(level - 1, serverCount)
    var result = DenseMatrix(rows: busy + 1, columns: left + 1)
    for i in 0...busy {
      let fromFirst = Double(i) * service.firstRate * (1 - service.continuing)
      let fromSecond = Double(busy - i) * service.secondRate
      if level <= serverCount {
        if i > 0 { result[i, i - 1] += fromFirst }
        if i < busy { result[i, i] += fromSecond }
      } else {
        result[i, i] += fromFirst * first + fromSecond * (1 - first)
        if i > 0 { result[i, i - 1] += fromFirst * (1 - first) }
        if i < busy { result[i, i + 1] += fromSecond * first }
      }
    }
    return result
  }

  /// Neuts' R for the levels beyond c: expected visits to the next level per visit to this, by logarithmic reduction of G.
  private func rateMatrix() -> DenseMatrix {
    let size = serverCount + 1
    let identity = DenseMatrix.identity(size)
    let (within, back) = (local(level: serverCount + 1), down(from: serverCount + 1))
    let forth = scaled(identity, by: arrivalRate)
    let negative = scaled(within, by: -1)
    var high = negative.solving(forth)
    var low = negative.solving(back)
    var passage = low
    var product = high
    for _ in 0..<60 {
      let middle = identity - (high * low + low * high)
      let (twiceHigh, twiceLow) = (high * high, low * low)
      high = middle.solving(twiceHigh)
      low = middle.solving(twiceLow)
      let change = product * low
      passage = passage + change
      product = product * high
      if change.values.reduce(0, { max($0, $1) }) < 1e-16 { break }
    }
    // R = A0 (−A1 − A0 G)⁻¹, and A0 = λ I.
    let inner = negative - scaled(passage, by: arrivalRate)
    return scaled(inner.solving(identity), by: arrivalRate)
  }

  private func scaled(_ matrix: DenseMatrix, by factor: Double) -> DenseMatrix {
    var result = matrix
    for i in result.values.indices { result.values[i] *= factor }
    return result
  }

  private func transposed(_ matrix: DenseMatrix) -> DenseMatrix {
    var result = DenseMatrix(rows: matrix.columns, columns: matrix.rows)
    for i in 0..<matrix.rows { for j in 0..<matrix.columns { result[j, i] = matrix[i, j] } }
    return result
  }
}
