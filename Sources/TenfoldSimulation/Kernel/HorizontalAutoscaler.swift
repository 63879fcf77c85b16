/// The Kubernetes horizontal pod autoscaler: a metric and a target become a number of replicas.
///
/// Pure: metric values and a clock go in, a number comes out.
///
/// **Source.** Kubernetes, pkg/controller/podautoscaler (replica_calculator.go, horizontal.go) and the defaults of
/// autoscaling/v2.
public struct HorizontalAutoscaler: Sendable {
  /// What the controller is told.
  public struct Policy: Sendable, Hashable {
    /// Fewest replicas.
    public var minimum: Int
    /// Most replicas.
    public var maximum: Int
    /// Value of the metric it holds, such as a utilization of 0.6.
    public var target: Double
    /// Seconds between two decisions.
    public var interval = 15.0
    /// Deviation from the target that it lets pass.
    public var tolerance = 0.1
    /// Seconds over which the highest recommendation holds before replicas are taken away.
    public var downStabilization = 300.0
    /// Seconds over which the lowest recommendation holds before replicas are added.
    public var upStabilization = 0.0
    /// Most replicas added in `period`, as a share of those there; or ``upCount``, whichever is more.
    public var upShare = 1.0
    /// Most replicas added in `period`; or ``upShare``, whichever is more.
    public var upCount = 4
    /// Most replicas taken away in `period`, as a share of those there.
    public var downShare = 1.0
    /// The period of both, in seconds.
    public var period = 15.0

    /// Chooses a policy; the rest is Kubernetes' default.
    public init(minimum: Int, maximum: Int, target: Double) {
      self.minimum = minimum
      self.maximum = maximum
      self.target = target
    }
  }

  /// What is seen of the replicas at a decision.
  public struct Observation: Sendable, Hashable {
    /// Replicas wanted now.
    public var replicas: Int
    /// Replicas that serve.
    public var ready: Int
    /// The metric's mean over the replicas that serve.
    public var metric: Double
    /// Replicas that do not serve yet.
    public var unready: Int

    /// Joins the parts.
    public init(replicas: Int, ready: Int, metric: Double, unready: Int = 0) {
      self.replicas = replicas
      self.ready = ready
      self.metric = metric
      self.unready = unready
    }
  }

  private let policy: Policy
  private var recommendations: [(time: Double, replicas: Int)] = []
  private var changes: [(time: Double, added: Int)] = []

  /// Makes a controller that has seen nothing.
  public init(_ policy: Policy) { self.policy = policy }

  /// Replicas that the metric alone asks for.
  ///
  /// Replicas that do not serve yet count as idle when more would be added, and then only if the direction stays.
  public static func desired(_ seen: Observation, policy: Policy) -> Int {
    guard seen.ready > 0 else { return seen.replicas }
    let ratio = seen.metric / policy.target
    guard seen.unready > 0, ratio > 1 else {
      if abs(ratio - 1) <= policy.tolerance { return seen.replicas }
      return Int((ratio * Double(seen.ready)).rounded(.up))
    }
    let all = seen.ready + seen.unready
    let damped = ratio * Double(seen.ready) / Double(all)
    if abs(damped - 1) <= policy.tolerance || damped < 1 { return seen.replicas }
    let wanted = Int((damped * Double(all)).rounded(.up))
    return wanted < seen.replicas ? seen.replicas : wanted
  }

  /// The number of replicas to have from now on.
  ///
  /// - Parameters:
  ///   - now: The time, in seconds; never less than at the decision before.
  ///   - seen: What is seen now.
  public mutating func decide(at now: Double, _ seen: Observation) -> Int {
    var wanted = Self.desired(seen, policy: policy)
    wanted = min(max(wanted, policy.minimum), policy.maximum)
    wanted = stabilized(wanted, at: now, current: seen.replicas)
    wanted = limited(wanted, at: now, current: seen.replicas)
    wanted = min(max(wanted, policy.minimum), policy.maximum)
    if wanted != seen.replicas { changes.append((now, wanted - seen.replicas)) }
    return wanted
  }

  private mutating func stabilized(_ wanted: Int, at now: Double, current: Int) -> Int {
    var (lowest, highest) = (wanted, wanted)
    let window = max(policy.downStabilization, policy.upStabilization)
    recommendations.removeAll { $0.time <= now - window }
    for entry in recommendations {
      if entry.time > now - policy.upStabilization { lowest = min(lowest, entry.replicas) }
      if entry.time > now - policy.downStabilization { highest = max(highest, entry.replicas) }
    }
    recommendations.append((now, wanted))
    return min(max(current, lowest), highest)
  }

  /// Limits count what was changed within the period.
  private mutating func limited(_ wanted: Int, at now: Double, current: Int) -> Int {
    changes.removeAll { $0.time <= now - policy.period }
    let added = changes.reduce(0) { $0 + max(0, $1.added) }
    let removed = changes.reduce(0) { $0 + max(0, -$1.added) }
    if wanted > current {
      let base = current - added
      let byShare = Int((Double(base) * (1 + policy.upShare)).rounded(.up))
      return min(wanted, max(byShare, base + policy.upCount))
    }
    if wanted < current {
      let base = current + removed
      return max(wanted, Int((Double(base) * (1 - policy.downShare)).rounded(.down)))
    }
    return wanted
  }
}
