/// How much is asked of the system, by whom and in which shares.
public struct Workload: Sendable, Hashable, Codable {
  /// Users.
  public var users: Quantity?
  /// Requests per second and user at the peak. The ladder's convention is 0.1.
  public var requestsPerUser: Quantity?
  /// Requests per second at the peak, when it is known directly.
  public var arrivalRate: Quantity?
  /// Peak over mean of the load curve; ≥ 1.
  public var peakFactor: Quantity?
  /// What users do.
  public var journeys: [Journey]
  /// Factor by which the load grows in a year; 1 is no growth.
  public var growthPerYear: Quantity?
  /// Times today's load that is to be carried; nil when nobody says.
  public var growth: Quantity?
  /// Time until that load is there, in seconds; nil when there is time enough.
  public var within: Quantity?
  /// Customers who share the system, each with data and load of its own; nil for a system with one or when unknown.
  public var tenants: Tenants?

  /// Makes a workload of which nothing is known unless given.
  public init(
    users: Quantity? = nil, requestsPerUser: Quantity? = nil, arrivalRate: Quantity? = nil,
    peakFactor: Quantity? = nil, journeys: [Journey] = [], growthPerYear: Quantity? = nil,
    growth: Quantity? = nil, within: Quantity? = nil, tenants: Tenants? = nil
  ) {
    self.users = users
    self.requestsPerUser = requestsPerUser
    self.arrivalRate = arrivalRate
    self.peakFactor = peakFactor
    self.journeys = journeys
    self.growthPerYear = growthPerYear
    self.growth = growth
    self.within = within
    self.tenants = tenants
  }
}

/// Customers who share one system: shops, workspaces, organisations.
public struct Tenants: Sendable, Hashable, Codable {
  /// How many there are.
  public var count: Quantity
  /// What data is divided by where it is divided by tenant, as ``Sharding/key`` says it.
  public var key: String?
  /// Share of the load that the busiest brings, in 0...1; even when unknown.
  public var hottestShare: Quantity?

  /// Makes tenants.
  public init(count: Quantity, key: String? = nil, hottestShare: Quantity? = nil) {
    self.count = count
    self.key = key
    self.hottestShare = hottestShare
  }
}

/// One thing users do: a share of the requests, entering at one or more operations.
public struct Journey: Sendable, Hashable, Codable {
  /// Its name, unique in the system.
  public var name: String
  /// Share of all requests, in 0...1; unknown shares divide what the known ones leave.
  public var share: Quantity?
  /// Operations a request of it calls, in order.
  public var calls: [Call]
  /// How much its requests matter when a replica lets in no more; nil when unknown, which is taken as normal.
  public var priority: RequestPriority?

  /// Makes a journey.
  public init(name: String, share: Quantity? = nil, calls: [Call], priority: RequestPriority? = nil) {
    self.name = name
    self.share = share
    self.calls = calls
    self.priority = priority
  }
}

/// How much a request matters to those who must shed some.
public enum RequestPriority: String, Sendable, Hashable, Codable, CaseIterable {
  /// Shed last.
  case critical
  /// Shed after what is sheddable.
  case normal
  /// Shed first.
  case sheddable
}

/// What is promised to users and to the business.
public struct Objectives: Sendable, Hashable, Codable {
  /// What one journey, or every journey, is promised.
  public struct ForJourney: Sendable, Hashable, Codable {
    /// 99th percentile of the response time, in seconds.
    public var p99: Quantity?
    /// Share of requests answered well, in 0...1.
    public var availability: Quantity?
    /// Oldest data a read may show, in seconds.
    public var staleness: Quantity?

    /// Makes objectives of which none is set unless given.
    public init(p99: Quantity? = nil, availability: Quantity? = nil, staleness: Quantity? = nil) {
      self.p99 = p99
      self.availability = availability
      self.staleness = staleness
    }
  }

  /// Promises for every journey that has none of its own.
  public var overall: ForJourney
  /// Promises by journey's name.
  public var journeys: [String: ForJourney]
  /// Time from a finished change to production, in seconds.
  public var leadTime: Quantity?
  /// Most money a month, in US dollars.
  public var monthlyCost: Quantity?

  /// Makes objectives of which none is set unless given.
  public init(
    overall: ForJourney = ForJourney(), journeys: [String: ForJourney] = [:], leadTime: Quantity? = nil,
    monthlyCost: Quantity? = nil
  ) {
    self.overall = overall
    self.journeys = journeys
    self.leadTime = leadTime
    self.monthlyCost = monthlyCost
  }

  /// What `journey` is promised: its own promise where it has one, else that for all.
  public func promise(for journey: String) -> ForJourney {
    let own = journeys[journey] ?? ForJourney()
    return ForJourney(
      p99: own.p99 ?? overall.p99, availability: own.availability ?? overall.availability,
      staleness: own.staleness ?? overall.staleness)
  }
}
