/// How changes reach production: a process with people and controllers as its servers, so it too saturates.
public struct Delivery: Sendable, Hashable, Codable {
  /// Who carries a change to production.
  public enum Method: String, Sendable, Hashable, Codable, CaseIterable {
    /// A person, step by step.
    case manual
    /// A pipeline that builds, tests and deploys all at once.
    case pipeline
    /// A pipeline that shows the change to a share of the traffic first and rolls back by itself.
    case canary
    /// The same, cluster by cluster and region by region.
    case waves
  }

  /// Who carries a change to production.
  public var method: Method?
  /// Changes per service and week.
  public var changesPerServiceAndWeek: Quantity?
  /// Time of a person each deployment takes, in seconds.
  public var handsOnTime: Quantity?
  /// Time from finished change to production without waiting, in seconds.
  public var duration: Quantity?
  /// Share of changes that harm users, in 0...1.
  public var failureShare: Quantity?
  /// Share of the traffic that meets a change before it is judged, in 0...1; 1 without canary.
  public var exposedShare: Quantity?
  /// Time until a harmful change is rolled back once it is noticed, in seconds.
  public var rollbackTime: Quantity?
  /// Work at a time that the pipeline's runners do.
  public var runners: Quantity?
  /// People who can deploy.
  public var people: Quantity?
  /// Share of their time they can give to deployments, in 0...1.
  public var peopleShare: Quantity?
  /// Teams that own services.
  public var teams: Quantity?
  /// True when every service is released by itself, false when they go together; nil when unknown.
  public var releasesIndependently: Bool?

  /// Makes a delivery of which nothing is known unless given.
  public init(
    method: Method? = nil, changesPerServiceAndWeek: Quantity? = nil, handsOnTime: Quantity? = nil,
    duration: Quantity? = nil, failureShare: Quantity? = nil, exposedShare: Quantity? = nil,
    rollbackTime: Quantity? = nil, runners: Quantity? = nil, people: Quantity? = nil,
    peopleShare: Quantity? = nil, teams: Quantity? = nil, releasesIndependently: Bool? = nil
  ) {
    self.method = method
    self.changesPerServiceAndWeek = changesPerServiceAndWeek
    self.handsOnTime = handsOnTime
    self.duration = duration
    self.failureShare = failureShare
    self.exposedShare = exposedShare
    self.rollbackTime = rollbackTime
    self.runners = runners
    self.people = people
    self.peopleShare = peopleShare
    self.teams = teams
    self.releasesIndependently = releasesIndependently
  }
}

/// What is logged, measured, traced, alerted on and healed: how a fault is noticed, found and ended.
public struct Observation: Sendable, Hashable, Codable {
  /// True when logs of all services come together in one place; nil when unknown.
  public var centralLogs: Bool?
  /// Seconds between two readings of a metric; nil without metrics or when unknown.
  public var metricsInterval: Quantity?
  /// Share of requests traced, in 0...1.
  public var traceSampling: Quantity?
  /// True when alerts on what users feel reach a person; nil when unknown.
  public var alerts: Bool?
  /// True when a controller detects anomalies; nil when unknown.
  public var anomalyDetection: Bool?
  /// True when a controller ends faults by itself; nil when unknown.
  public var selfHealing: Bool?
  /// Time until a fault is noticed, in seconds.
  public var detectionTime: Quantity?
  /// Time until its cause is found, in seconds.
  public var diagnosisTime: Quantity?
  /// Time until it is ended once found, in seconds.
  public var repairTime: Quantity?
  /// Faults that need someone, per component and year.
  public var faultsPerComponentAndYear: Quantity?

  /// Makes an observation of which nothing is known unless given.
  public init(
    centralLogs: Bool? = nil, metricsInterval: Quantity? = nil, traceSampling: Quantity? = nil,
    alerts: Bool? = nil, anomalyDetection: Bool? = nil, selfHealing: Bool? = nil,
    detectionTime: Quantity? = nil, diagnosisTime: Quantity? = nil, repairTime: Quantity? = nil,
    faultsPerComponentAndYear: Quantity? = nil
  ) {
    self.centralLogs = centralLogs
    self.metricsInterval = metricsInterval
    self.traceSampling = traceSampling
    self.alerts = alerts
    self.anomalyDetection = anomalyDetection
    self.selfHealing = selfHealing
    self.detectionTime = detectionTime
    self.diagnosisTime = diagnosisTime
    self.repairTime = repairTime
    self.faultsPerComponentAndYear = faultsPerComponentAndYear
  }
}
