/// Something that happens to a system while it is simulated. Times are seconds from the beginning.
public enum SystemEvent: Sendable, Hashable {
  /// A component's cores stand still for a while: it hangs, and what comes meanwhile waits.
  case freeze(component: String, from: Double, until: Double)
  /// From this time on the load is the stated one times a factor.
  case loadFactor(Double, from: Double)
  /// Something is gone for a while: what is under way there is lost, what comes is turned away.
  case outage(OutageTarget, from: Double, until: Double)
  /// Something fails and is repaired again and again, at random.
  case failures(FailureProcess)
  /// A component's work takes a multiple of its time for a while.
  case slowdown(component: String, factor: Double, from: Double, until: Double)
  /// A component answers a share of its requests with an error for a while.
  case errors(component: String, share: Double, from: Double, until: Double)
  /// A cache loses all it holds and fills again with what is asked for.
  case cacheFlush(component: String, at: Double)
  /// A component answers a share of its requests with an error until people or controllers have noticed that, found
  /// the cause and repaired it, which takes as long as the system's observation says.
  case incident(component: String, share: Double, at: Double)
  /// A component gets a new version.
  case deployment(Deployment)
}

/// What an outage takes away.
public enum OutageTarget: Sendable, Hashable {
  /// All replicas of a component.
  case component(String)
  /// Some replicas of a component: those that were there first.
  case replicas(of: String, count: Int)
  /// Every replica in a zone, by its number from 1, of a region or of the only one.
  case zone(Int, region: String?)
  /// Every replica in a region, and its users until others take them over.
  case region(String)
  /// The calls between two places or components, both ways.
  case link(String, String)

  /// What it is, in words: `zone 2 of eu`.
  public var name: String {
    switch self {
    case .component(let name): name
    case .replicas(let name, let count): "\(count) of \(name)"
    case .zone(let number, let region): "zone \(number)" + (region.map { " of \($0)" } ?? "")
    case .region(let name): "region \(name)"
    case .link(let one, let other): "link \(one) to \(other)"
    }
  }
}

/// Failures and repairs that alternate: both last an exponential time.
public struct FailureProcess: Sendable, Hashable {
  /// What fails together.
  public var target: Target
  /// Mean time from a repair to the next failure, in seconds; nil for what the availability of the component says.
  public var timeBetween: Double?
  /// Mean time to the repair, in seconds; nil for what the system's observation says.
  public var repairTime: Double?

  /// What fails together.
  public enum Target: Sendable, Hashable {
    /// Each replica of a component by itself.
    case eachReplica(of: String)
    /// One thing as a whole.
    case whole(OutageTarget)
  }

  /// Joins the parts.
  public init(target: Target, timeBetween: Double? = nil, repairTime: Double? = nil) {
    self.target = target
    self.timeBetween = timeBetween
    self.repairTime = repairTime
  }
}
