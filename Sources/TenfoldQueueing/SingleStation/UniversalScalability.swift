/// Throughput over servers of one host that contend for what they share and keep their caches coherent.
///
/// **Source.** Gunther, Guerrilla Capacity Planning, 2007, chapter 4.
public struct UniversalScalability: Sendable, Hashable {
  /// Share of the work that must be done alone.
  public var contention: Double
  /// Cost of agreement between each pair.
  public var coherency: Double

  /// Makes a law.
  public init(contention: Double, coherency: Double) {
    self.contention = contention
    self.coherency = coherency
  }

  /// Capacity of `count` servers over that of one.
  public func relativeCapacity(of count: Double) -> Double {
    count / (1 + contention * (count - 1) + coherency * count * (count - 1))
  }

  /// Count at which capacity is greatest; infinite without a cost of agreement.
  public var peakCount: Double {
    guard contention < 1 else { return 1 }
    return coherency > 0 ? ((1 - contention) / coherency).squareRoot() : .infinity
  }
}
