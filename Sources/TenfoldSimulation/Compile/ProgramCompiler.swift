internal import TenfoldModel

/// Compiles a completed system, at one position of its uncertain numbers, for the loop.
///
/// The semantics are those of the solver: each replica is a machine of its own, service times have the mean and
/// variation that the system states, a call's way through the network takes an exponential time, and a cache
/// answers with the probability that the reading found.
struct ProgramCompiler {
  let system: System
  let lowered: LoweredSystem
  let reading: Reading
  let options: SystemSimulationOptions
  var program = ServiceProgram()
  var samplerOf: [Distribution: Int32] = [:]
  /// First instruction by operation.
  var starts: [Int32] = []
  /// First pool of connections by the two components.
  var connectionPools: [ConnectionKey: Int32] = [:]
  var consumerPools: [ConsumerKey: (pool: Int32, partitions: Int32)] = [:]
  /// Where replicas stand.
  let places: ReplicaPlaces
  /// Component that calls by each route; nil for users.
  var callerOf: [Int?] = []
  /// Sampler of what copies do for a write, by operation.
  var applyingOf: [Int: Int32] = [:]
  /// What is compiled, for messages.
  var place = ""
  /// The first time that cannot be drawn, and where it was found.
  private var fault: (place: String, problem: String)?
  /// Caches whose keys are followed, by component.
  var cacheNumbers: [Int: Int32] = [:]
  /// The bit of each call that something undoes.
  var undoBits: [Int: Int8] = [:]
  /// Operations that routes lead to, until their first instructions are known.
  private var routeTargets: [Int] = []

  /// Compiles.
  ///
  /// - Parameters:
  ///   - system: A completed system.
  ///   - reading: The same system lowered and read at a position.
  /// - Throws: ``SimulationError`` with place and reason for what cannot be run.
  static func compile(
    _ system: System, _ reading: Reading, _ options: SystemSimulationOptions
  ) throws(SimulationError) -> ServiceProgram {
    var compiler = ProgramCompiler(
      system: system, lowered: reading.system, reading: reading, options: options)
    try compiler.run()
    return compiler.program
  }

  private init(
    system: System, lowered: LoweredSystem, reading: Reading, options: SystemSimulationOptions
  ) {
    self.system = system
    self.lowered = lowered
    self.reading = reading
    self.options = options
    places = ReplicaPlaces(system.placement)
  }

  private mutating func run() throws(SimulationError) {
    try refuseWhatCannotBeRun()
    program.name = lowered.name
    program.coreSharing = options.coreSharing
    program.traceCount = max(0, options.traceCount)
    program.diagnostics = lowered.diagnostics + doubtsAboutMachines()
    program.componentNames = lowered.components.map(\.name)
    program.machineCores = reading.machines.map { Int32(min($0.serverCount, 1 << 20)) }
    for index in lowered.components.indices { try place(index) }
    try followData()
    for code in ServiceProgram.prelude { emit(code) }
    for operation in lowered.operations.indices { compileOperation(operation) }
    if let fault { throw .invalid(place: fault.place, problem: fault.problem) }
    for (route, operation) in routeTargets.enumerated() {
      program.routes[route].target = starts[operation]
      program.routeOperations.append(lowered.operations[operation].name)
      program.routes[route].isStraight = isStraight(program.routes[route])
    }
    for journey in lowered.journeys {
      let index = program.journeys.count
      program.journeys.append(
        .init(
          target: starts[journey.operation], share: reading.values[journey.share],
          priority: priority(ofJourney: index)))
      program.journeyNames.append(lowered.operations[journey.operation].name)
    }
    program.reportedJourneyCount = program.journeys.count - options.part.backgroundCount
    noteDetails()
    compileLoad()
    try compileScenes()
  }

  // MARK: Tables

  @discardableResult
  mutating func emit(
    _ code: ServiceProgram.Instruction.Code, _ a: Int32 = 0, _ b: Int32 = 0, share: Double = 0
  ) -> Int {
    program.instructions.append(.init(code: code, a: a, b: b, share: share))
    return program.instructions.count - 1
  }

  /// The next instruction's index.
  var here: Int32 { Int32(program.instructions.count) }

  /// The sampler of a distribution, shared by all that are alike; -1 when it is always 0.
  mutating func sampler(_ distribution: Distribution) -> Int32 {
    if distribution.mean <= 0 { return -1 }
    if let known = samplerOf[distribution] { return known }
    if fault == nil, let problem = distribution.fault {
      fault = (place, "a time that it takes cannot be drawn: \(problem)")
    }
    let index = Int32(program.distributions.count)
    program.distributions.append(distribution)
    samplerOf[distribution] = index
    return index
  }

