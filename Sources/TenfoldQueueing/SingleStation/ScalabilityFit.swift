/// The Universal Scalability Law fitted to measured throughputs.
///
/// Least squares on N/X, each point weighted by its own size so that relative errors count alike, with all three
/// coefficients kept at 0 or above.
///
/// **Source.** Gunther, Guerrilla Capacity Planning, 2007, chapter 5.
public struct ScalabilityFit: Sendable, Hashable {
  /// Throughput of one, λ.
  public let rate: Double
  /// Contention and coherency.
  public let law: UniversalScalability
  /// Root of the mean square of relative errors of the throughput.
  public let relativeError: Double

  /// One measurement.
  public struct Measurement: Sendable, Hashable {
    /// Servers, threads or users, N.
    public let count: Double
    /// Measured throughput X, in requests per second.
    public let throughput: Double

    /// Makes a measurement.
    public init(count: Double, throughput: Double) {
      self.count = count
      self.throughput = throughput
    }
  }

  /// Fits the law.
  ///
  /// - Parameter measurements: At least three, with different counts; two beyond the bend, or coherency is a guess.
  /// - Throws: ``QueueingError`` for too few measurements or values not above 0.
  public init(_ measurements: [Measurement]) throws(QueueingError) {
    try Check.count(
      Set(measurements.map(\.count)).count, atLeast: 3, "number of different counts measured",
      at: "scalability")
    for each in measurements {
      try Check.positive(each.count, "count", at: "scalability")
      try Check.positive(each.throughput, "throughput", at: "scalability at \(each.count)")
    }
    // N/X = a + b (N − 1) + c N (N − 1), times X/N on both sides.
    let rows = measurements.map { each -> [Double] in
      let scale = each.throughput / each.count
      return [scale, scale * (each.count - 1), scale * each.count * (each.count - 1)]
    }
    var best: (coefficients: [Double], error: Double)?
    for free in [[0, 1, 2], [0, 1], [0, 2], [0]] {
      guard let coefficients = Self.leastSquares(rows, free), coefficients.allSatisfy({ $0 >= 0 }),
        coefficients[0] > 0
      else { continue }
      let error = rows.reduce(0.0) { sum, row in
        let fitted = zip(row, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
        return sum + (fitted - 1) * (fitted - 1)
      }
      if error < best?.error ?? .infinity { best = (coefficients, error) }
    }
    guard let best else {
      throw .invalidValue(
        place: "scalability", quantity: "measurements", value: "\(measurements.count) that no law fits",
        expected: "throughputs above 0 that grow with the count at first")
    }
    let fitted = UniversalScalability(
      contention: best.coefficients[1] / best.coefficients[0],
      coherency: best.coefficients[2] / best.coefficients[0])
    let single = 1 / best.coefficients[0]
    rate = single
    law = fitted
    let squares = measurements.reduce(0.0) { sum, each in
      let error = single * fitted.relativeCapacity(of: each.count) / each.throughput - 1
      return sum + error * error
    }
    relativeError = (squares / Double(measurements.count)).squareRoot()
  }

  /// Throughput of so many, in requests per second.
  public func throughput(of count: Double) -> Double { rate * law.relativeCapacity(of: count) }

  /// Coefficients with Σ (row · coefficients − 1)² least and those not `free` 0; nil when they are not determined.
  private static func leastSquares(_ rows: [[Double]], _ free: [Int]) -> [Double]? {
    // Columns scaled to length 1, so that counts of thousands do not spoil the pivots.
    let lengths = free.map { i in rows.reduce(0) { $0 + $1[i] * $1[i] }.squareRoot() }
    guard lengths.allSatisfy({ $0 > 0 }) else { return nil }
    var matrix = DenseMatrix(rows: free.count, columns: free.count)
    var right = DenseMatrix(rows: free.count, columns: 1)
    for (a, i) in free.enumerated() {
      for (b, j) in free.enumerated() {
        matrix[a, b] = rows.reduce(0) { $0 + $1[i] * $1[j] } / (lengths[a] * lengths[b])
      }
      right[a, 0] = rows.reduce(0) { $0 + $1[i] } / lengths[a]
    }
    let solved = matrix.solving(right)
    var result = [0.0, 0, 0]
    for (a, i) in free.enumerated() {
      let value = solved[a, 0] / lengths[a]
      guard value.isFinite else { return nil }
      result[i] = value
    }
    return result
  }
}
