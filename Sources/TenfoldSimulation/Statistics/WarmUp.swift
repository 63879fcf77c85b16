/// How much of a run's beginning still depends on how it began.
enum WarmUp {
  /// The number of observations to leave out, by the rule known as MSER-5.
  ///
  /// Means of five are formed, and as many of them are left out as make the standard error of the mean of the rest
  /// the least; never more than half.
  static func length(of series: [Double]) -> Int {
    let groups = stride(from: 0, to: series.count - series.count % 5, by: 5).map { start in
      series[start..<(start + 5)].reduce(0, +) / 5
    }
    guard groups.count >= 4 else { return 0 }
    // From the end: sum and sum of squares of what is kept.
    var sum = 0.0
    var squares = 0.0
    var best = (error: Double.infinity, left: 0)
    // Numbers are taken relative to the last, so that squares of a large mean do not drown the differences.
    let origin = groups[groups.count - 1]
    for left in groups.indices.reversed() {
      let value = groups[left] - origin
      sum += value
      squares += value * value
      let kept = Double(groups.count - left)
      guard left <= groups.count / 2 else { continue }
      let error = max(0, squares - sum * sum / kept) / (kept * kept)
      if error <= best.error { best = (error, left) }
    }
    return best.left * 5
  }
}
