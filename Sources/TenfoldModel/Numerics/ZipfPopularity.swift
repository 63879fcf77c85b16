/// Keys whose popularity follows Zipf's law, in groups of similar rank, so that millions of keys cost little.
///
/// The key of rank i has share i^-exponent / H. The first 64 ranks stand alone; later ones are grouped so that a
/// group spans a tenth of its rank, each with the mean share of its ranks.
package struct ZipfPopularity: Sendable {
  /// Ranks in each group.
  package private(set) var counts: [Double] = []
  /// Share of the requests for one key of each group.
  package private(set) var shares: [Double] = []

  /// Makes the popularity of `keyCount` ≥ 1 keys with `exponent` ≥ 0.
  package init(keyCount: Double, exponent: Double) {
    let keyCount = max(1, keyCount.rounded())
    var rank = 1.0
    var total = 0.0
    while rank <= keyCount {
      let count = rank <= 64 ? 1 : min((rank * 0.1).rounded(.down), keyCount - rank + 1)
      let weight: Double
      if count == 1 {
        weight = power(rank, -exponent)
      } else {
        let (from, to) = (rank - 0.5, rank + count - 0.5)
        let sum =
          abs(exponent - 1) < 1e-9
          ? logarithm(to / from)
          : (power(to, 1 - exponent) - power(from, 1 - exponent)) / (1 - exponent)
        weight = sum / count
      }
      counts.append(count)
      shares.append(weight)
      total += count * weight
      rank += count
    }
    for index in shares.indices { shares[index] /= total }
  }

  /// Share of the requests for the most popular key.
  package var largestShare: Double { shares[0] }

  /// Share of requests that a least-recently-used cache of `entries` entries answers.
  ///
  /// Solves Σ (1 − e^(−pT)) = entries for the characteristic time T; a key of popularity p is found with
  /// probability 1 − e^(−pT).
  ///
  /// **Source.** Che, Tung and Wang, IEEE JSAC 20(7), 2002; Fricker, Robert and Roberts, 2012.
  package func hitRatio(entries: Double) -> Double {
    guard entries > 0 else { return 0 }
    guard entries < counts.reduce(0, +) else { return 1 }
    var (low, high) = (0.0, 1.0)
    while occupied(high) < entries && high < 1e30 { high *= 4 }
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if occupied(middle) < entries { low = middle } else { high = middle }
      if high - low <= 1e-10 * high { break }
    }
    let time = (low + high) / 2
    var ratio = 0.0
    for (count, share) in zip(counts, shares) {
      ratio += count * share * (1 - exponential(-share * time))
    }
    return ratio
  }

  /// Share of requests for a key that was written within the last `lag` seconds, at `writeRate` writes/s
  /// that follow the same popularity.
  package func recentlyWrittenShare(writeRate: Double, lag: Double) -> Double {
    var result = 0.0
    for (count, share) in zip(counts, shares) {
      result += count * share * (1 - exponential(-share * writeRate * lag))
    }
    return result
  }

  private func occupied(_ time: Double) -> Double {
    var result = 0.0
    for (count, share) in zip(counts, shares) { result += count * (1 - exponential(-share * time)) }
    return result
  }
}
