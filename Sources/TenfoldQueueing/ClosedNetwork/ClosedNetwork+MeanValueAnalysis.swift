extension ClosedNetwork {
  /// Solves a network of single servers and delays exactly by mean value analysis.
  ///
  /// - Parameter stateLimit: Most population vectors, Π (N_r + 1), to go through.
  /// - Throws: ``QueueingError``: too many states, or a station of several servers or load-dependent rates, for which
  ///   ``solveExactly(stateLimit:)`` is stable and this recursion is not.
  /// - Complexity: With L = Π (N_r + 1) vectors, K stations and R classes O(K R L) time and O(K L) memory.
  ///
  /// **Source.** Reiser and Lavenberg, JACM 27(2), 1980, doi:10.1145/322186.322195.
  public func solveByMeanValueAnalysis(
    stateLimit: Int = 2_000_000
  ) throws(QueueingError) -> ClosedNetworkSolution {
    for station in stations where station.kind != .delay && station.kind != .queue(serverCount: 1) {
      throw .invalidValue(
        place: "station \"\(station.name)\"", quantity: "kind", value: "several servers or load-dependent",
        expected: "a single server or a delay; solve by convolution instead")
    }
    let count = classes.reduce(1.0) { $0 * Double($1.population + 1) }
    guard count * Double(stations.count) <= Double(stateLimit) * 8 else {
      throw .tooManyStates(count: count, limit: stateLimit)
    }
    var strides: [Int] = []
    var size = 1
    for each in classes {
      strides.append(size)
      size *= each.population + 1
    }
    var queueLengths = [Double](repeating: 0, count: size * stations.count)
    var throughputs = [Double](repeating: 0, count: classes.count)
    var residence = stations.map { [Double](repeating: 0, count: $0.demands.count) }
    for index in stride(from: 1, to: size, by: 1) {
      for r in classes.indices {
        let customers = index / strides[r] % (classes[r].population + 1)
        guard customers > 0 else { continue }
        // Arrival theorem: an arrival sees the network as it is with itself gone.
        let seen = (index - strides[r]) * stations.count
        var total = classes[r].thinkTime
        for (k, station) in stations.enumerated() {
          residence[k][r] =
            station.kind == .delay ? station.demands[r] : station.demands[r] * (1 + queueLengths[seen + k])
          total += residence[k][r]
        }
        throughputs[r] = Double(customers) / total
        for k in stations.indices {  // Little's law
          queueLengths[index * stations.count + k] += throughputs[r] * residence[k][r]
        }
      }
    }
    let last = (size - 1) * stations.count
    return ClosedNetworkSolution(
      self, throughputs: throughputs, residenceTimes: residence,
      stretches: stations.indices.map { stations[$0].kind == .delay ? 1 : 1 + queueLengths[last + $0] },
      iterations: 0, isConverged: true)
  }
}