  mutating func pool(limit: Double, of component: Int) -> Int32 {
    program.pools.append((Int32(max(1, min(limit.rounded(), 1e9))), Int32(component)))
    return Int32(program.pools.count - 1)
  }

  mutating func addRoute(_ route: ServiceProgram.Route, from caller: Int, to operation: Int) -> Int32 {
    program.routes.append(route)
    callerOf.append(caller >= 0 ? caller : nil)
    routeTargets.append(operation)
    return Int32(program.routes.count - 1)
  }

  private func isStraight(_ route: ServiceProgram.Route) -> Bool {
    let component = program.components[Int(route.component)]
    guard component.hasReplicas, component.shardCount == 1, component.copies < 0, component.canary < 0,
      component.tally < 0, component.keys < 0, !route.takesKey, route.outboxInterval == 0,
      route.guarded < 0 || !program.guards[Int(route.guarded)].isTied
    else { return false }
    let group = program.groups[Int(component.primaries)]
    return route.hop < 0 && route.connections < 0 && route.consumers < 0
      && component.rateLimit == .infinity && group.workers >= 1_000_000_000 && group.queueLimit == .max
      && program.instructions[Int(route.target)].code == .work
  }

  // MARK: Replicas

  private mutating func place(_ index: Int) throws(SimulationError) {
    let component = lowered.components[index]
    var entry = ServiceProgram.Component(primaries: Int32(program.groups.count))
    guard component.kind != .external, reading.primaryStation[index] >= 0 else {
      entry.hasReplicas = false
      program.components.append(entry)
      return
    }
    entry.rateLimit = reading.value(component.rateLimit, or: .infinity)
    entry.burst = max(1, system.components[index].policy?.burst?.likely ?? entry.rateLimit)
    entry.loadBound = system.components[index].balancing?.loadBound.map { max(1, $0.likely) } ?? .infinity
    let station = reading.stations[reading.primaryStation[index]]
    let limit = Int32(options.queueLimits[component.name] ?? Int(Int32.max))
    let machine = sharedMachine(of: index)
    if component.isStateful {
      let copies = reading.copies(of: index)
      entry.shardCount = Int32(max(1, reading.value(component.shardCount, or: 1).rounded()))
      entry.hottestShare = reading.hottestShardShare(of: index)
      entry.primaryReadShare = reading.primaryReadShare[index]
      entry.scatterShare = component.shardCount >= 0 ? reading.value(component.scatterShare, or: 0) : 0
      let quorum = quorum(of: index, replicas: copies + 1)
      if let quorum {
        entry.quorum = Int32(program.quorums.count)
        program.quorums.append(quorum)
        try addGroups(
          index, entry.shardCount, ready: copies + 1, most: copies + 1, cores: station.serverCount,
          limit: limit)
        placeShards(index, count: Int(entry.shardCount), copies: Int(copies), isQuorum: true)
        program.components.append(entry)
        return
      }
      try addGroups(
        index, entry.shardCount, ready: 1, most: 1, cores: station.serverCount, limit: limit, machine: machine
      )
      if copies > 0 {
        entry.copies = Int32(program.groups.count)
        entry.failoverTime = system.components[index].state?.replication?.failoverTime?.likely ?? 30
        try addGroups(
          index, entry.shardCount, ready: copies, most: copies, cores: station.serverCount, limit: limit)
      }
      placeShards(index, count: Int(entry.shardCount), copies: Int(copies))
    } else {
      let (now, most) = reading.replicas(of: index)
      let isScaled = system.components[index].scaling.autoscaler?.metric == "cpu" && most > now
      let slots = isScaled ? most : now
      let deployments = deployments(of: component.name)
      try addGroups(
        index, 1, ready: now, most: deployments.isEmpty ? slots : 2 * slots, cores: station.serverCount,
        limit: limit, machine: machine)
      placeReplicas(index, slots: Int(slots), copies: deployments.isEmpty ? 1 : 2)
      if deployments.contains(where: { if case .canary = method(of: $0) { true } else { false } }) {
        entry.canary = Int32(program.groups.count)
        try addGroups(
          index, 1, ready: 0, most: slots, cores: station.serverCount, limit: limit, machine: machine)
        placeReplicas(index, slots: Int(slots), copies: 1)
      }
      if isScaled {
        entry.autoscaler = Int32(program.autoscalers.count)
        addAutoscaler(index, minimum: now, maximum: most)
      }
    }
    program.components.append(entry)
  }

