/// Failures and repairs: what is under way at a replica that fails is lost, and balancers notice after a time.
extension ServiceRun {
  // MARK: Units

  mutating func begin(unit index: Int) {
    log(.unitFails, index)
    lostReplicas[index] = replicasNow(of: index)
    takeDown(lostReplicas[index])
    for component in program.plan.units[index].outside { outsideOutages[component] += 1 }
    for route in program.plan.units[index].routes {
      routeOutages[route] += 1
      cutRoutes += 1
    }
    if program.plan.units[index].userShare > 0 {
      usersAwaySince[index] = now
      lostUserShare = min(1, lostUserShare + program.plan.units[index].userShare)
      schedule(.takeover, index, after: program.plan.units[index].takeover)
    }
  }

  /// The replicas that a unit takes away: its own, or others that serve in their place since a rollout.
  private func replicasNow(of index: Int) -> [Int32] {
    let unit = program.plan.units[index]
    guard unit.anyOf >= 0 else { return unit.replicas }
    var chosen = unit.replicas.filter { replicas[$0].isDown || isInRotation($0) }
    for group in program.groups.indices where program.groups[group].component == unit.anyOf {
      for place in groups[group].first..<(groups[group].first + groups[group].ready)
      where chosen.count < unit.replicas.count && !replicas[order[place]].isDown
        && !chosen.contains(order[place])
      {
        chosen.append(order[place])
      }
    }
    return chosen
  }

  mutating func end(unit index: Int) {
    log(.unitReturns, index)
    for replica in lostReplicas[index] { restore(replica) }
    for component in program.plan.units[index].outside { outsideOutages[component] -= 1 }
    for route in program.plan.units[index].routes {
      routeOutages[route] -= 1
      cutRoutes -= 1
    }
    bringUsersBack(index)
  }

  /// Others serve the users of what is gone, unless it came back meanwhile.
  mutating func takeOver(_ index: Int) {
    let since = usersAwaySince[index]
    guard since >= 0, hasPassed(program.plan.units[index].takeover, since: since) else { return }
    log(.usersTakenOver, index)
    bringUsersBack(index)
  }

  private mutating func bringUsersBack(_ index: Int) {
    guard usersAwaySince[index] >= 0 else { return }
    usersAwaySince[index] = -1
    lostUserShare = max(0, lostUserShare - program.plan.units[index].userShare)
    // Of shares that were added and taken away something tiny may be left.
    if lostUserShare < 1e-12 { lostUserShare = 0 }
  }

  /// True when a time has passed since something, but for rounding.
  private func hasPassed(_ time: Double, since: Double) -> Bool { now - since >= time * (1 - 1e-9) }

  // MARK: Failures at random

  mutating func scheduleFailure(_ index: Int) {
    let mean = program.plan.processes[index].timeBetween
    schedule(.failure, index, after: mean * bank.exponential(&streams[faultStream]))
  }

  mutating func failAtRandom(_ index: Int) {
    begin(unit: program.plan.processes[index].unit)
    let mean = program.plan.processes[index].repairTime
    schedule(.repair, index, after: mean * bank.exponential(&streams[faultStream]))
  }

  mutating func repairAfterFailure(_ index: Int) {
    end(unit: program.plan.processes[index].unit)
    scheduleFailure(index)
  }

  // MARK: Replicas

  /// Replicas fail, those that are not down already.
  private mutating func takeDown(_ failing: [Int32]) {
    var any = false
    for replica in failing {
      lives[replica].outages += 1
      guard lives[replica].outages == 1 else { continue }
      any = true
      lives[replica].isLosing = true
      lives[replica].downSince = now
      lives[replica].returns = isInRotation(replica)
      replicas[replica].isDown = true
      guard lives[replica].returns else { continue }
      let component = Int(replicas[replica].component)
      changeReplicas(component, -1)
      schedule(.notice, Int(replica), after: program.plan.noticeTime)
      let isPrimary =
        replicas[replica].group < components[component].primaries + components[component].shardCount
      if isPrimary, components[component].copies >= 0 {
        if !missedWrites.isEmpty { strandWrites(of: replica) }
        schedule(.failover, Int(replica), after: components[component].failoverTime)
      }
    }
    guard any else { return }
    loseWork()
    for replica in failing {
      let component = Int(replicas[replica].component)
      if !program.fills.isEmpty, !answers(component) { flush(component) }
    }
  }

