/// What a workload is for.
enum WorkloadRole: String, Sendable, Hashable {
  /// Own business code.
  case service
  /// A proxy with own routes that was built for the system.
  case gateway
  /// A database.
  case store
  /// A cache.
  case cache
  /// A message broker.
  case broker
  /// A proxy as its maker ships it, with configuration from outside.
  case proxy
  /// Shares the connections of the databases behind it among clients.
  case pooler
  /// Collects, keeps or shows logs, metrics and traces.
  case telemetry
  /// Supports the services: discovery, configuration, feature flags, identity, secrets.
  case platform
  /// A console for people: database browsers, broker dashboards.
  case console
  /// Makes artificial load.
  case loadGenerator
  /// Runs and ends: migrations, seeding, backups.
  case job
  /// Tests, mocks and emulators.
  case test

  /// True for what keeps or carries data.
  var holdsData: Bool { self == .store || self == .cache || self == .broker }

  /// True for what serves requests of the business.
  var isOwnService: Bool { self == .service || self == .gateway }

  /// True for what may call others on behalf of a request.
  var isCaller: Bool { isOwnService || self == .proxy }

  /// True for what is told where databases are.
  var namesStores: Bool { isCaller || self == .pooler }

  /// Words for a person, when it is set aside.
  var reason: String {
    switch self {
    case .service, .gateway, .store, .cache, .broker: rawValue
    case .proxy: "proxy"
    case .pooler: "connection pooler"
    case .telemetry: "telemetry"
    case .platform: "platform part"
    case .console: "console"
    case .loadGenerator: "load generator"
    case .job: "job"
    case .test: "test"
    }
  }
}

/// A role with what supports it.
struct Classification: Sendable, Hashable {
  /// What the workload is for.
  var role: WorkloadRole
  /// Engine of a store, cache, broker or proxy; of a pooler, that of the databases behind it.
  var engine: String?
  /// True when it is built here or comes from the same makers as the rest of the system.
  var isOwn: Bool
}
