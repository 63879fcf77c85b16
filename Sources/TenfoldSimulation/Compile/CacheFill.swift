internal import TenfoldModel

/// How a cache that was emptied fills again: the share of its usual hits that it answers after so many requests.
///
/// After m requests that follow a popularity p, the next one hits with probability Σ p_i (1 − (1 − p_i)^m): its key was
/// asked for before. A cache of limited size does the same until it is full, since it throws nothing away before, and
/// then keeps its usual ratio.
///
/// It is tabulated at counts that double, with straight lines between them.
struct CacheFill: Sendable, Hashable {
  /// Warmth after 2^k requests, by k; the last is 1.
  private var warmth: [Double] = []

  /// Always warm.
  init() {}

  /// Fills with keys of a popularity up to a hit ratio.
  ///
  /// - Parameters:
  ///   - popularity: How often each key is asked for.
  ///   - hitRatio: Hits of the cache when it is as full as it gets, before writes empty entries, in 0...1.
  init(_ popularity: ZipfPopularity, hitRatio: Double) {
    guard hitRatio > 0 else { return }
    for k in 0..<63 {
      let requests = power(2, Double(k))
      let hits = zip(popularity.counts, popularity.shares).reduce(0) { sum, group in
        // 1 - (1 - p)^m, for each of so many keys.
        let missed = exponentialMinusOne(requests * logarithmOfOnePlus(-min(group.1, 0.999_999_999)))
        return sum - group.0 * group.1 * missed
      }
      warmth.append(min(1, hits / hitRatio))
      if warmth[k] >= 0.9999 { break }
    }
    warmth[warmth.count - 1] = 1
  }

  /// The share of its usual hits that it answers after `requests` requests since it was empty.
  func warmth(after requests: Double) -> Double {
    guard !warmth.isEmpty else { return 1 }
    guard requests >= 1 else { return requests * warmth[0] }
    let position = logarithm(requests) / 0.693_147_180_559_945_3
    let k = Int(position)
    guard k + 1 < warmth.count else { return 1 }
    // Between two counts along the count itself, which keeps the first part of the curve straight.
    let low = power(2, Double(k))
    return warmth[k] + (warmth[k + 1] - warmth[k]) * (requests - low) / low
  }
}
