/// The number of replicas at which a horizontal autoscaler comes to rest under a steady load.
///
/// The controller divides what it measures by its target. Within a tenth of 1 it leaves things as they are; else it
/// wants the measured total over the target, rounded up, and never fewer than its least or more than its most. Under a
/// load that came onto the fewest replicas it so rests at these where they are enough, else at that quotient.
///
/// **Source.** Kubernetes, pkg/controller/podautoscaler (replica_calculator.go): tolerance 0.1, rounding up.
package struct AutoscalerEquilibrium: Sendable, Hashable {
  /// What it follows.
  package enum Metric: Sendable, Hashable {
    /// Busy share of the cores of a replica.
    case cpu
    /// Messages or requests that wait, for each replica.
    case queue
    /// Requests per second of a replica.
    case requests
    /// Something that the load does not tell: memory, the time of day, a metric of the user's.
    case other
  }

  /// Deviation from the target that the controller lets pass.
  package static let tolerance = 0.1

  /// What it follows.
  package var metric: Metric
  /// The value it holds, per replica: of `cpu` a share of its cores, else a number.
  package var target: Double

  /// Makes a controller that holds `metric` at `target`; > 0.
  package init(metric: Metric, target: Double) {
    self.metric = metric
    self.target = target
  }

  /// What a metric's name says it follows.
  package static func metric(named name: String) -> Metric {
    let name = name.lowercased()
    if name == "cpu" { return .cpu }
    if ["memory", "schedule", "cron"].contains(name) { return .other }
    let queues = [
      "queue", "lag", "backlog", "kafka", "rabbitmq", "sqs", "pubsub", "nats", "stream", "pending",
    ]
    if queues.contains(where: name.contains) { return .queue }
    if ["request", "rps", "qps"].contains(where: name.contains) { return .requests }
    return .other
  }

  /// Replicas at rest.
  ///
  /// - Parameters:
  ///   - work: Cores that the load keeps busy; ≥ 0.
  ///   - visitRate: Visits per second over all replicas; ≥ 0.
  ///   - serverCount: Cores of a replica; ≥ 1.
  ///   - range: Fewest and most replicas; ≥ 1.
  /// - Complexity: O(1); for queues O(log of the most replicas).
  package func replicas(
    work: Double, visitRate: Double, serverCount: Double, in range: ClosedRange<Double>
  ) -> Double {
    switch metric {
    case .other: return range.lowerBound
    case .cpu:
      // No replica is ever more than wholly busy: a target that close to it is within the tolerance for good.
      guard 1 / target > 1 + Self.tolerance else { return range.lowerBound }
      return rest(at: work / (serverCount * target), range)
    case .requests: return rest(at: visitRate / target, range)
    case .queue: return restOfQueue(work, serverCount, range)
    }
  }

  /// At rest when `quotient` replicas would be just at the target.
  private func rest(at quotient: Double, _ range: ClosedRange<Double>) -> Double {
    guard quotient > range.lowerBound * (1 + Self.tolerance) else { return range.lowerBound }
    // A quotient that is whole but for its last digits is whole.
    return min((quotient * (1 - 1e-12)).rounded(.up), range.upperBound)
  }

  /// The fewest replicas whose queues are at most a tenth over the target.
  private func restOfQueue(_ work: Double, _ servers: Double, _ range: ClosedRange<Double>) -> Double {
    func isEnough(_ replicas: Double) -> Bool {
      Self.queueLength(utilization: work / (replicas * servers), servers: servers)
        <= target * (1 + Self.tolerance)
    }
    var (few, enough) = (range.lowerBound, range.upperBound)
    guard !isEnough(few) else { return few }
    while enough - few > 1 {
      let middle = ((few + enough) / 2).rounded(.down)
      if isEnough(middle) { enough = middle } else { few = middle }
    }
    return enough
  }

  /// Mean number waiting at a replica of several servers, about; infinite without steady state.
  ///
  /// **Source.** Sakasegawa, Annals of the Institute of Statistical Mathematics 29, 1977.
  private static func queueLength(utilization: Double, servers: Double) -> Double {
    guard utilization < 1 else { return .infinity }
    guard utilization > 0 else { return 0 }
    return power(utilization, (2 * (servers + 1)).squareRoot()) / (1 - utilization)
  }
}
