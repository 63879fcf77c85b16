/// A Markov chain in continuous time whose states only reach states near them in number.
struct BandedChain {
  private let stateCount: Int
  private let reach: Int
  /// Rates from a state to those within reach, rows of 2 reach + 1.
  private var rates: [Double]

  /// Makes a chain without transitions.
  init(stateCount: Int, reach: Int) {
    self.stateCount = stateCount
    self.reach = reach
    rates = [Double](repeating: 0, count: stateCount * (2 * reach + 1))
  }

  /// Adds a transition per second.
  mutating func add(_ rate: Double, from: Int, to: Int) { rates[index(from, to)] += rate }

  private func index(_ from: Int, _ to: Int) -> Int { from * (2 * reach + 1) + to - from + reach }

  /// Probabilities of the states in the long run; the chain must be able to go from each state to state 0.
  ///
  /// Eliminates states from the last to the first without a subtraction. - Complexity: O(states · reach²).
  ///
  /// **Source.** Grassmann, Taksar and Heyman, Operations Research 33(5), 1985.
  consuming func steadyState() -> [Double] {
    var outgoing = [Double](repeating: 0, count: stateCount)
    for state in stride(from: stateCount - 1, to: 0, by: -1) {
      let low = max(0, state - reach)
      var sum = 0.0
      for to in low..<state { sum += rates[index(state, to)] }
      outgoing[state] = sum
      guard sum > 0 else { continue }
      for from in low..<state {
        let rate = rates[index(from, state)]
        guard rate > 0 else { continue }
        for to in low..<state where to != from {
          rates[index(from, to)] += rate * rates[index(state, to)] / sum
        }
      }
    }
    var result = [Double](repeating: 0, count: stateCount)
    result[0] = 1
    var total = 1.0
    for state in stride(from: 1, to: stateCount, by: 1) where outgoing[state] > 0 {
      for from in max(0, state - reach)..<state {
        result[state] += result[from] * rates[index(from, state)] / outgoing[state]
      }
      total += result[state]
    }
    return result.map { $0 / total }
  }
}
