internal import TenfoldModel

/// Draws keys by their popularity: ranks from 1, the most popular one.
///
/// Takes memory for groups of similar ranks, some hundreds for millions of keys.
struct KeySampler {
  /// For each group the share of requests for it and all before it, and its first rank.
  private var cumulative: [Double] = []
  private var firstRanks: [Int] = []
  private var counts: [Int] = []

  init(keyCount: Double, exponent: Double) {
    let popularity = ZipfPopularity(keyCount: keyCount, exponent: exponent)
    var (sum, rank) = (0.0, 1)
    for (count, share) in zip(popularity.counts, popularity.shares) {
      sum += count * share
      cumulative.append(sum)
      firstRanks.append(rank)
      counts.append(Int(count))
      rank += Int(count)
    }
  }

  /// The key that two random numbers in 0..<1 mean. - Complexity: O(log groups).
  func key(_ first: Double, _ second: Double) -> Int {
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > first { high = middle } else { low = middle + 1 }
    }
    return firstRanks[low] + Int(second * Double(counts[low]))
  }
}
