/// What a component is to the system.
public enum ComponentKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// An own deployable that runs business code.
  case service
  /// A gateway, ingress or load balancer in front of services.
  case gateway
  /// A content delivery network at the edge.
  case cdn
  /// A database that keeps state.
  case store
  /// A cache in front of a store or a service; what it holds may be lost.
  case cache
  /// A topic or queue of a broker.
  case topic
  /// Something others run, which only answers.
  case external
}

/// One part of the system: a service, a store, a cache, a topic, a gateway or something outside.
public struct Component: Sendable, Hashable, Codable {
  /// Its name, unique in the system.
  public var name: String
  /// What it is to the system.
  public var kind: ComponentKind
  /// Runtime or engine with an optional version: `go`, `java`, `postgresql@15`, `redis`, `kafka`, `envoy`.
  public var engine: String?
  /// The team that owns it.
  public var owner: String?
  /// What one replica may use.
  public var resources: Resources
  /// How many replicas there are and what changes their number.
  public var scaling: Scaling
  /// Requests one replica works on at a time (threads, processes); nil when unknown, never "unlimited".
  public var workers: Quantity?
  /// What it can be asked to do, with unique names.
  public var operations: [Operation]
  /// What a store or cache keeps; nil for a component without state.
  public var state: StoredState?
  /// What a topic carries; nil for every other kind.
  public var messaging: Messaging?
  /// What a gateway enforces; nil for every other kind.
  public var policy: GatewayPolicy?
  /// Region, cluster or zone it is bound to, by name; empty when it is everywhere.
  public var placedIn: [String]
  /// Share of time one replica works, in 0...1.
  public var availability: Quantity?
  /// What was seen of it at a load: utilizations, percentiles, connections.
  public var observed: [ObservedLoad]
  /// Where it is declared.
  public var evidence: [SourceLocation]
  /// Node pool or machine it runs on, by name; components on one machine share it.
  public var runsOn: String?
  /// Which replica gets a call; nil when unknown.
  public var balancing: LoadBalancing?
  /// How many calls one replica lets in at a time; nil for all.
  public var admission: AdmissionControl?
  /// Deployables of this shape that it stands for, each with these replicas and a like part of the calls; 1 when nil.
  public var alike: Quantity?
  /// Faults a year that were seen of it and needed someone; nil when what is known of all components holds.
  public var faultsPerYear: Quantity?

  /// Makes a component of which only name and kind are known.
  public init(
    name: String, kind: ComponentKind, engine: String? = nil, owner: String? = nil,
    resources: Resources = Resources(), scaling: Scaling = Scaling(), workers: Quantity? = nil,
    operations: [Operation] = [], state: StoredState? = nil, messaging: Messaging? = nil,
    policy: GatewayPolicy? = nil, placedIn: [String] = [], availability: Quantity? = nil,
    observed: [ObservedLoad] = [], evidence: [SourceLocation] = [], runsOn: String? = nil,
    balancing: LoadBalancing? = nil, admission: AdmissionControl? = nil, alike: Quantity? = nil,
    faultsPerYear: Quantity? = nil
  ) {
    self.name = name
    self.kind = kind
    self.engine = engine
    self.owner = owner
    self.resources = resources
    self.scaling = scaling
    self.workers = workers
    self.operations = operations
    self.state = state
    self.messaging = messaging
    self.policy = policy
    self.placedIn = placedIn
    self.availability = availability
    self.observed = observed
    self.evidence = evidence
    self.runsOn = runsOn
    self.balancing = balancing
    self.admission = admission
    self.alike = alike
    self.faultsPerYear = faultsPerYear
  }

  /// The operation of a name.
  public func operation(_ name: String) -> Operation? {
    operations.first { $0.name == name }
  }

  /// The engine without its version.
  public var engineName: String? {
    engine.map { String($0.prefix { $0 != "@" }) }
  }
}

/// What one replica may use.
public struct Resources: Sendable, Hashable, Codable {
  /// Cores it is given (`resources.limits.cpu`, a machine's size).
  public var cpu: Quantity?
  /// Cores the scheduler reserves (`resources.requests.cpu`).
  public var cpuRequest: Quantity?
  /// Memory it may use, in bytes.
  public var memory: Quantity?
  /// Disk it may fill, in bytes.
  public var storage: Quantity?
  /// Bigger machines on offer than the one it runs on; 0 on the largest, nil when unknown.
  public var biggerSizes: Quantity?
  /// Share of its cores that contention for what they share leaves to work, in 0...1; nil for all, or when what work takes was
  /// seen on as many.
  public var usableShare: Quantity?

