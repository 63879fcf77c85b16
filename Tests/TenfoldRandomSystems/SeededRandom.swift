/// SplitMix64: the same seed gives the same values everywhere.
package struct SeededRandom: Sendable {
  private var state: UInt64

  /// Begins the sequence of a seed.
  package init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

  /// Evenly in 0 ..< 1.
  package mutating func share() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }

  /// Evenly among whole numbers.
  package mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(share() * Double(range.count))
  }

  /// Evenly in a range.
  package mutating func number(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + share() * (range.upperBound - range.lowerBound)
  }

  /// True with a probability.
  package mutating func chance(_ probability: Double) -> Bool { share() < probability }

  /// One of several, each as likely as the others.
  package mutating func element<Element>(of elements: [Element]) -> Element {
    elements[whole(0...elements.count - 1)]
  }
}
