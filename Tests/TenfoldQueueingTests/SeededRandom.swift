import Testing

/// SplitMix64: the same seed gives the same values everywhere.
struct SeededRandom {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

  /// Evenly in 0 ..< 1.
  mutating func share() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }

  /// Evenly among whole numbers.
  mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(share() * Double(range.count))
  }

  /// Evenly in a range.
  mutating func number(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + share() * (range.upperBound - range.lowerBound)
  }
}

/// Runs `check` with a random source for each seed; a failure names the seed.
func withEvery(_ name: String, in seeds: Range<Int>, _ check: (inout SeededRandom) throws -> Void) rethrows {
  for seed in seeds {
    var random = SeededRandom(seed)
    do {
      try check(&random)
    } catch {
      Issue.record("\(name) \(seed): \(error)")
      throw error
    }
  }
}