  // MARK: Caches

  /// A cache loses all that it holds.
  mutating func flush(_ component: Int) {
    requestsSinceFlush[component] = 0
    for index in program.caches.indices where program.caches[index].component == component {
      caches[index].clear()
    }
  }

  /// The share of its usual hits that a cache answers now, one more request counted.
  mutating func warmth(of cache: Int) -> Double {
    let requests = requestsSinceFlush[cache]
    guard requests < .infinity else { return 1 }
    guard answers(cache) else { return 0 }
    let warmth = program.fills[cache].warmth(after: requests)
    requestsSinceFlush[cache] = warmth < 1 ? requests + 1 : .infinity
    return warmth
  }

  /// True when some replica of a component is there.
  func answers(_ component: Int) -> Bool {
    guard components[component].hasReplicas else { return outsideOutages[component] == 0 }
    for group in program.groups where Int(group.component) == component {
      for replica in group.first..<(group.first + group.ready) where !replicas[replica].isDown { return true }
    }
    return false
  }

  // MARK: Coming back

  private mutating func restore(_ replica: Int32) {
    lives[replica].outages -= 1
    guard lives[replica].outages == 0 else { return }
    replicas[replica].isDown = false
    guard lives[replica].returns else { return }
    lives[replica].version = versions[replicas[replica].component]
    applyVersion(of: replica)
    addToRotation(replica)
    catchUp(replica)
    changeReplicas(Int(replicas[replica].component), 1)
  }

  /// Balancers send nothing more to a replica that is still down.
  mutating func notice(_ replica: Int32) {
    guard replicas[replica].isDown, hasPassed(program.plan.noticeTime, since: lives[replica].downSince) else {
      return
    }
    if removeFromRotation(replica) { log(.lossNoticed, Int(replicas[replica].component)) }
  }

  /// A copy of the shard becomes its primary, and the lost primary a copy that is down.
  mutating func failOver(_ replica: Int32) {
    let component = Int(replicas[replica].component)
    guard replicas[replica].isDown,
      hasPassed(components[component].failoverTime, since: lives[replica].downSince)
    else { return }
    let primary = replicas[replica].group
    let shard = primary &- components[component].primaries
    guard shard >= 0, shard < components[component].shardCount else { return }
    let copies = components[component].copies &+ shard
    guard let next = successor(in: copies) else { return }
    loseUnsentWrites(of: replica, to: next)
    _ = removeFromRotation(next)
    _ = removeFromRotation(replica)
    let (from, to) = (position(of: next), position(of: replica))
    order[from] = replica
    order[to] = next
    replicas[next].group = primary
    replicas[replica].group = copies
    addToRotation(next)
    log(.copyTakesOver, component)
  }

  // MARK: Rotation

  /// Where a replica stands in the order of its group.
  private func position(of replica: Int32) -> Int32 {
    let group = groups[replicas[replica].group]
    var place = group.first
    while order[place] != replica { place += 1 }
    return place
  }

  /// True when balancers send requests to it.
  func isInRotation(_ replica: Int32) -> Bool {
    let group = groups[replicas[replica].group]
    return position(of: replica) < group.first + group.ready
  }

  /// Takes a replica out of what balancers send to; false when it was not there.
  mutating func removeFromRotation(_ replica: Int32) -> Bool {
    let group = Int(replicas[replica].group)
    let place = position(of: replica)
    let last = groups[group].first + groups[group].ready - 1
    guard place <= last else { return false }
    order[place] = order[last]
    order[last] = replica
    groups[group].ready -= 1
    return true
  }

