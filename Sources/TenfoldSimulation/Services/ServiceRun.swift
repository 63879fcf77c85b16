internal import TenfoldModel

/// One run of a compiled system.
///
/// The loop takes the next event, does what it says, and then goes on with every execution that became ready by it,
/// first come first served, until each stands still again: at a core, on the network, in a row, or for an answer.
struct ServiceRun: ~Copyable {
  enum EventKind: UInt32 {
    case arrival, reached, worked, sharedEnd, paused, timeout, hedge, retry, thought, decision, started,
      happening
  }

  static let kindShift: UInt32 = 28
  static let indexMask: UInt32 = 1 << 28 - 1
  /// A run ends early when more than this is under way: so much would not fit into memory soon after.
  static let mostExecutions = 8_000_000
  /// A run ends early when more executions than this go on before any time passes.
  static let mostSteps = 20_000_000

  var calendar = EventCalendar()
  var pool = Pool<Execution>()
  /// Executions that can go on.
  var ready = Row()
  var now = 0.0

  let program: ServiceProgram
  let bank: SamplerBank
  let code: FlatArray<ServiceProgram.Instruction>
  let routes: FlatArray<ServiceProgram.Route>
  let guards: FlatArray<ServiceProgram.CallGuard>
  let components: FlatArray<ServiceProgram.Component>
  let groups: FlatArray<GroupState>
  /// Replicas in service of each group first, then those that are not.
  let order: FlatArray<Int32>
  let replicas: FlatArray<Replica>
  /// Machines that replicas of several components share.
  let machines: FlatArray<MachineState>
  /// What is left of the quotas of those replicas that have one.
  let meters: FlatArray<QuotaMeter>
  let limitedPools: FlatArray<LimitedPool>
  let guardStates: FlatArray<GuardState>
  /// Permits left of each component's rate limit, and when they were last counted.
  let permits: FlatArray<(Double, Double)>
  let processors: UnsafeMutablePointer<SharedProcessor>
  let processorCount: Int
  let timeouts: UnsafeMutablePointer<DeadlineRing>
  let hedges: UnsafeMutablePointer<DeadlineRing>
  var scalers: [HorizontalAutoscaler]
  /// Core time that each autoscaler had seen when it last looked.
  var scalerAreas: [Double]
  /// Replicas of each component that were started and do not serve yet.
  let startingReplicas: FlatArray<Int32>
  /// Core time used by each component in the slices that are closed.
  let busyTotals: FlatArray<Double>

  /// Streams: service times, network and choices by component; then arrivals, and choices, by journey; then the rest.
  let streams: FlatArray<RandomStream>
  let tallies: FlatArray<ComponentTally>
  let journeys: FlatArray<JourneyTally>
  let bins: FlatArray<UInt32>

  var record: RunRecord
  var clock: PartClock
  var isOverloaded = false
  /// How the arrival rate goes over time, and the part of it that each journey's last arrival lay in.
  let curve: ArrivalCurve
  let curveParts: FlatArray<Int32>

  /// Where each replica stands: a number for each zone of each region.
  let zones: FlatArray<Int32>

  // What happens besides requests.
  let lives: FlatArray<ReplicaLife>
  /// Replicas that each unit took away when it failed last.
  var lostReplicas: [[Int32]]
  /// True for effects that hold.
  let effectIsOn: FlatArray<Bool>
  /// What holds for a component's own work, and for its answers.
  let slowness: FlatArray<Double>
  let errorShares: FlatArray<Double>
  /// Outages of components outside, and of routes.
  let outsideOutages: FlatArray<Int32>
  let routeOutages: FlatArray<Int32>
  var cutRoutes = 0
  /// When a unit's users were turned away; negative while they are not.
  let usersAwaySince: FlatArray<Double>
  var lostUserShare = 0.0
  /// Version that new replicas of each component run.
  let versions: FlatArray<Int32>
  /// Share of each component's requests that go to a version that is tried out.
  let canaryShares: FlatArray<Double>
  var rollouts: [RolloutState]
  /// Requests to each cache since it was emptied; infinite for one that is as full as it gets.
  let requestsSinceFlush: FlatArray<Double>
  /// Fewest and most replicas in service of each component in this slice.
  let replicaBounds: FlatArray<(Int32, Int32)>

