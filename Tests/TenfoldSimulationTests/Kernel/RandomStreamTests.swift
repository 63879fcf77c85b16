import TenfoldModel
import Testing

@testable import TenfoldSimulation

struct RandomStreamTests {
  /// First outputs for the state 1, 2, 3, 4, as the authors' C code gives them.
  @Test func `the generator is xoshiro256++`() {
    var stream = RandomStream(state: (1, 2, 3, 4))
    let expected: [UInt64] = [
      41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386, 9_228_616_714_210_784_205,
      9_973_669_472_204_895_162, 14_011_001_112_246_962_877, 12_406_186_145_184_390_807,
      15_849_039_046_786_891_736, 10_450_023_813_501_588_000,
    ]
    #expect(expected.map { _ in stream.next() } == expected)
  }

  @Test func `the mixer is SplitMix64`() {
    var mixer = SplitMix64(state: 1_477_776_061_723_855_037)
    let expected: [UInt64] = [
      1_985_237_415_132_408_290, 2_979_275_885_539_914_483, 13_511_426_838_097_143_398,
    ]
    #expect(expected.map { _ in mixer.next() } == expected)
  }

  @Test func `streams of different purposes, runs and seeds differ`() {
    var firsts: Set<UInt64> = []
    for seed in 0..<10 as Range<UInt64> {
      for run in 0..<10 {
        for purpose in 0..<10 {
          var stream = RandomStream(seed: seed, run: run, purpose: purpose)
          firsts.insert(stream.next())
        }
      }
    }
    #expect(firsts.count == 1000)
  }

  @Test func `an index below a bound is even over its range`() {
    var stream = RandomStream(seed: 3, run: 0, purpose: 0)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[stream.index(below: 7)] += 1 }
    // Pearson's statistic with 6 degrees of freedom is below 22.5 with probability 0.999.
    let statistic = counts.reduce(0.0) { $0 + (Double($1) - 10_000) * (Double($1) - 10_000) / 10_000 }
    #expect(statistic < 22.5)
  }
}