  /// Lets balancers send requests to a replica; nothing when they do already.
  mutating func addToRotation(_ replica: Int32) {
    let group = Int(replicas[replica].group)
    let place = position(of: replica)
    let end = groups[group].first + groups[group].ready
    guard place >= end else { return }
    order[place] = order[end]
    order[end] = replica
    groups[group].ready += 1
  }

  // MARK: What is lost

  /// Loses what is under way at the replicas marked so: callers get an answer at once, that of a broken connection.
  ///
  /// Nobody there waits for answers any more, so nothing can become ready that is lost in the same moment.
  ///
  /// - Complexity: O(records ever in use at once); it happens once for each failure.
  mutating func loseWork() {
    for replica in 0..<Int32(replicas.count) where lives[replica].isLosing { emptyRows(of: replica) }
    if hasDetails { leaveFlights() }
    for execution in 0..<pool.usedCount where isLost(execution) { pool.records[execution].generation &+= 1 }
    for execution in 0..<pool.usedCount where isLost(execution) { lose(execution) }
    for replica in 0..<Int32(replicas.count) { lives[replica].isLosing = false }
    serveMachines()
  }

  func isLost(_ execution: Int) -> Bool {
    let replica = pool.records[execution].replica
    return replica >= 0 && lives[replica].isLosing
  }

  /// Those that stand in a row have no event, like those that wait for an answer.
  private mutating func emptyRows(of replica: Int32) {
    let component = Int(replicas[replica].component)
    if replicas[replica].machine >= 0 { leaveMachine(replica) }
    while !replicas[replica].coreRow.isEmpty {
      pool.records[pool.takeFirst(&replicas[replica].coreRow)].isWaiting = true
      tallies[component].coreQueue.add(-1, now)
    }
    if !missedWrites.isEmpty { appliers[replica] = Applier() }
    while !replicas[replica].workerRow.isEmpty {
      pool.records[pool.takeFirst(&replicas[replica].workerRow)].isWaiting = true
      tallies[component].workerQueue.add(-1, now)
    }
    if isShared {
      while processors[Int(replica)].count > 0 {
        let before = Int32(min(processors[Int(replica)].count, Int(replicas[replica].cores)))
        pool.records[processors[Int(replica)].end(now: now)].isWaiting = true
        countShared(replica, component, before)
      }
    } else {
      tallies[component].busyCores.add(-replicas[replica].busy, now)
      replicas[replica].busy = 0
    }
    if replicas[replica].workers < 1_000_000_000 {
      tallies[component].heldWorkers.add(-replicas[replica].heldWorkers, now)
      replicas[replica].heldWorkers = 0
    }
    replicas[replica].present = 0
  }

  private mutating func lose(_ execution: Int) {
    // A watch has an event when it pauses before a retry, a call when it uses a core or lets a time pass.
    var hasEvent = !pool.records[execution].isWaiting
    if hasDetails {
      if details[execution].flight >= 0 { land(execution, .lost) }
      loseSaga(execution)
    }
    switch pool.records[execution].kind {
    case .call:
      let route = Int(pool.records[execution].route)
      let connection = pool.records[execution].connection
      if connection >= 0 { giveBackConnection(connection) }
      if routes[route].asksCache { noteMissedCache(execution) }
      if spans.isOn { endSpan(execution, .lost) }
      answer(execution, routes[route].isOptional && routes[route].guarded < 0 ? .fine : .lost)
    case .watch:
      hasEvent = pool.records[execution].pending == 0
      leaveBulkhead(execution)
    case .apply: miss(details[execution].version, pool.records[execution].replica)
    case .part: failPart(execution, .lost)
    case .request, .branch, .ghost: break
    }
    if hasEvent {
      pool.records[execution].kind = .ghost
      pool.records[execution].replica = -1
    } else {
      giveBack(execution)
    }
  }
}
