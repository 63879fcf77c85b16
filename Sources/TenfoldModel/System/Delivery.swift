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

  /// One stage of a pipeline.
  public struct Stage: Sendable, Hashable, Codable {
    /// Its name: `test`, `build`, `deploy`.
    public var name: String
    /// Time it takes, in seconds.
    public var duration: Quantity?
    /// Share of the harmful changes reaching it that it stops, in 0...1.
    public var caughtShare: Quantity?

    /// Makes a stage.
    public init(name: String, duration: Quantity? = nil, caughtShare: Quantity? = nil) {
      self.name = name
      self.duration = duration
      self.caughtShare = caughtShare
    }
  }

  /// One step of a canary.
  public struct Exposure: Sendable, Hashable, Codable {
    /// Share of the traffic that meets the change, in 0...1.
    public var share: Quantity
    /// Time it stays there, in seconds.
    public var duration: Quantity?

    /// Makes a step of a canary.
    public init(share: Quantity, duration: Quantity? = nil) {
      self.share = share
      self.duration = duration
    }
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
  /// Stages of the pipeline in order; empty when unknown.
  public var stages: [Stage]
  /// Steps by which a canary meets the traffic, in order; empty without one or when unknown.
  public var exposures: [Exposure]
  /// Share of harmful changes that the judge of a canary notices, in 0...1.
  public var judgePower: Quantity?
  /// Groups of clusters a change reaches one after the other.
  public var waves: Quantity?
  /// Time of a person each service takes a week besides deployments, in seconds.
  public var careTimePerServiceAndWeek: Quantity?
  /// People who do nothing but keep services running, where that is what is known of such care.
  public var caretakers: Quantity?

  /// Makes a delivery of which nothing is known unless given.
  public init(
    method: Method? = nil, changesPerServiceAndWeek: Quantity? = nil, handsOnTime: Quantity? = nil,
    duration: Quantity? = nil, failureShare: Quantity? = nil, exposedShare: Quantity? = nil,
    rollbackTime: Quantity? = nil, runners: Quantity? = nil, people: Quantity? = nil,
    peopleShare: Quantity? = nil, teams: Quantity? = nil, releasesIndependently: Bool? = nil,
    stages: [Stage] = [], exposures: [Exposure] = [], judgePower: Quantity? = nil, waves: Quantity? = nil,
    careTimePerServiceAndWeek: Quantity? = nil, caretakers: Quantity? = nil
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
    self.stages = stages
    self.exposures = exposures
    self.judgePower = judgePower
    self.waves = waves
    self.careTimePerServiceAndWeek = careTimePerServiceAndWeek
    self.caretakers = caretakers
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
  /// Share of faults that the controllers end by themselves, in 0...1.
  public var healedShare: Quantity?
  /// Alarms a week behind which there is no fault.
  public var falseAlarmsPerWeek: Quantity?
  /// CPU time that logs, metrics and traces take of each service a request passes, in seconds.
  public var cpuPerRequest: Quantity?
  /// Bytes of logs, metrics and traces one request leaves behind.
  public var bytesPerRequest: Quantity?

  /// Makes an observation of which nothing is known unless given.
  public init(
    centralLogs: Bool? = nil, metricsInterval: Quantity? = nil, traceSampling: Quantity? = nil,
    alerts: Bool? = nil, anomalyDetection: Bool? = nil, selfHealing: Bool? = nil,
    detectionTime: Quantity? = nil, diagnosisTime: Quantity? = nil, repairTime: Quantity? = nil,
    faultsPerComponentAndYear: Quantity? = nil, healedShare: Quantity? = nil,
    falseAlarmsPerWeek: Quantity? = nil, cpuPerRequest: Quantity? = nil, bytesPerRequest: Quantity? = nil
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
    self.healedShare = healedShare
    self.falseAlarmsPerWeek = falseAlarmsPerWeek
    self.cpuPerRequest = cpuPerRequest
    self.bytesPerRequest = bytesPerRequest
  }
}
