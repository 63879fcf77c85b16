internal import TenfoldModel

/// A stream of random numbers: the generator xoshiro256++.
///
/// Each purpose of a run (one station's service times, one journey's arrivals) draws from a stream of its own, so
/// that changing one part of a system leaves the randomness of the others as it was.
///
/// **Source.** Blackman and Vigna, ACM Transactions on Mathematical Software 47(4), 2021, doi:10.1145/3460772.
struct RandomStream {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// Makes stream number `purpose` of run number `run` under a seed.
  ///
  /// The three numbers are mixed into one by SplitMix64, whose following outputs are the state.
  init(seed: UInt64, run: Int, purpose: Int) {
    var mixer = SplitMix64(state: seed)
    mixer = SplitMix64(state: mixer.next() ^ UInt64(truncatingIfNeeded: run) &* 0x9E37_79B9_7F4A_7C15)
    mixer = SplitMix64(state: mixer.next() ^ UInt64(truncatingIfNeeded: purpose) &* 0xD1B5_4A32_D192_ED03)
    (s0, s1, s2, s3) = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// Makes the stream of a state that is not all zeros, for tests against published outputs.
  init(state: (UInt64, UInt64, UInt64, UInt64)) { (s0, s1, s2, s3) = state }

  /// 64 random bits.
  mutating func next() -> UInt64 {
    let sum = s0 &+ s3
    let result = (sum &<< 23 | sum &>> 41) &+ s0
    let shifted = s1 &<< 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = s3 &<< 45 | s3 &>> 19
    return result
  }

  /// A number in 0..<1, a multiple of 2^-53.
  mutating func unit() -> Double { Double(next() &>> 11) * 0x1p-53 }

  /// An index in 0..<bound; `bound` in 1...2^31. Its bias is below bound / 2^64.
  mutating func index(below bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(truncatingIfNeeded: bound)).high)
  }
}
