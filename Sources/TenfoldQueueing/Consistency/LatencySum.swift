import TenfoldModel

/// The sum of two independent latencies: there and back.
struct LatencySum: Sendable {
  /// Values of the narrower of the two: the tail of the wider is smooth over them.
  private let points: [(value: Double, weight: Double)]
  private let wider: LatencyMixture
  /// A typical value, in seconds.
  let scale: Double

  init(_ first: LatencyMixture, _ second: LatencyMixture) {
    func width(_ latency: LatencyMixture) -> Double { latency.quantile(0.999) - latency.quantile(0.1) }
    let isFirstWider = width(first) > width(second)
    points = (isFirstWider ? second : first).points()
    wider = isFirstWider ? first : second
    scale = first.quantile(0.5) + second.quantile(0.5)
  }

  /// Probability that the sum exceeds `time` seconds.
  func tail(beyond time: Double) -> Double {
    var sum = 0.0
    for point in points { sum += point.weight * wider.tail(beyond: time - point.value) }
    return min(1, sum)
  }

  /// Times between which no tail of several sums falls by more than 1/160, nor by more than an eighth of itself, to where all
  /// are below 1e-8.
  static func mergedGrid(_ sums: [LatencySum]) -> [Double] {
    func tails(_ time: Double) -> [Double] { sums.map { $0.tail(beyond: time) } }
    var high = sums.reduce(1e-9) { max($0, $1.scale) }
    while tails(high).contains(where: { $0 > 1e-8 }), high < 1e12 { high *= 2 }
    var result = [0.0]
    /// Splits until the step is fine.
    func fill(_ from: Double, _ atFrom: [Double], _ to: Double, _ atTo: [Double], _ depth: Int) {
      let isFine = zip(atFrom, atTo).allSatisfy { before, after in
        before - after <= max(1e-9, min(1.0 / 160, 0.125 * before))
      }
      if isFine || depth == 0 {
        result.append(to)
        return
      }
      let middle = (from + to) / 2
      let atMiddle = tails(middle)
      fill(from, atFrom, middle, atMiddle, depth - 1)
      fill(middle, atMiddle, to, atTo, depth - 1)
    }
    fill(0, tails(0), high, tails(high), 26)
    return result
  }
}
