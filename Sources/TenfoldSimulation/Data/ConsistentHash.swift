internal import TenfoldModel

/// Which of several places a key belongs to, so that one place more moves only its own share of the keys.
enum ConsistentHash {
  /// The place of a key among `count` ≥ 1 places.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - attempt: 0 for its own place; further numbers for where it goes when that is taken.
  ///   - count: Places.
  /// - Complexity: O(log count).
  ///
  /// **Source.** Lamping and Veach, A Fast, Minimal Memory, Consistent Hash Algorithm, arXiv:1406.2294, 2014: a key jumps
  /// on from place b to place floor((b + 1) / u) for a number u of its own, as long as that is below the count.
  static func place(of key: Int64, attempt: Int = 0, among count: Int) -> Int {
    var numbers = SplitMix64(
      state: KeyHash.mixed(key) ^ (UInt64(truncatingIfNeeded: attempt) &* 0x9E37_79B9_7F4A_7C15))
    var place = 0
    var next = 0.0
    while next < Double(count) {
      place = Int(next)
      let number = Double(numbers.next() &>> 11 &+ 1) * 0x1p-53
      next = ((Double(place) + 1) / number).rounded(.down)
    }
    return place
  }
}
