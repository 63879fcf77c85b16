/// Which replica a key or a zone leads to, how many calls a replica lets in, and copies that stop each other.
extension ServiceRun {
  // MARK: Balancing

  /// The replica that a call's key belongs to; with a bound on the load, the next of the key's places that has room.
  func replicaOfKey(_ execution: Int, _ group: Int) -> Int32 {
    let (first, ready) = (Int(groups[group].first), Int(groups[group].ready))
    let component = program.groups[group].component
    let key = details[execution].key
    let bound = components[component].loadBound
    guard bound < .infinity else {
      return order[first &+ ConsistentHash.place(of: key, among: ready)]
    }
    var present = 1.0
    for place in 0..<ready { present += Double(replicas[order[first &+ place]].present) }
    let most = (bound * present / Double(ready)).rounded(.up)
    var replica: Int32 = -1
    for attempt in 0..<(8 &* ready) {
      replica = order[first &+ ConsistentHash.place(of: key, attempt: attempt, among: ready)]
      if Double(replicas[replica].present) < most { break }
    }
    return replica
  }

  /// A replica in the zone of the caller's, any where it has none or nobody says where the caller is.
  func replicaInZone(_ execution: Int, _ group: Int, _ stream: Int) -> Int32 {
    let (first, ready) = (Int(groups[group].first), Int(groups[group].ready))
    let parent = pool.records[execution].parent
    let caller = parent >= 0 ? pool.records[Int(parent)].replica : -1
    guard caller >= 0 else { return order[first &+ streams[stream].index(below: ready)] }
    var count = 0
    for place in 0..<ready where zones[order[first &+ place]] == zones[caller] { count += 1 }
    guard count > 0 else { return order[first &+ streams[stream].index(below: ready)] }
    var left = streams[stream].index(below: count)
    var place = 0
    while true {
      if zones[order[first &+ place]] == zones[caller] {
        if left == 0 { return order[first &+ place] }
        left &-= 1
      }
      place &+= 1
    }
  }

  // MARK: Limits

  /// True when a replica lets a call in; what it does not let in is counted.
  mutating func admits(_ execution: Int, _ replica: Int32, _ component: Int) -> Bool {
    let rule = program.limiters[Int(components[component].limiter)]
    details[execution].arrived = now
    let isIn = limiters[replica].admits(
      rule, priority: details[execution].priority, present: replicas[replica].present)
    if !isIn { dataTallies[components[component].tally].shed += 1 }
    return isIn
  }

  /// A replica's limit learns from an answer.
  mutating func teachLimiter(_ execution: Int, _ replica: Int32, _ component: Int, _ outcome: Outcome) {
    let rule = program.limiters[Int(components[component].limiter)]
    let tally = components[component].tally
    dataTallies[tally].limits += limiters[replica].limit
    dataTallies[tally].answers += 1
    limiters[replica].learn(
      rule, now: now, time: now - details[execution].arrived, present: replicas[replica].present + 1,
      isGood: outcome == .fine)
  }

  // MARK: Tied calls

  /// Sends both copies of a tied call, each of which may stop the other.
  mutating func sendTied(_ watch: Int, _ route: Int, _ generation: UInt32) {
    details[watch].firstReplica = -1
    details[watch].tieWinner = -1
    send(by: route, from: watch)
    // The first copy may have been turned away already.
    guard pool.records[watch].generation == generation, pool.records[watch].pending > 0 else { return }
    send(by: route, from: watch)
  }

  /// Another replica than the one that the first copy went to, where there is one.
  mutating func replicaBesidesFirst(_ execution: Int, _ replica: Int32, _ group: Int) -> Int32 {
    let watch = Int(pool.records[execution].parent)
    let (first, ready) = (Int(groups[group].first), Int(groups[group].ready))
    let other = details[watch].firstReplica
    details[watch].firstReplica = replica
    guard other == replica, ready > 1 else { return replica }
    // Replicas that serve stand first in the order, so that the next place is another one.
    let place = (0..<ready).first { order[first + $0] == replica } ?? 0
    return order[first + (place + 1) % ready]
  }

  /// True when a copy begins first. The other, and one that nobody waits for, is dropped instead of beginning.
  @inline(never)
  mutating func winsTie(_ execution: Int) -> Bool {
    let watch = Int(pool.records[execution].parent)
    pool.records[execution].isTied = false
    let isWanted = pool.records[watch].generation == pool.records[execution].parentGeneration
    if isWanted, details[watch].tieWinner < 0 {
      details[watch].tieWinner = Int32(truncatingIfNeeded: execution)
      return true
    }
    drop(execution)
    if isWanted {
      pool.records[watch].pending &-= 1
      if pool.records[watch].pending == 0 {
        tryAgain(watch, Int(routes[pool.records[watch].route].guarded), .unavailable)
      }
    }
    return false
  }

  /// Ends a call at its replica without an answer.
  private mutating func drop(_ execution: Int) {
    let replica = pool.records[execution].replica
    replicas[replica].present &-= 1
    if replicas[replica].workers < 1_000_000_000 { giveBackWorker(replica, Int(replicas[replica].component)) }
    let connection = pool.records[execution].connection
    if connection >= 0 { giveBackConnection(connection) }
    if spans.isOn { endSpan(execution, .unavailable) }
    giveBack(execution)
  }
}
