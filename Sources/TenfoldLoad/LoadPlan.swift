public import TenfoldModel

/// What is asked of a server, how often and for how long.
public struct LoadPlan: Sendable, Hashable {
  /// Port of 127.0.0.1 that is asked.
  public var port: UInt16
  /// Path with its query; `{key}` stands for the key of a request, 1 the most popular one.
  public var path: String
  /// Requests per second over time; of the measure ``LoadCurve/Measure/rate``.
  public var rate: LoadCurve
  /// Seconds in which requests are sent; > 0.
  public var duration: Double
  /// Share of requests that write: they are sent as POST, the others as GET. In 0...1.
  public var writeShare = 0.0
  /// Different keys; ≥ 1.
  public var keyCount = 1.0
  /// Exponent of Zipf's law for the keys' popularity; ≥ 0, where 0 makes all alike.
  public var zipfExponent = 0.0
  /// True for a closed loop: each connection asks again once it is answered, whatever the rate, so that the server has no
  /// rest. What it answers is then its capacity, and the times say only how many connections ask.
  public var isClosed = false
  /// Connections that are kept open; ≥ 1. A request that finds none free waits for one, and its time runs.
  public var connectionCount = 64
  /// Seconds after which a request without an answer is given up; > 0.
  public var timeout = 10.0
  /// The same seed sends the same requests at the same times.
  public var seed: UInt64 = 1

  /// Asks for a path of a port at a rate.
  public init(port: UInt16, path: String, rate: LoadCurve, duration: Double) {
    self.port = port
    self.path = path
    self.rate = rate
    self.duration = duration
  }
}
