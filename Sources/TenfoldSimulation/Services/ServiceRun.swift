internal import TenfoldModel

/// One run of a compiled system.
///
/// The loop takes the next event, does what it says, and then goes on with every execution that became ready by it,
/// first come first served, until each stands still again: at a core, on the network, in a row, or for an answer.
struct ServiceRun: ~Copyable {
  enum EventKind: UInt32 {
    case arrival, reached, worked, sharedEnd, paused, timeout, hedge, retry, thought, decision, started,
      outageBegins,
      outageEnds, happening
  }

  static let kindShift: UInt32 = 28
  static let indexMask: UInt32 = 1 << 28 - 1
  /// A run ends early when more than this is under way: so much would not fit into memory soon after.
  static let mostExecutions = 8_000_000

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
  var nextBoundary: Double
  let partLength: Double
  var part = 0
  var partCompleted = 0.0
  var partTime = 0.0
  var isOverloaded = false
  let stops: @Sendable () -> Bool
  /// Places of the load curve: what holds now and the most there is.
  var loadStep = 0
  let mostLoad: Double

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
  let limiters: FlatArray<ConcurrencyLimiter>
  let dataTallies: FlatArray<DataTally>
  /// Ages of what stale reads showed and lags of copies, by tallied component.
  let dataBins: FlatArray<UInt32>

  /// Prepares run number `run`.
  init(
    _ program: ServiceProgram, duration: Double, seed: UInt64, run: Int,
    stops: @escaping @Sendable () -> Bool = { false }
  ) {
    self.program = program
    self.stops = stops
    bank = SamplerBank(program.distributions)
    code = FlatArray(program.instructions)
    routes = FlatArray(program.routes)
    guards = FlatArray(program.guards)
    components = FlatArray(program.components)
    groups = FlatArray(
      program.groups.map {
        GroupState(
          first: $0.first, ready: $0.ready, balancing: $0.balancing, zoneCount: $0.zoneCount)
      })
    order = FlatArray(0..<Int32(program.replicaCount))
    replicas = FlatArray(
      program.groups.flatMap { group in
        repeatElement(
          Replica(
            component: group.component, cores: group.cores, workers: group.workers,
            queueLimit: group.queueLimit), count: Int(group.most))
      })
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
    let streamCount = 3 * componentCount + 2 * program.journeys.count + 1
    streams = FlatArray((0..<streamCount).map { RandomStream(seed: seed, run: run, purpose: $0) })
    tallies = FlatArray(repeating: ComponentTally(), count: componentCount)
    journeys = FlatArray(repeating: JourneyTally(), count: program.journeys.count)
    bins = FlatArray(repeating: 0, count: program.journeys.count * LatencyHistogram.binCount)
    record = RunRecord(sliceLength: duration / Double(RunRecord.sliceCount))
    partLength = record.sliceLength / Double(RunRecord.partCount)
    nextBoundary = partLength
    mostLoad = program.loadFactors.map(\.factor).max() ?? 1
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
    for group in program.groups { tallies[group.component].replicas.add(group.ready, 0) }
    if let rate = program.arrivalRate, rate * mostLoad > 0 {
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
    for (index, outage) in program.outages.enumerated() {
      schedule(.outageBegins, index, after: outage.from)
      schedule(.outageEnds, index, after: outage.until)
    }
    beginData()
  }

  // MARK: The loop

  /// Runs to the end and returns what was counted.
  consuming func finish() -> RunRecord {
    while !calendar.isEmpty {
      let event = calendar.next()
      now = event.time
      if now >= nextBoundary, closeParts() { break }
      record.events &+= 1
      handle(event)
      while ready.head >= 0 { goOn(pool.takeFirst(&ready)) }
      if isOverloaded { break }
    }
    while !isOverloaded, !record.isPartial, record.sums.count < RunRecord.sliceCount {
      now = nextBoundary
      if closeParts() { break }
    }
    if record.sums.isEmpty { closeOnlySlice() }
    return record
  }

  @inline(__always)
  private mutating func handle(_ event: Event) {
    let index = Int(event.subject & Self.indexMask)
    // The kinds of events are what this run itself scheduled.
    switch EventKind(rawValue: event.subject &>> Self.kindShift) {
    case .worked:
      endWork(index)
      goOn(index)
    case .reached: reach(index)
    case .arrival: arrive(index)
    case .paused: goOn(index)
    case .sharedEnd: endSharedWork(index, event.order)
    case .timeout: expire(index)
    case .hedge: hedge(index)
    case .retry: attempt(index)
    case .thought: request(index)
    case .decision: decide(index)
    case .started: serveWithOneMore(index)
    case .outageBegins: freeze(program.outages[index].component)
    case .outageEnds: thaw(program.outages[index].component)
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
    return index
  }

  @inline(__always)
  mutating func giveBack(_ execution: Int) {
    pool.records[execution].generation &+= 1
    pool.giveBack(execution)
  }
}
