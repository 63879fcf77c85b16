package import TenfoldModel

/// How long a system's good answers take at rest, whatever their journey.
///
/// Journeys are kept apart: of some that take a millisecond and others that take fifty, no one distribution of their moments
/// has the right median.
package struct SystemAnswers: Sendable {
  private struct Part: Sendable {
    /// Good answers per second.
    let weight: Double
    let entry: LayeredSolution.Entry
    let operation: Int
  }

  private let parts: [Part]
  private let reading: Reading
  private let effects: ResilienceEffects

  /// Solves `reading` at `rate` requests per second.
  ///
  /// - Throws: ``LayeredNetworkError`` when a number of the system is out of its range.
  /// - Complexity: that of ``SystemSolver/solveAtRest(_:rate:)``.
  package init(_ reading: Reading, rate: Double) throws(LayeredNetworkError) {
    let state = try ResilientSystem(reading: reading, rate: rate).atRest()
    (self.reading, effects) = (reading, state.effects)
    parts = reading.system.journeys.compactMap { journey in
      SystemSolver.answering(journey.operation, state).map {
        Part(
          weight: $0.throughput * state.effects.successes[journey.operation], entry: $0,
          operation: journey.operation)
      }
    }.filter { $0.weight > 0 }
  }

  /// The time within which a share of them comes, in seconds; infinite without steady state.
  ///
  /// - Parameter share: In 0..<1.
  package func quantile(_ share: Double) -> Double {
    guard !parts.isEmpty, parts.allSatisfy({ $0.entry.response.mean < LayeredSystem.never / 2 }) else {
      return .infinity
    }
    let each = parts.map {
      min($0.entry.responseQuantile(share), effects.longest(share, ofOperation: $0.operation, reading))
    }
    // What all of them are within, and none: the answer lies between.
    var (low, high) = (each.min() ?? 0, each.max() ?? 0)
    let all = parts.reduce(0) { $0 + $1.weight }
    while high - low > 1e-6 * high {
      let middle = (low + high) / 2
      let within = zip(parts, each).reduce(0) { sum, part in
        // What is cut off is within the time at which it is.
        sum + part.0.weight * max(part.1 <= middle ? share : 0, part.0.entry.responseShare(below: middle))
      }
      if within < share * all { low = middle } else { high = middle }
    }
    return high
  }
}
