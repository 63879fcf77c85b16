import TenfoldCatalog
import TenfoldModel

/// What choosing a move costs over the ranges of all uncertain numbers: the share of the best move's value that it loses.
///
/// The value of a move is the shortfall that it takes away for what it costs in three years. At every sampled position of the
/// system's numbers and of the moves' efforts the best of the moves is found, and each other's regret is the share of its
/// value that it lacks; a move's regret is the mean of these. All moves are read at the same positions.
///
/// **Source.** Savage, The theory of statistical decision, JASA 46(253), 1951, with the mean in place of the maximum, which a
/// single extreme sample would decide.
struct MoveRegret {
  /// Mean regret of each move, in 0...1, in their order.
  let means: [Double]

  /// Samples for a system of so many limits: fewer where each takes longer.
  private static func samples(for limits: Int) -> Int {
    switch limits {
    case ..<60: 24
    case ..<200: 12
    default: 6
    }
  }

  /// Compares moves from one state.
  ///
  /// - Complexity: O(samples · moves · limits · log(users)).
  init(of moves: [Variant], from start: PlanState, goal: Double, usersNow: Double, on loop: ParallelLoop) {
    let count = Self.samples(for: start.limits.limits.count)
    let table = start.limits.lowered.parameters
    let dimensions = table.uncertain.count
    let points = LatinHypercube(count: count, dimensions: dimensions + moves.count, seed: 1).points
    let values = parallelMap(count, on: loop) { sample -> [Double] in
      let point = Array(points[sample].prefix(dimensions))
      func missing(_ state: PlanState) -> Double {
        let parameters = state.limits.lowered.parameters
        let reading = Reading(state.limits.lowered, at: table.position(point, in: parameters))
        let breaks = zip(state.breaks, state.limits.breakingUsers(in: reading)).map { likely, users in
          // What holds today is not refuted by a sample: there it breaks with the next user.
          LimitBreak(
            limit: likely.limit, users: likely.users > usersNow ? max(users, usersNow * 1.001) : users)
        }
        return Shortfall(breaks, goal: goal, usersNow: usersNow, in: reading).total
      }
      let before = missing(start)
      return moves.enumerated().map { index, move in
        let effort = move.remedy.effort.value(at: points[sample][dimensions + index])
        let cost = MoveCost(move.remedy, monthlyCost: move.monthlyCost, effort: effort)
        return max(0, before - missing(move.state)) / cost.weighted
      }
    }
    var sums = [Double](repeating: 0, count: moves.count)
    for sample in values {
      guard let best = sample.max(), best > 0 else { continue }
      for (index, value) in sample.enumerated() { sums[index] += 1 - value / best }
    }
    means = sums.map { $0 / Double(max(1, count)) }
  }
}

extension Range3 {
  /// The value at a position of the range: low at 0, likely at a half, high at 1, in equal ratios between.
  fileprivate func value(at position: Double) -> Double {
    Quantity(likely, low: low, high: high, .stated(at: nil)).value(at: position)
  }
}
