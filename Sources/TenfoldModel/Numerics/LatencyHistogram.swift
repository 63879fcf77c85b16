/// Counts of non-negative times in bins that grow with the time: 64 to each doubling.
///
/// A quantile read from it is within 1/128 (0.8 %) of a time that was added, between 2^-30 s and 2^22 s. Two
/// histograms add up, in any order, to the histogram of both samples.
public struct LatencyHistogram: Sendable, Hashable {
  /// The bin that `counts` begins with.
  private var first = 0
  private var counts: [UInt64] = []
  /// Times added.
  public private(set) var total: UInt64 = 0

  /// Bins to a doubling, as a power of two.
  @inlinable package static var precision: Int { 6 }
  @inlinable static var lowestExponent: Int { -30 }
  @inlinable static var highestExponent: Int { 22 }
  /// Bins in all: one for what is below the range, and one at the end for what is above.
  @inlinable package static var binCount: Int { (highestExponent - lowestExponent) << precision + 2 }
  @inlinable static var offset: Int { (1023 + lowestExponent) << precision - 1 }

  /// Makes an empty histogram.
  public init() {}

  /// Makes the histogram of `binCount` counts.
  package init(counts all: UnsafePointer<UInt32>) {
    guard let low = (0..<Self.binCount).first(where: { all[$0] > 0 }),
      let high = (0..<Self.binCount).last(where: { all[$0] > 0 })
    else { return }
    first = low
    counts = (low...high).map { UInt64(all[$0]) }
    total = counts.reduce(0, +)
  }

  /// The bin of a time: its exponent and the first bits of its fraction, which stand together in the double.
  @inlinable @inline(__always)
  package static func bin(of time: Double) -> Int {
    let raw = Int(truncatingIfNeeded: time.bitPattern &>> (52 - UInt64(precision))) &- offset
    return raw < 0 ? 0 : raw >= binCount ? binCount &- 1 : raw
  }

  /// The middle of a bin, in seconds.
  private static func middle(of bin: Int) -> Double {
    guard bin > 0 else { return 0 }
    func edge(_ bin: Int) -> Double { Double(bitPattern: UInt64(bin + offset) << (52 - UInt64(precision))) }
    return (edge(bin) + edge(bin + 1)) / 2
  }

  /// Adds a time, in seconds; ≥ 0.
  public mutating func add(_ time: Double) {
    var one = LatencyHistogram()
    one.first = Self.bin(of: time)
    one.counts = [1]
    one.total = 1
    merge(one)
  }

  /// Adds everything that another histogram holds.
  public mutating func merge(_ other: LatencyHistogram) {
    guard other.total > 0 else { return }
    guard total > 0 else {
      self = other
      return
    }
    let low = min(first, other.first)
    let end = max(first + counts.count, other.first + other.counts.count)
    if low < first || end > first + counts.count {
      counts =
        [UInt64](repeating: 0, count: first - low) + counts
        + [UInt64](repeating: 0, count: end - first - counts.count)
      first = low
    }
    for (index, count) in other.counts.enumerated() { counts[other.first - first + index] += count }
    total += other.total
  }

  /// The time that a share of the times added does not exceed; nil when none was added.
  ///
  /// - Parameter share: In 0...1.
  public func quantile(_ share: Double) -> Double? {
    guard total > 0 else { return nil }
    let rank = max(1, UInt64((share * Double(total)).rounded(.up)))
    var seen: UInt64 = 0
    for (index, count) in counts.enumerated() {
      seen += count
      if seen >= rank { return Self.middle(of: first + index) }
    }
    return Self.middle(of: first + counts.count - 1)
  }

  /// Share of the times added that exceed `time`, by whole bins.
  public func share(above time: Double) -> Double {
    guard total > 0 else { return 0 }
    let bin = Self.bin(of: time)
    let above = counts.enumerated().reduce(UInt64(0)) { $0 + (first + $1.offset > bin ? $1.element : 0) }
    return Double(above) / Double(total)
  }
}