  /// Records a sample of the requests; off unless asked for.
  var spans: SpanRecorder

  let componentCount: Int
  let isShared: Bool

  /// What only some systems need: keys, versions, priorities. Nothing below is touched in a system without.
  let hasDetails: Bool
  var details: DetailTable
  let dataStreams: FlatArray<RandomStream>
  let caches: OwnedList<KeyedCache>
  let flights: OwnedList<FlightTable>
  let logs: OwnedList<WriteLog>
  /// Writes that each replica applies now, and those that wait for it.
  let appliers: FlatArray<Applier>
  /// Each replica's place among the holders of its shard's data; -1 for primaries and where no data is followed.
  let holders: FlatArray<Int32>
  /// Versions that each replica missed while it, or the primary that had them, was gone.
  var missedWrites: [[Int64]]
  let limiters: FlatArray<ConcurrencyLimiter>
  let dataTallies: FlatArray<DataTally>
  /// Ages of what stale reads showed and lags of copies, by tallied component.
  let dataBins: FlatArray<UInt32>

  /// Prepares run number `run`.
  init(
    _ program: ServiceProgram, duration: Double, seed: UInt64, run: Int,
    stops: @escaping @Sendable (Int) -> Bool = { _ in false }
  ) {
    self.program = program
    bank = SamplerBank(program.distributions)
    code = FlatArray(program.instructions)
    routes = FlatArray(program.routes)
    guards = FlatArray(program.guards)
    components = FlatArray(program.components)
    groups = FlatArray(
      program.groups.map {
        GroupState(first: $0.first, ready: $0.ready, balancing: $0.balancing)
      })
    order = FlatArray(0..<Int32(program.replicaCount))
    var meterCount: Int32 = 0
    replicas = FlatArray(
      program.groups.flatMap { group in
        var replica = Replica(
          component: group.component, cores: group.cores, workers: group.workers,
          queueLimit: group.queueLimit, group: 0, machine: group.machine)
        return (0..<group.most).map { _ in
          if group.quota >= 0 { (replica.meter, meterCount) = (meterCount, meterCount + 1) }
          return replica
        }
      })
    meters = FlatArray(
      program.groups.filter { $0.quota >= 0 }.flatMap {
        repeatElement(program.quotas[Int($0.quota)], count: Int($0.most))
      })
    machines = FlatArray(program.machineCores.map { MachineState(cores: $0) })
    limitedPools = FlatArray(program.pools.map { LimitedPool(limit: $0.limit, component: $0.component) })
    guardStates = FlatArray(repeating: GuardState(tokens: Self.mostTokens), count: program.guardStateCount)
    permits = FlatArray(program.components.map { ($0.burst, 0) })
    componentCount = program.components.count
    isShared = program.coreSharing == .processorSharing
    processorCount = isShared ? program.replicaCount : 0
    processors = .allocate(capacity: max(1, processorCount))
    for (group, index) in program.groups.flatMap({ group in
      (0..<group.most).map { (group, Int(group.first + $0)) }
    }) where isShared {
      (processors + index).initialize(to: SharedProcessor(servers: Double(group.cores)))
    }
    timeouts = .allocate(capacity: max(1, program.guards.count))
    hedges = .allocate(capacity: max(1, program.guards.count))
    for index in program.guards.indices {
      (timeouts + index).initialize(to: DeadlineRing())
      (hedges + index).initialize(to: DeadlineRing())
    }
    scalers = program.autoscalers.map { HorizontalAutoscaler($0.policy) }
    scalerAreas = program.autoscalers.map { _ in 0 }
    startingReplicas = FlatArray(repeating: 0, count: componentCount)
    busyTotals = FlatArray(repeating: 0, count: componentCount)
    lives = FlatArray(repeating: ReplicaLife(), count: program.replicaCount)
    lostReplicas = program.plan.units.map(\.replicas)
    effectIsOn = FlatArray(repeating: false, count: program.plan.effects.count)
    slowness = FlatArray(repeating: 1, count: componentCount)
    errorShares = FlatArray(repeating: 0, count: componentCount)
    outsideOutages = FlatArray(repeating: 0, count: componentCount)
    routeOutages = FlatArray(repeating: 0, count: program.routes.count)
    usersAwaySince = FlatArray(repeating: -1, count: program.plan.units.count)
    versions = FlatArray(repeating: 0, count: componentCount)
    canaryShares = FlatArray(repeating: 0, count: componentCount)
    rollouts = program.plan.rollouts.map { _ in RolloutState() }
    requestsSinceFlush = FlatArray(repeating: .infinity, count: componentCount)
    replicaBounds = FlatArray(repeating: (.max, .min), count: componentCount)
    let points = program.curve?.points ?? [.init(time: 0, value: program.arrivalRate ?? 0)]
    curve = ArrivalCurve(times: points.map(\.time), rates: points.map(\.value))
    curveParts = FlatArray(repeating: 0, count: program.journeys.count)
    let streamCount = 3 * componentCount + 2 * program.journeys.count + 2
    streams = FlatArray((0..<streamCount).map { RandomStream(seed: seed, run: run, purpose: $0) })
    tallies = FlatArray(repeating: ComponentTally(), count: componentCount)
    journeys = FlatArray(repeating: JourneyTally(), count: program.journeys.count)
    bins = FlatArray(repeating: 0, count: program.reportedJourneyCount * LatencyHistogram.binCount)
    record = RunRecord(sliceLength: duration / Double(RunRecord.sliceCount))
    clock = PartClock(record, stops: stops)
    hasDetails = program.hasDetails
    details = DetailTable(isUsed: hasDetails)
    dataStreams = FlatArray(
      (0..<(hasDetails ? componentCount + 1 : 0)).map {
        RandomStream(seed: seed, run: run, purpose: Self.firstDataPurpose + $0)
      })
    caches = OwnedList(count: program.caches.count) {
      KeyedCache(capacity: program.caches[$0].capacity, timeToLive: program.caches[$0].timeToLive)
    }
    flights = OwnedList(count: program.caches.count) { _ in FlightTable() }
    logs = OwnedList(count: program.datasets.count) { WriteLog(holders: Int(program.datasets[$0].holders)) }
    appliers = FlatArray(repeating: Applier(), count: program.datasets.isEmpty ? 0 : program.replicaCount)
    holders = FlatArray(program.holders)
    zones = FlatArray(zip(program.plan.regions, program.plan.zones).map { $0 &* 1024 &+ $1 })
    missedWrites = Array(repeating: [], count: appliers.count)
    limiters = FlatArray(
      program.limiters.isEmpty
        ? []
        : program.groups.flatMap { group in
          let limiter = program.components[Int(group.component)].limiter
          return repeatElement(
            ConcurrencyLimiter(program.limiters[max(0, Int(limiter))]), count: Int(group.most))
        })
    dataTallies = FlatArray(repeating: DataTally(), count: program.talliedComponents.count)
    dataBins = FlatArray(
      repeating: 0, count: 2 * program.talliedComponents.count * LatencyHistogram.binCount)
    spans = SpanRecorder(count: run == 0 ? program.traceCount : 0, duration: duration)
    begin()
  }

