import TenfoldModel

extension SystemSolver {
  /// Share of its threads in use above which a pool's waits are the least certain part of a solution.
  private static let fullPool = 0.8

  /// Where an approximation is outside its good region, with the error to expect there.
  static func doubts(about stations: [Solution.Station]) -> [Diagnostic] {
    let full = stations.filter {
      $0.kind != .processor && $0.utilization > fullPool && $0.utilization.isFinite
    }
    guard let fullest = full.max(by: { $0.utilization < $1.utilization }) else { return [] }
    // A pool that is asked for more than it can do has no wait; where it has one, what it can do is estimated too low.
    if fullest.utilization >= 1, !fullest.waitingTime.isFinite { return [] }
    let others = full.count > 1 ? " and \(full.count - 1) other pools" : ""
    return [
      Diagnostic(
        .note, id: "TF-SOLVE-003",
        "\(fullest.name)\(others) could do little more than they do (\(QuantityText.share(fullest.utilization)) "
          + "of it): waits for them are estimated roughly; mean responses that depend on pools were within 17 % of "
          + "simulated ones in 95 of 100 cases, so simulate before you rely on them")
    ]
  }
}
