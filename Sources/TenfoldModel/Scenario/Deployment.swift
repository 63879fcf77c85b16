/// A new version of a component and how it comes into service.
public struct Deployment: Sendable, Hashable {
  /// How a version replaces another.
  public enum Method: Sendable, Hashable {
    /// All replicas are stopped, changed and started, which takes a time, in seconds.
    case byHand(downtime: Double)
    /// Replica by replica, as Kubernetes does: at most `surge` more than there were and `unavailable` fewer, as shares.
    case rolling(surge: Double, unavailable: Double)
    /// New replicas beside the old ones get a share of the requests, are judged and get more; in the end they are all.
    case canary([Step])
    /// Region after region is rolled over, judged after a pause, in seconds, each time.
    case waves(pause: Double)
  }

  /// One step of a canary.
  public struct Step: Sendable, Hashable {
    /// Share of the requests that meet the new version, in 0...1.
    public var share: Double
    /// Time it stays there, in seconds.
    public var duration: Double

    /// Joins both.
    public init(share: Double, duration: Double) {
      self.share = share
      self.duration = duration
    }
  }

  /// What is wrong with a version.
  public struct Version: Sendable, Hashable {
    /// Share of its answers that are errors, in 0...1.
    public var errorShare: Double
    /// Its work takes this many times as long; 1 for as before.
    public var slowness: Double

    /// A version as good as the old one unless told otherwise.
    public init(errorShare: Double = 0, slowness: Double = 1) {
      self.errorShare = errorShare
      self.slowness = slowness
    }

    /// True when users are worse off with it.
    public var isHarmful: Bool { errorShare > 0 || slowness > 1 }
  }

  /// The component.
  public var component: String
  /// When it begins, in seconds.
  public var at: Double
  /// How; nil for the way of the system's delivery.
  public var method: Method?
  /// What comes into service.
  public var version: Version
  /// Time until a new replica serves, in seconds; nil for what the system or the default says.
  public var startTime: Double?

  /// Joins the parts.
  public init(
    component: String, at: Double, method: Method? = nil, version: Version = Version(),
    startTime: Double? = nil
  ) {
    self.component = component
    self.at = at
    self.method = method
    self.version = version
    self.startTime = startTime
  }
}
