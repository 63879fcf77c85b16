internal import TenfoldModel

/// Keys, copies and projections: which stores' data is followed, and by whom it is held.
extension ProgramCompiler {
  /// Most entries of a cache whose keys are followed one by one.
  static let mostEntries = 4.0 * 1024 * 1024

  /// Finds the caches, copies, quorums and projections whose data is followed.
  mutating func followData() throws(SimulationError) {
    for index in lowered.components.indices { addKeys(index) }
    for index in lowered.components.indices where lowered.components[index].isAskedFirst { addCache(index) }
    for index in lowered.components.indices where lowered.components[index].kind == .store {
      try addDataset(index)
    }
  }

  /// The cache that answers the calls to a component, when its keys are followed.
  private func followedCaches(of component: Int) -> [Int32] {
    let caches = Set(
      lowered.calls.filter { lowered.operations[$0.to].component == component }.compactMap { call in
        call.cache >= 0 ? cacheNumbers[call.cache] : nil
      })
    return caches.sorted()
  }

  /// A cache's keys are followed where its hit ratio is computed from them.
  private mutating func addCache(_ index: Int) {
    let component = lowered.components[index]
    guard component.kind == .cache, component.hitRatio < 0, component.keyCount >= 0 else { return }
    let keyCount = reading.values[component.keyCount]
    let fitting =
      reading.value(component.memory, or: 0) / max(1, reading.value(component.entrySize, or: 1000))
    let entries = min(fitting.rounded(.down), keyCount)
    guard entries <= Self.mostEntries else {
      program.diagnostics.append(
        Diagnostic(
          .note, id: "TF-SIMULATE-001",
          "\(component.name) holds \(QuantityText.count(entries)) entries, more than are followed one by one; it answers "
            + "with the computed hit ratio"))
      return
    }
    let state = system.components[index].state
    let asked = lowered.operations.indices.reduce(0) { sum, operation in
      lowered.operations[operation].component == index ? sum + reading.visits[operation] : sum
    }
    program.caches.append(
      .init(
        component: Int32(index),
        keys: popularity(count: keyCount, exponent: reading.value(component.zipfExponent, or: 0.9)),
        capacity: Int(entries), timeToLive: positive(reading.value(component.timeToLive, or: 0)),
        coalesces: state?.coalescesMisses ?? false, rule: state?.onWrite ?? .remove,
        rate: asked * expectedRate))
    cacheNumbers[index] = Int32(program.caches.count - 1)
    tally(index)
  }

  private func positive(_ time: Double) -> Double { time > 0 ? time : .infinity }

  /// Requests per second that the system is asked for, where that is known beforehand.
  private var expectedRate: Double {
    switch options.load {
    case .stated: reading.rateNow(of: system)
    case .rate(let rate): rate
    case .users(let count, let thinkTime): Double(count) / max(thinkTime, 0.1)
    }
  }

  mutating func popularity(count: Double, exponent: Double) -> Int32 {
    program.popularities.append(ZipfSampler(keyCount: count, exponent: exponent))
    return Int32(program.popularities.count - 1)
  }

  // MARK: Datasets