  deinit {
    for index in 0..<processorCount { processors[index].deallocate() }
    processors.deallocate()
    for index in 0..<guards.count {
      timeouts[index].deallocate()
      hedges[index].deallocate()
    }
    timeouts.deallocate()
    hedges.deallocate()
  }

  private mutating func begin() {
    for (index, group) in program.groups.enumerated() {
      tallies[group.component].replicas.add(group.ready, 0)
      for replica in group.first..<(group.first + group.most) { replicas[replica].group = Int32(index) }
    }
    if program.arrivalRate != nil {
      for journey in program.journeys.indices where program.journeys[journey].share > 0 {
        scheduleArrival(journey)
      }
    }
    for _ in 0..<program.userCount {
      let user = take(.request)
      think(user)
    }
    for (index, scaler) in program.autoscalers.enumerated() {
      schedule(.decision, index, after: scaler.policy.interval)
    }
    for (index, act) in program.plan.acts.enumerated() { schedule(.act, index, after: act.time) }
    for index in program.plan.processes.indices { scheduleFailure(index) }
    for index in program.caches.indices { warm(index) }
  }

  // MARK: The loop

  /// Runs to the end and returns what was counted.
  consuming func finish() -> RunRecord {
    while !calendar.isEmpty {
      let event = calendar.next()
      now = event.time
      let looks = record.events & PartClock.lookMask == PartClock.lookMask
      if now >= clock.nextBoundary || looks, closeParts() { break }
      record.events &+= 1
      handle(event)
      settle()
      if isOverloaded || record.isPartial { break }
    }
    while !isOverloaded, !record.isPartial, record.sums.count < RunRecord.sliceCount {
      now = clock.nextBoundary
      if closeParts() { break }
    }
    if record.sums.isEmpty { closeOnlySlice() }
    if spans.isOn { recordTraces() }
    return record
  }

