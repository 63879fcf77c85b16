import TenfoldModel

extension GrowthAnalysis {
  /// Users at which the first limit of all breaks, with the spread of the uncertain numbers.
  static func firstBreak(
    _ limits: LimitSet, samples: Int, seed: UInt64, on loop: ParallelLoop
  ) -> Range3 {
    let likely = limits.breakingUsers(in: limits.likely).min() ?? GrowthSearch.mostUsers
    let dimensions = limits.lowered.parameters.uncertain.count
    guard dimensions > 0, samples > 1 else { return Range3(low: likely, likely: likely, high: likely) }
    let points = LatinHypercube(count: samples, dimensions: dimensions, seed: seed).points
    let firsts = parallelMap(points.count, on: loop) {
      limits.breakingUsers(in: Reading(limits.lowered, at: points[$0])).min() ?? .infinity
    }
    let floor = likely > limits.likely.usersNow ? limits.likely.usersNow : 0
    return spread(firsts.map { max($0, floor) }, around: min(likely, GrowthSearch.mostUsers))
  }
}
