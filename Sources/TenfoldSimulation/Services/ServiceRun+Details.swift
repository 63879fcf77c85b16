internal import TenfoldModel

/// What executions are about: keys, and what was written on their way.
extension ServiceRun {
  /// Streams of what only some systems draw, apart from those that every system has.
  static var firstDataPurpose: Int { 1 << 24 }

  /// Begins the details of an execution, with what it takes over from another (-1 for none).
  @inline(never)
  mutating func describe(_ execution: Int, like context: Int) {
    details.cover(execution)
    var detail = Detail()
    if context >= 0 {
      let other = details[context]
      detail.nextKey = other.nextKey
      detail.version = other.version
      detail.writtenKey = other.writtenKey
      detail.writtenIn = other.writtenIn
      detail.priority = other.priority
    }
    details[execution] = detail
  }

  /// Details of a call that begins; true when it waits in an outbox first.
  @inline(never)
  mutating func startsLater(_ execution: Int, _ route: Int, context: Int) -> Bool {
    describe(execution, like: context)
    if routes[route].takesKey { details[execution].key = details[execution].nextKey }
    if routes[route].guarded >= 0 { pool.records[execution].isTied = guards[routes[route].guarded].isTied }
    guard routes[route].outboxInterval > 0 else { return false }
    let interval = routes[route].outboxInterval
    let next = ((now / interval).rounded(.down) + 1) * interval
    schedule(.reached, execution, after: max(0, next - now))
    return true
  }

  /// An answer tells its parent what was written, and that a step is done which may have to be undone.
  @inline(never)
  mutating func tell(_ parent: Int, of execution: Int, _ outcome: Outcome) {
    let kind = pool.records[execution].kind
    guard kind == .call || kind == .watch || kind == .branch else { return }
    if details[execution].writtenIn >= 0 {
      details[parent].version = details[execution].version
      details[parent].writtenKey = details[execution].writtenKey
      details[parent].writtenIn = details[execution].writtenIn
    }
    if kind == .branch {
      details[parent].done |= details[execution].done
    } else {
      let bit = routes[pool.records[execution].route].undoBit
      if bit >= 0, outcome == .fine { details[parent].done |= 1 << UInt32(bit) }
    }
  }

  /// Finds out what a call that comes to its component is about.
  @inline(never)
  mutating func chooseKey(_ execution: Int, _ component: Int) {
    guard details[execution].key < 0 else { return }
    let entry = components[component]
    let keys =
      entry.dataset >= 0
      ? program.datasets[Int(entry.dataset)].keys
      : entry.projected >= 0 ? program.datasets[Int(entry.projected)].keys : entry.keys
    guard keys >= 0 else { return }
    details[execution].key = program.popularities[Int(keys)].draw(&dataStreams[component])
    // What is published about a key is delivered about it.
    if entry.keys >= 0 { details[execution].nextKey = details[execution].key }
  }

  /// The shard that a call's key belongs to; -1 when chance says it. The most popular key has the first to itself but for its
  /// share of the others.
  func shardOfKey(_ execution: Int, _ component: Int) -> Int {
    let dataset = components[component].dataset
    guard dataset >= 0, program.datasets[Int(dataset)].shardsByKey else { return -1 }
    let key = details[execution].key
    let count = UInt64(components[component].shardCount)
    return key <= 0 ? 0 : Int(KeyHash.mixed(key) % count)
  }

  /// The partition that keeps the order of a message's key.
  func partition(of execution: Int, _ route: Int) -> Int32 {
    Int32(KeyHash.mixed(details[execution].nextKey) % UInt64(routes[route].partitions))
  }

  /// A message is given up after its last delivery.
  mutating func setAside(_ watch: Int) {
    let topic = guards[routes[pool.records[watch].route].guarded].topic
    if topic >= 0, components[topic].tally >= 0 { dataTallies[components[topic].tally].deadLetters += 1 }
  }

  /// Adds a time to a histogram of a tallied component: 0 for ages of what was read, 1 for lags.
  func addTime(_ tally: Int32, _ kind: Int, _ time: Double) {
    let first = (2 &* Int(tally) &+ kind) &* LatencyHistogram.binCount
    dataBins[first &+ LatencyHistogram.bin(of: time)] &+= 1
  }
}
