/// What an analysis is asked for, besides the system itself.
public struct AnalysisOptions: Sendable, Hashable {
  /// Users today, overriding the system's own.
  public var users: Double?
  /// Requests per second today, overriding the system's own.
  public var rate: Double?
  /// How many times today's load the plan should carry; 10 when neither this nor `targetUsers` is given.
  public var growth: Double?
  /// Users the plan should carry, before `growth`.
  public var targetUsers: Double?
  /// Seed of the samples.
  public var seed: UInt64
  /// Samples of the uncertain numbers; ≥ 1.
  public var samples: Int

  /// Most steps of the plan; ≥ 1.
  public var mostSteps: Int

  /// Makes options.
  public init(
    users: Double? = nil, rate: Double? = nil, growth: Double? = nil, targetUsers: Double? = nil,
    seed: UInt64 = 1, samples: Int = 128, mostSteps: Int = 8
  ) {
    self.users = users
    self.rate = rate
    self.growth = growth
    self.targetUsers = targetUsers
    self.seed = seed
    self.samples = samples
    self.mostSteps = mostSteps
  }
}
