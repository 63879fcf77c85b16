/// The longest of several times that run at once.
struct LongestOf {
  /// Its mean and variance.
  var time: TimeShape
  /// How much each branch's mean counts in the mean of the longest: Σ share · mean is the mean of the longest.
  let shares: [Double]

  /// Finds the longest of `branches`, taken as independent.
  ///
  /// When all means grow by a factor so does the mean of the longest, so that by Euler's theorem its derivatives
  /// by the branches' means divide it among them.
  init(_ branches: [TimeShape]) {
    let count = branches.count
    var before = [TimeShape](repeating: TimeShape(), count: count + 1)
    var after = before
    for index in branches.indices { before[index + 1] = before[index].longer(of: branches[index]) }
    for index in branches.indices.reversed() { after[index] = after[index + 1].longer(of: branches[index]) }
    let whole = before[count]
    var found: [Double] = []
    var sum = 0.0
    for (index, branch) in branches.enumerated() {
      guard branch.mean > 0, branch.mean.isFinite else {
        found.append(0)
        continue
      }
      let rest = before[index].longer(of: after[index + 1])
      let more = 1.001
      let scaled = TimeShape(
        mean: branch.mean * more, variance: branch.variance * more * more, atom: branch.atom)
      let growth = rest.longer(of: scaled).mean - rest.longer(of: branch).mean
      let share = max(0, growth / (branch.mean * (more - 1)))
      found.append(share)
      sum += share * branch.mean
    }
    time = whole
    shares = sum > 0 ? found.map { $0 * whole.mean / sum } : found
  }
}
