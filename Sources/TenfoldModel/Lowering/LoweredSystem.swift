/// A system compiled to flat arrays: names became indices and every number an index into one table.
///
/// Compiled once; ``Reading`` evaluates it at one position of the uncertain numbers.
package struct LoweredSystem: Sendable {
  /// A component's numbers, as indices into the table; -1 where a number does not apply.
  package struct Component: Sendable {
    package var name: String
    package var kind: ComponentKind
    package var cores = -1
    /// Share of the cores that contention leaves to work; -1 for all.
    package var usableShare = -1
    package var workers = -1
    package var replicas = -1
    package var autoscalerMaximum = -1
    package var autoscalerTarget = -1
    /// What the autoscaler follows.
    package var autoscalerMetric = AutoscalerEquilibrium.Metric.cpu
    /// Cores reserved over cores given: an autoscaler's target is a share of the former.
    package var reservedShare = 1.0
    package var availability = -1
    package var copies = -1
    package var readTarget = Replication.ReadTarget.primary
    package var replicationMode = Replication.Mode.asynchronous
    package var lag = -1
    /// Share of the users in the region that takes all writes; -1 where there is no such region.
    package var primaryRegionShare = -1
    /// True when every region takes writes of the same data and tells the others afterwards.
    package var writesEverywhere = false
    package var shardCount = -1
    package var scatterShare = -1
    package var hottestShare = -1
    package var keyCount = -1
    package var zipfExponent = -1
    package var entrySize = -1
    package var memory = -1
    package var hitRatio = -1
    /// True when the hit ratio was seen or stated, so that writes which empty entries are in it already.
    package var hitRatioIsSeen = false
    package var size = -1
    package var bytesPerWrite = -1
    package var storage = -1
    package var retention = -1
    package var connectionLimit = -1
    /// Components that keep connections to it, with the parameter of connections per replica.
    package var clients: [Client] = []
    package var isPooled = false
    /// Connections that all clients keep open today, where that is what is known: they grow with the load.
    package var openConnections = -1
    package var timeToLive = -1
    /// True when a write to the store behind it removes its entry.
    package var removesOnWrite = true
    package var projectionLag = -1
    package var rateLimit = -1
    /// Share of read requests that a gateway or CDN answers by itself.
    package var answeredShare = -1
    /// True when some call asks it before asking something else.
    package var isAskedFirst = false
    /// True for engines whose copies carry out every write anew instead of replaying a log of its effects.
    package var repeatsWrites = false
    /// True for engines that keep all data in memory.
    package var keepsDataInMemory = false
    package var partitions = -1
    /// Of a topic, who handles its messages, and how many each replica of it handles at a time.
    package var consumers: [Consumer] = []
    package var operations: Range<Int> = 0..<0
    /// Requests per second for its most popular key that were seen today.
    package var hottestRate = -1
    /// Share of requests that open a TLS connection.
    package var newConnectionShare = -1
    /// True when calls of it stay in the zone of who calls.
    package var staysInZone = false
    /// The machine that it shares with others, in `machines`; -1 where it shares none.
    package var machine = -1
    /// Of a cache, whether of several misses of one key only one asks the store; nil when unknown.
    package var coalescesMisses: Bool?
    /// Faults a year that were seen of it.
    package var faults = -1
    /// Services of its shape that it stands for.
    package var alikeCount = 1
    /// True when it is divided by tenant, so that a fault of one part stops the tenants of that part alone.
    package var isDividedByTenant = false
    package var isStateful: Bool { kind == .store || kind == .cache }
  }

  /// One machine that several components run on.
  package struct Machine: Sendable {
    package var name: String
    /// Its cores; -1 where only what its components are given is known.
    package var cores = -1
  }

  /// A component that keeps connections to a store.
  package struct Client: Sendable {
    package var component: Int
    package var connections: Int
  }

  /// A component that handles a topic's messages.
  package struct Consumer: Sendable {
    package var component: Int
    package var concurrency: Int
    /// Operation by which the messages come that it handles beside the others; -1 for all of the topic.
    package var publication = -1
  }

  /// Who handles the messages that an operation of a topic hands to a component; nil when nothing is said of it.
  package func consumer(_ handler: Int, of publication: Int) -> Consumer? {
    let topic = operations[publication].component
    guard topic >= 0 else { return nil }
    let own = components[topic].consumers.filter { $0.component == handler }
    return own.first { $0.publication == publication } ?? own.first { $0.publication < 0 }
  }

  /// How changes reach production, as indices into the table.
  package struct Delivery: Sendable {
    package var changes = -1
    package var handsOnTime = -1
    package var duration = -1
    package var failureShare = -1
    package var exposedShare = -1
    package var rollbackTime = -1
    package var runners = -1
    package var people = -1
    package var peopleShare = -1
    package var careTime = -1
  }

  /// How faults are noticed, found and ended, as indices into the table.
  package struct Observation: Sendable {
    package var detectionTime = -1
    package var diagnosisTime = -1
    package var repairTime = -1
    package var faults = -1
    package var healedShare = -1
    package var cpuPerRequest = -1
    package var bytesPerRequest = -1
  }

  /// Something that goes wrong again and again, as indices into the table.
  package struct Incident: Sendable {
    package var name: String
    package var cause: TenfoldModel.Incident.Cause
    package var perYear = -1
    package var duration = -1
    package var affectedShare = -1
  }

  /// An operation of a component, or a journey (`component` -1).
  package struct Operation: Sendable {
    package var name: String
    package var component: Int
    package var cpu = -1
    package var disk = -1
    package var delay = -1
    package var variability = -1
    package var failureShare = -1
    package var writes = false
    /// True when it is said that doing it twice has another effect than once.
    package var repeatsHarm = false
    /// The node that holds its steps in sequence; -1 without steps.
    package var body = -1
  }

  /// One node of the tree of steps.
  package struct Node: Sendable {
    package enum Kind: Sendable { case sequence, parallel, choice, call }
    package var kind: Kind
    /// Children, contiguous in `nodes`.
    package var children: Range<Int> = 0..<0
    /// The share with which a choice takes this node; -1 elsewhere.
    package var share = -1
    /// The call it makes; -1 elsewhere.
    package var call = -1
  }

  /// A call of one operation by another.
  package struct Call: Sendable {
    package var from: Int
    package var to: Int
    package var count = -1
    package var fanOut = -1
    package var isSynchronous = true
    package var isOptional = false
    /// The component that answers first, and its operation; -1 without a cache.
    package var cache = -1
    package var cacheOperation = -1
    package var requestSize = -1
    package var responseSize = -1
    /// How failures and slowness are met, the mesh's way where the call says nothing. Taken at its likely values:
    /// it stands outside the table, since no closed form reads it.
    package var resilience: Resilience {
      get { described.first ?? Resilience() }
      set { described = [newValue] }
    }
    /// What is said of it, apart: calls are copied in every pass over a system, and this is dozens of references.
    var described: [Resilience] = []
    /// The operation that undoes it; -1 for none.
    package var undo = -1
    /// Interval of the outbox that its message waits in; -1 for none.
    package var outboxInterval = -1
    /// Shares of the choices it stands in.
    package var shares: [Int] = []
    /// True when it closes a cycle of calls, so that response times leave it out.
    package var closesCycle = false
  }

  /// The system's name.
  package var name = ""
  /// Every number.
  package var parameters = ParameterTable()
  /// Components, in the system's order.
  package var components: [Component] = []
  /// Machines that several components share, by name.
  package var machines: [Machine] = []
  /// Services and gateways among the components: what is deployed.
  package var serviceCount = 0
  /// Operations of all components, then the journeys.
  package var operations: [Operation] = []
  /// Nodes of all operations' steps.
  package var nodes: [Node] = []
  /// Calls, grouped by caller.
  package var calls: [Call] = []
  /// Calls of an operation, as a range of `calls`.
  package var callsOf: [Range<Int>] = []
  /// Journeys, as indices of `operations`, with the parameter of their share.
  package var journeys: [(operation: Int, share: Int)] = []
  /// Operations so ordered that callers come before the called, apart from cycles.
  package var order: [Int] = []
  /// True when operations call each other in a circle.
  package var hasCycles = false
  /// Network time of a call.
  package var hop = -1
  /// Round-trip time between regions.
  package var crossRegion = -1
  /// Bytes per second of the narrowest link between regions; -1 when unknown.
  package var linkBandwidth = -1
  /// Share of the users in the region that has most of them; 1 with one region.
  package var largestRegionShare = 1.0
  /// CPU a copy that replays a log spends on a write, at most what the write itself took.
  package var applyTime = -1
  /// Load of the busiest shard over the mean, where nothing is known of keys.
  package var shardSkew = -1
  /// Growth of services with users.
  package var serviceGrowth = -1
  /// Share of faults common to all replicas.
  package var commonCause = -1
  /// CPU and time a mesh adds to a call, and the share of services in it; -1 without a mesh.
  package var meshCPU = -1
  package var meshDelay = -1
  package var meshEnrolled = -1
  /// Users now, requests per user and second.
  package var users = -1
  package var requestsPerUser = -1
  /// Peak over mean of the load curve.
  package var peakFactor = -1
  /// How changes reach production.
  package var delivery = Delivery()
  /// How faults are noticed, found and ended.
  package var observation = Observation()
  /// What goes wrong again and again.
  package var incidents: [Incident] = []
  /// Customers who share the system, and the busiest one's share of the load; -1 when unknown.
  package var tenantCount = -1
  package var tenantHottestShare = -1
  /// CPU of a TLS handshake.
  package var handshake = -1
  /// Independent zones of the region that has most; 1 when unknown.
  package var zoneCount = 1.0
  /// True when machines are of Arm's instruction set.
  package var runsOnARM = false
  /// Regions that serve users; 1 when unknown.
  package var regionCount = 1
  /// True when all services are released together.
  package var releasesTogether = false
  /// Doubts that came up.
  package var diagnostics: [Diagnostic] = []

  /// True when a number is the catalogue's.
  package func isAssumed(_ parameter: Int) -> Bool {
    parameter >= 0 && parameters.quantities[parameter].provenance.basis == .assumed
  }

  /// True when a number applies and somebody stated or measured it.
  package func isKnown(_ parameter: Int) -> Bool { parameter >= 0 && !isAssumed(parameter) }

  /// The component of a name.
  package func componentIndex(_ name: String) -> Int? {
    components.firstIndex { $0.name == name }
  }
}
