import TenfoldQueueing

/// SplitMix64, so that the same seed is the same network everywhere; the Python side draws the same numbers.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Evenly in 0 ..< 1.
  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }
}

/// A network to time: single servers, demands in 0.01 ... 0.11 s, think time 1 s.
func randomNetwork(stations: Int, classes: Int, population: Int, seed: UInt64) throws -> ClosedNetwork {
  var random = SplitMix(seed: seed)
  return try ClosedNetwork(
    stations: (0..<stations).map { k in
      ClosedNetwork.Station(name: "\(k)", demands: (0..<classes).map { _ in 0.01 + 0.1 * random.next() })
    },
    classes: (0..<classes).map {
      ClosedNetwork.CustomerClass(name: "\($0)", population: population, thinkTime: 1)
    })
}