  private mutating func addDataset(_ index: Int) throws(SimulationError) {
    guard program.components[index].hasReplicas else { return }
    let caches = followedCaches(of: index)
    let projections = lowered.components.indices.filter { isProjection($0, of: index) }
    let isQuorum = program.components[index].quorum >= 0
    let copies = program.components[index].copies >= 0 || isQuorum ? reading.copies(of: index) : 0
    let holders = (isQuorum ? copies + 1 : copies) + Double(projections.count)
    guard holders > 0 || !caches.isEmpty else { return }
    let component = lowered.components[index]
    guard holders <= Double(WriteLog.mostHolders) else {
      throw .invalid(
        place: component.name,
        problem: "\(Int(holders)) copies and projections; at most \(WriteLog.mostHolders) can be simulated")
    }
    var entry = ServiceProgram.Dataset(
      component: Int32(index), keys: caches.first.map { program.caches[Int($0)].keys } ?? keys(of: index),
      copies: Int32(isQuorum ? copies + 1 : copies), holders: Int32(holders))
    entry.firstCache = Int32(program.cachesOfDatasets.count)
    entry.cacheCount = Int32(caches.count)
    program.cachesOfDatasets += caches
    entry.applierCount = Int32(max(1, min(reading.applyServerCount(of: index), 1e6)))
    entry.shardsByKey = component.shardCount >= 0 && component.hottestShare < 0
    if component.replicationMode == .asynchronous { entry.lag = transferTime(index) }
    entry.firstDelayed = Int32(program.delayedProjections.count)
    program.components[index].dataset = Int32(program.datasets.count)
    tally(index)
    for (place, projection) in projections.enumerated() {
      follow(projection, of: index, holder: entry.copies + Int32(place))
    }
    entry.delayedCount = Int32(program.delayedProjections.count) - entry.firstDelayed
    program.datasets.append(entry)
  }

  /// The time until a write comes to a copy: what is stated, and the way between regions.
  private mutating func transferTime(_ index: Int) -> Int32 {
    var lag = reading.value(lowered.components[index].lag, or: 0)
    if lowered.regionCount > 1 { lag += reading.value(lowered.crossRegion, or: 0) / 2 }
    return sampler(.constant(lag))
  }

  private func isProjection(_ index: Int, of store: Int) -> Bool {
    system.components[index].state?.projection?.of == lowered.components[store].name
      && program.components[index].hasReplicas && index != store
  }

  /// A projection shows a write once a consumer has written it there; where nothing described writes to it, after its lag.
  private mutating func follow(_ projection: Int, of store: Int, holder: Int32) {
    program.components[projection].projected = program.components[store].dataset
    program.components[projection].projectedHolder = holder
    tally(projection)
    guard reading.writesPerRequest(of: projection) == 0 else { return }
    let lag = reading.value(lowered.components[projection].projectionLag, or: 0)
    program.delayedProjections.append(
      .init(component: Int32(projection), holder: holder, lag: sampler(.constant(lag))))
  }

  /// Keys of a store, as stated or assumed.
  private mutating func keys(of index: Int) -> Int32 {
    let component = lowered.components[index]
    return popularity(
      count: reading.value(component.keyCount, or: 1e6),
      exponent: reading.value(component.zipfExponent, or: 0.9))
  }

  // MARK: Quorums

  /// What a store without a primary waits for; nil for every other store.
  mutating func quorum(of index: Int, replicas: Double) -> ServiceProgram.Quorum? {
    let replication = system.components[index].state?.replication
    guard let read = replication?.readQuorum?.likely, let write = replication?.writeQuorum?.likely,
      replicas >= 1, replicas <= Double(WriteLog.mostHolders)
    else { return nil }
    var quorum = ServiceProgram.Quorum(
      replicaCount: Int32(replicas), readQuorum: Int32(min(max(1, read.rounded()), replicas)),
      writeQuorum: Int32(min(max(1, write.rounded()), replicas)))
    if let times = options.quorumTimes[lowered.components[index].name] {
      quorum.write = sampler(times.write)
      quorum.acknowledgement = sampler(times.acknowledgement)
      quorum.read = sampler(times.read)
      quorum.response = sampler(times.response)
      quorum.remoteDelay = times.remoteDelay
      return quorum
    }
    let oneWay = sampler(.exponential(mean: reading.value(lowered.hop, or: 0) / 2))
    (quorum.write, quorum.acknowledgement, quorum.read, quorum.response) = (oneWay, oneWay, oneWay, oneWay)
    if lowered.regionCount > 1 { quorum.remoteDelay = reading.value(lowered.crossRegion, or: 0) / 2 }
    return quorum
  }
}
