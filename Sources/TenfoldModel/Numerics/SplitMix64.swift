/// The generator SplitMix64, which turns any seed into well mixed states.
///
/// **Source.** Steele, Lea and Flood, OOPSLA 2014, doi:10.1145/2660193.2660195.
package struct SplitMix64: Sendable {
  @usableFromInline var state: UInt64

  /// Begins at a state.
  @inlinable package init(state: UInt64) { self.state = state }

  /// 64 random bits.
  @inlinable package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed &>> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed &>> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed &>> 31
  }

  /// A number in 0..<1, a multiple of 2^-53.
  @inlinable package mutating func unit() -> Double { Double(next() &>> 11) * 0x1p-53 }
}
