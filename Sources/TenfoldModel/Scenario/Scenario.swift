/// What a system is put through and what is expected of it then: load, act, expect.
public struct Scenario: Sendable, Hashable {
  /// Its name; empty for none.
  public var name = ""
  /// The system it is about, relative to the scenario's own file; nil for one given elsewhere.
  public var system: String?
  /// Simulated time, in seconds; nil for as long as load and events take.
  public var duration: Double?
  /// Runs on different random numbers; nil for the usual number.
  public var runs: Int?
  /// Seed of the random numbers; nil for the usual one.
  public var seed: UInt64?
  /// Time until balancers notice that a replica is gone, in seconds; nil for the usual one.
  public var noticeTime: Double?
  /// How much is asked; nil for the system's own load.
  public var load: LoadCurve?
  /// What happens.
  public var events: [SystemEvent] = []
  /// What is expected.
  public var expectations: [Expectation] = []

  /// Makes a scenario in which nothing happens.
  public init() {}
}