  /// Makes resources of which nothing is known unless given.
  public init(
    cpu: Quantity? = nil, cpuRequest: Quantity? = nil, memory: Quantity? = nil, storage: Quantity? = nil,
    biggerSizes: Quantity? = nil, usableShare: Quantity? = nil
  ) {
    self.cpu = cpu
    self.cpuRequest = cpuRequest
    self.memory = memory
    self.storage = storage
    self.biggerSizes = biggerSizes
    self.usableShare = usableShare
  }
}

/// How many replicas there are and what changes their number.
public struct Scaling: Sendable, Hashable, Codable {
  /// Replicas now; with an autoscaler, the least.
  public var replicas: Quantity?
  /// A controller that changes the number, nil when people do.
  public var autoscaler: Autoscaler?

  /// Makes a scaling of which nothing is known unless given.
  public init(replicas: Quantity? = nil, autoscaler: Autoscaler? = nil) {
    self.replicas = replicas
    self.autoscaler = autoscaler
  }
}

/// A horizontal autoscaler.
public struct Autoscaler: Sendable, Hashable, Codable {
  /// Most replicas it may start.
  public var maximum: Quantity?
  /// What it follows: `cpu`, `memory`, `queue`, `schedule`, or a metric's name.
  public var metric: String
  /// The value it holds the metric at: for `cpu` a utilization in 0...1 of the request.
  public var target: Quantity?
  /// Time from decision to a replica that serves, in seconds.
  public var startTime: Quantity?
  /// Seconds between two decisions.
  public var interval: Quantity?
  /// Seconds it waits before it takes replicas away again.
  public var stabilization: Quantity?

  /// Makes an autoscaler.
  public init(
    maximum: Quantity? = nil, metric: String = "cpu", target: Quantity? = nil, startTime: Quantity? = nil,
    interval: Quantity? = nil, stabilization: Quantity? = nil
  ) {
    self.maximum = maximum
    self.metric = metric
    self.target = target
    self.startTime = startTime
    self.interval = interval
    self.stabilization = stabilization
  }
}

/// What a gateway enforces for everything behind it.
public struct GatewayPolicy: Sendable, Hashable, Codable {
  /// Requests per second let through.
  public var rateLimit: Quantity?
  /// Requests that may come at once after a quiet time; unknown is what the limit lets through in a second.
  public var burst: Quantity?
  /// Share of cacheable answers it gives by itself, in 0...1.
  public var cacheHitRatio: Quantity?
  /// True when it authenticates callers; nil when unknown.
  public var authenticates: Bool?
  /// Share of requests that open a new TLS connection, whose handshake it does, in 0...1; nil when unknown, which adds
  /// nothing to what a request takes.
  public var newConnectionShare: Quantity?

  /// Makes a policy of which nothing is known unless given.
  public init(
    rateLimit: Quantity? = nil, burst: Quantity? = nil, cacheHitRatio: Quantity? = nil,
    authenticates: Bool? = nil, newConnectionShare: Quantity? = nil
  ) {
    self.rateLimit = rateLimit
    self.burst = burst
    self.cacheHitRatio = cacheHitRatio
    self.authenticates = authenticates
    self.newConnectionShare = newConnectionShare
  }
}

/// Something seen of a component while it carried a known load; demands follow from it.
public struct ObservedLoad: Sendable, Hashable, Codable {
  /// Requests per second it carried; nil for those that today's load brings.
  public var arrivalRate: Quantity?
  /// Utilization of its busiest resource, in 0...1.
  public var utilization: Quantity?
  /// Utilization of the median of its shards or replicas, where they differ, in 0...1.
  public var medianUtilization: Quantity?
  /// Median response time, in seconds.
  public var p50: Quantity?
  /// 95th percentile of the response time, in seconds.
  public var p95: Quantity?
  /// 99th percentile of the response time, in seconds.
  public var p99: Quantity?
  /// Percentile 99.9 of the response time, in seconds.
  public var p999: Quantity?
  /// Connections in use.
  public var connections: Quantity?

  /// Makes an observation at a load.
  public init(
    arrivalRate: Quantity? = nil, utilization: Quantity? = nil, medianUtilization: Quantity? = nil,
    p50: Quantity? = nil, p95: Quantity? = nil, p99: Quantity? = nil, p999: Quantity? = nil,
    connections: Quantity? = nil
  ) {
    self.arrivalRate = arrivalRate
    self.utilization = utilization
    self.medianUtilization = medianUtilization
    self.p50 = p50
    self.p95 = p95
    self.p99 = p99
    self.p999 = p999
    self.connections = connections
  }
}