  private mutating func addGroups(
    _ component: Int, _ count: Int32, ready: Double, most: Double, cores: Int, limit: Int32,
    machine: Int32 = -1
  ) throws(SimulationError) {
    let total = Double(program.replicaCount) + Double(count) * most
    guard total <= 4e6 else {
      throw .tooLarge(
        what: "the number of replicas, with those of \(lowered.components[component].name),",
        value: total, limit: 4e6)
    }
    let entry = lowered.components[component]
    let workers = entry.kind == .service ? reading.value(entry.workers, or: 1e9) : 1e9
    let quota = try quota(of: entry.name, cores: cores)
    try check(
      quota < 0 || machine < 0, "quota of \(entry.name)",
      "it shares the cores of a machine; a quota is of one's own")
    for _ in 0..<count {
      program.groups.append(
        .init(
          component: Int32(component), first: Int32(program.replicaCount), ready: Int32(ready),
          most: Int32(most), cores: Int32(min(cores, 1 << 20)),
          workers: Int32(max(1, min(workers.rounded(), 1e9))), queueLimit: limit,
          balancing: system.components[component].balancing?.policy ?? options.balancing, machine: machine,
          quota: quota))
      program.replicaCount += Int(most)
    }
  }

  private mutating func quota(of component: String, cores: Int) throws(SimulationError) -> Int32 {
    guard let quota = options.quotas[component] else { return -1 }
    let place = "quota of \(component)"
    try check(
      quota.cores > 0 && quota.cores < 1 && quota.period > 0, place,
      "it is \(quota.cores) cores for every \(quota.period) s; a part of one core, for a time above 0")
    try check(
      cores == 1 && options.coreSharing == .firstComeFirstServed, place,
      "it has \(cores) cores; a quota is of one core that serves first come, first served")
    program.quotas.append(QuotaMeter(budget: quota.cores * quota.period, length: quota.period))
    return Int32(program.quotas.count - 1)
  }

  private func deployments(of component: String) -> [Deployment] {
    options.events.compactMap { event in
      if case .deployment(let deployment) = event, deployment.component == component {
        deployment
      } else {
        nil
      }
    }
  }

  /// Places for the replicas of a component, and the same once more for those that replace them.
  private mutating func placeReplicas(_ index: Int, slots: Int, copies: Int) {
    let spread = places.spread(slots, over: places.allowed(system.components[index]))
    for _ in 0..<copies { stand(spread) }
  }

  /// A primary stands in its region, its copies in others where there are any; shards begin at different zones.
  /// Members of a quorum stand side by side, shard by shard; elsewhere all primaries come before all copies.
  private mutating func placeShards(_ index: Int, count: Int, copies: Int, isQuorum: Bool = false) {
    let replication = system.components[index].state?.replication
    let first = replication?.primaryRegion.flatMap { places.regions.firstIndex(of: $0) }
    let members = (0..<count).map { shard in
      places.spread(1 + copies, over: places.allowed(system.components[index]), first: first).map { place in
        let zones = places.zones[place.region]
        return (region: place.region, zone: zones > 0 ? (place.zone + shard) % zones : 0)
      }
    }
    if isQuorum { return stand(members.flatMap { $0 }) }
    stand(members.map { $0[0] })
    stand(members.flatMap { $0.dropFirst() })
  }

  private mutating func stand(_ spread: [(region: Int, zone: Int)]) {
    program.plan.regions += spread.map { Int32($0.region) }
    program.plan.zones += spread.map { Int32($0.zone) }
  }

  private mutating func addAutoscaler(_ index: Int, minimum: Double, maximum: Double) {
    let stated = system.components[index].scaling.autoscaler
    let resources = system.components[index].resources
    var policy = HorizontalAutoscaler.Policy(
      minimum: Int(minimum), maximum: Int(maximum), target: stated?.target?.likely ?? 0.6)
    // The target is a share of the request; what is measured here is a share of the cores.
    if let request = resources.cpuRequest?.likely, let cores = resources.cpu?.likely, request > 0, cores > 0 {
      policy.target *= request / cores
    }
    if let interval = stated?.interval?.likely, interval > 0 { policy.interval = interval }
    if let window = stated?.stabilization?.likely { policy.downStabilization = window }
    program.autoscalers.append(
      .init(component: index, policy: policy, startTime: stated?.startTime?.likely ?? 30))
  }

  // MARK: Load

  private mutating func compileLoad() {
    switch options.load {
    case .stated:
      program.arrivalRate = reading.rateNow(of: system)
    case .rate(let rate): program.arrivalRate = rate
    case .users(let count, let thinkTime):
      program.userCount = count
      program.thinkTime = Int(sampler(.exponential(mean: thinkTime)))
    }
  }
}
