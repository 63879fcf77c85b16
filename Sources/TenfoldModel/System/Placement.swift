/// Where the system runs and how far apart its places are.
public struct Placement: Sendable, Hashable, Codable {
  /// Regions that serve users; empty when unknown, which is assumed to be one.
  public var regions: [Region]
  /// Links between places, both ways.
  public var links: [Link]
  /// Machines that carry the components; empty when unknown.
  public var nodePools: [NodePool]
  /// What happens when a region is lost; nil when unknown.
  public var failover: Failover?
  /// The instruction set of the machines; nil when unknown, for which list prices are those of `amd64`.
  public var architecture: Architecture?
  /// What starts the components and starts them anew when they fail: `kubernetes`, `nomad`, `ecs`, `swarm`; `compose`
  /// starts what its file says and no more; nil when unknown.
  public var orchestrator: String?

  /// Makes a placement of which nothing is known unless given.
  public init(
    regions: [Region] = [], links: [Link] = [], nodePools: [NodePool] = [], failover: Failover? = nil,
    architecture: Architecture? = nil, orchestrator: String? = nil
  ) {
    self.regions = regions
    self.links = links
    self.nodePools = nodePools
    self.failover = failover
    self.architecture = architecture
    self.orchestrator = orchestrator
  }
}

/// Instruction set of a machine, as container images name it.
public enum Architecture: String, Sendable, Hashable, Codable, CaseIterable {
  /// Intel's and AMD's 64-bit set.
  case amd64
  /// Arm's 64-bit set.
  case arm64
}

/// What happens to the users of a region that is lost.
public struct Failover: Sendable, Hashable, Codable {
  /// Who serves while no region is lost.
  public enum Mode: String, Sendable, Hashable, Codable, CaseIterable {
    /// Every region; the others take over its users.
    case active
    /// One region; another stands by.
    case standby
  }

  /// Who serves while no region is lost.
  public var mode: Mode
  /// Time until the users are served again, in seconds.
  public var time: Quantity?
  /// Share of the whole load that the remaining regions can carry, in 0...1.
  public var capacity: Quantity?

  /// Makes a failover.
  public init(mode: Mode, time: Quantity? = nil, capacity: Quantity? = nil) {
    self.mode = mode
    self.time = time
    self.capacity = capacity
  }
}

/// A region that serves users.
public struct Region: Sendable, Hashable, Codable {
  /// Its name.
  public var name: String
  /// Share of the users it serves, in 0...1.
  public var share: Quantity?
  /// Clusters in it, by name.
  public var clusters: [String]
  /// Independent zones in it.
  public var zones: Quantity?

  /// Makes a region.
  public init(name: String, share: Quantity? = nil, clusters: [String] = [], zones: Quantity? = nil) {
    self.name = name
    self.share = share
    self.clusters = clusters
    self.zones = zones
  }
}

/// A connection between two regions, clusters or zones.
public struct Link: Sendable, Hashable, Codable {
  /// One end.
  public var from: String
  /// The other end.
  public var to: String
  /// Round-trip time, in seconds.
  public var roundTripTime: Quantity?
  /// Capacity, in bytes per second.
  public var bandwidth: Quantity?

  /// Makes a link.
  public init(from: String, to: String, roundTripTime: Quantity? = nil, bandwidth: Quantity? = nil) {
    self.from = from
    self.to = to
    self.roundTripTime = roundTripTime
    self.bandwidth = bandwidth
  }
}

/// Machines of one shape.
public struct NodePool: Sendable, Hashable, Codable {
  /// Its name.
  public var name: String
  /// Machines now; with an autoscaler, the least.
  public var count: Quantity?
  /// Most machines an autoscaler may start; nil without one.
  public var maximum: Quantity?
  /// Cores of one machine.
  public var cpu: Quantity?
  /// Memory of one machine, in bytes.
  public var memory: Quantity?
  /// Network of one machine, in bytes per second.
  public var bandwidth: Quantity?

  /// Makes a pool of machines.
  public init(
    name: String, count: Quantity? = nil, maximum: Quantity? = nil, cpu: Quantity? = nil,
    memory: Quantity? = nil, bandwidth: Quantity? = nil
  ) {
    self.name = name
    self.count = count
    self.maximum = maximum
    self.cpu = cpu
    self.memory = memory
    self.bandwidth = bandwidth
  }
}

extension System {
  /// Machines that several components run on, in the order in which components name them.
  ///
  /// A name that no node pool has is a machine; a pool is one where it is said to be of one machine.
  public var sharedMachines: [String] {
    var users: [String: Int] = [:]
    var names: [String] = []
    for component in components where component.kind != .external && component.kind != .cdn {
      guard let name = component.runsOn else { continue }
      users[name, default: 0] += 1
      if users[name] == 2 { names.append(name) }
    }
    return names.filter { name in
      guard let pool = placement.nodePools.first(where: { $0.name == name }) else { return true }
      return pool.count?.likely == 1 && (pool.maximum?.likely ?? 1) <= 1
    }
  }
}

/// A service mesh that carries the calls between services.
public struct Mesh: Sendable, Hashable, Codable {
  /// `istio`, `linkerd`, `cilium`, `consul`, `kuma`.
  public var engine: String
  /// Share of the services it carries, in 0...1.
  public var enrolled: Quantity?
  /// CPU time each proxy spends on a call, in seconds.
  public var cpuPerCall: Quantity?
  /// Time each proxy adds to a call, in seconds.
  public var delayPerCall: Quantity?
  /// True when both ends always prove who they are; nil when unknown.
  public var isMutualTLSStrict: Bool?
  /// What the mesh does for every call unless the call says otherwise.
  public var resilience: Resilience
  /// Errors in a row after which a replica is taken out for a while.
  public var outlierThreshold: Quantity?

  /// Makes a mesh.
  public init(
    engine: String, enrolled: Quantity? = nil, cpuPerCall: Quantity? = nil,
    delayPerCall: Quantity? = nil, isMutualTLSStrict: Bool? = nil, resilience: Resilience = Resilience(),
    outlierThreshold: Quantity? = nil
  ) {
    self.engine = engine
    self.enrolled = enrolled
    self.cpuPerCall = cpuPerCall
    self.delayPerCall = delayPerCall
    self.isMutualTLSStrict = isMutualTLSStrict
    self.resilience = resilience
    self.outlierThreshold = outlierThreshold
  }
}