  /// Goes on with all that can, until everything stands still.
  @inline(__always)
  private mutating func settle() {
    var steps = 0
    while ready.head >= 0, !isOverloaded {
      goOn(pool.takeFirst(&ready))
      steps &+= 1
      if steps == Self.mostSteps { (isOverloaded, record.isEndless) = (true, true) }
      // What follows in no time may be long as well.
      if steps & PartClock.lookMask == 0, clock.isStopped(&record) { return }
    }
  }

  @inline(__always)
  private mutating func handle(_ event: Event) {
    let index = Int(event.subject & Self.indexMask)
    // The kinds of events are what this run itself scheduled.
    switch EventKind(rawValue: event.subject &>> Self.kindShift) {
    case .worked:
      if isGhost(index) { return giveBack(index) }
      endWork(index)
      goOn(index)
    case .reached: reach(index)
    case .arrival: arrive(index)
    case .paused: if isGhost(index) { giveBack(index) } else { goOn(index) }
    case .sharedEnd: endSharedWork(index, event.order)
    case .timeout: expire(index)
    case .hedge: hedge(index)
    case .retry: if isGhost(index) { giveBack(index) } else { attempt(index) }
    case .thought: request(index)
    case .decision: decide(index)
    case .started: serveWithOneMore(index)
    case .happening: happen(index)
    case nil: preconditionFailure("an event of no kind")
    }
  }

  @inline(__always)
  @discardableResult
  mutating func schedule(_ kind: EventKind, _ index: Int, after time: Double) -> UInt32 {
    calendar.insert(at: now + time, kind.rawValue &<< Self.kindShift | UInt32(truncatingIfNeeded: index))
  }

  // MARK: Executions

  @inline(__always)
  func isGhost(_ execution: Int) -> Bool { pool.records[execution].kind == .ghost }

  /// Lets an execution go on once the present one stands still.
  @inline(__always)
  mutating func makeReady(_ execution: Int) { pool.append(execution, to: &ready) }

  /// A record for something that begins now.
  @inline(__always)
  mutating func take(_ kind: Execution.Kind) -> Int {
    let (index, isNew) = pool.take()
    let generation = isNew ? 0 : pool.records[index].generation
    pool.records[index] = Execution(began: now, generation: generation, kind: kind)
    if hasDetails { describe(index, like: -1) }
    if spans.isOn { spans.forget(index) }
    return index
  }

  @inline(__always)
  mutating func giveBack(_ execution: Int) {
    pool.records[execution].generation &+= 1
    // So that whoever looks for what is under way at a replica finds only that.
    pool.records[execution].replica = -1
    pool.giveBack(execution)
  }
}
