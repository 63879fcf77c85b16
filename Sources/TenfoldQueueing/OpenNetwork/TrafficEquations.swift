/// How requests go through an open network: rates at all stations from what arrives and where it goes on.
enum TrafficEquations {
  /// Arrival rate at each station: λ = γ + Pᵀ λ.
  ///
  /// - Parameters:
  ///   - external: Arrivals from outside at each station, per second.
  ///   - routing: Probability of going from the first index to the second; what is missing to 1 leaves.
  ///   - names: How the user calls the stations.
  /// - Throws: ``QueueingError`` when counts differ, a value is out of range, a row adds up to more than 1, or requests can
  ///   reach stations from which none leave.
  /// - Complexity: O(K³) for K stations.
  static func rates(
    external: [Double], routing: [[Double]], names: [String]
  ) throws(QueueingError) -> [Double] {
    let count = external.count
    guard routing.count == count else {
      throw .wrongCount(
        place: "open network", quantity: "rows of the routing matrix", count: routing.count, expected: count)
    }
    var leaves = [Bool](repeating: false, count: count)
    for (i, row) in routing.enumerated() {
      let place = "station \"\(names[i])\""
      guard row.count == count else {
        throw .wrongCount(
          place: place, quantity: "routing probability", count: row.count, expected: count)
      }
      try Check.atLeast(0, external[i], "arrival rate from outside", at: place)
      for value in row { try Check.share(value, "routing probability", at: place) }
      let sum = row.reduce(0, +)
      guard sum <= 1 + 1e-9 else { throw .routingExceedsOne(station: place, sum: "\(sum)") }
      leaves[i] = sum < 1 - 1e-9
    }
    let isReached = closure(external.map { $0 > 0 }) { from, to in routing[from][to] > 0 }
    let exits = closure(leaves) { from, to in routing[to][from] > 0 }
    let trapped = (0..<count).filter { isReached[$0] && !exits[$0] }
    guard trapped.isEmpty else { throw .noExit(stations: trapped.map { "\"\(names[$0])\"" }) }
    let kept = (0..<count).filter { isReached[$0] }
    guard !kept.isEmpty else { return [Double](repeating: 0, count: count) }
    var matrix = DenseMatrix.identity(kept.count)
    var right = DenseMatrix(rows: kept.count, columns: 1)
    for (a, i) in kept.enumerated() {
      right[a, 0] = external[i]
      for (b, j) in kept.enumerated() { matrix[a, b] -= routing[j][i] }
    }
    let solved = matrix.solving(right)
    var rates = [Double](repeating: 0, count: count)
    for (a, i) in kept.enumerated() { rates[i] = max(0, solved[a, 0]) }
    return rates
  }

  /// Indices that can be reached from those given by following edges.
  private static func closure(_ start: [Bool], _ isEdge: (Int, Int) -> Bool) -> [Bool] {
    var found = start
    var pending = start.indices.filter { start[$0] }
    while let from = pending.popLast() {
      for to in found.indices where !found[to] && isEdge(from, to) {
        found[to] = true
        pending.append(to)
      }
    }
    return found
  }
}
