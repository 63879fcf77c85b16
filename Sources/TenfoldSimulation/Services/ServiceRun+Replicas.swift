internal import TenfoldModel

/// Replicas: which one gets a request, and how its workers and cores are given out.
extension ServiceRun {
  /// A call has come to its component.
  mutating func reach(_ execution: Int) {
    let route = Int(pool.records[execution].route)
    let component = Int(routes[route].component)
    pool.records[execution].choices = Int32(truncatingIfNeeded: 2 &* componentCount &+ component)
    if hasDetails { chooseKey(execution, component) }
    guard components[component].hasReplicas else {
      if outsideOutages[component] > 0 { end(execution, .unavailable) } else { makeReady(execution) }
      return
    }
    if components[component].rateLimit < .infinity, !takePermit(component) {
      end(execution, .rateLimited)
      return
    }
    let choices = 2 &* componentCount &+ component
    var shard = 0
    if components[component].shardCount > 1 {
      if !routes[route].writes, components[component].scatterShare > 0,
        streams[choices].unit() < components[component].scatterShare
      {
        scatter(execution, route)
        return
      }
      shard = hasDetails ? shardOfKey(execution, component) : -1
      if shard < 0 { shard = chooseShard(component, choices) }
    }
    enter(execution, shard)
  }

  /// A call that nothing can hold up begins to work at once.
  @inline(__always)
  mutating func enterStraight(_ execution: Int, _ route: Int) {
    let component = Int(routes[route].component)
    let choices = 2 &* componentCount &+ component
    let replica = chooseReplica(Int(components[component].primaries), choices, execution)
    guard replica >= 0, !replicas[replica].isDown else {
      end(execution, .unavailable)
      return
    }
    replicas[replica].present &+= 1
    let work = pool.records[execution].instruction
    pool.records[execution].replica = replica
    pool.records[execution].choices = Int32(truncatingIfNeeded: choices)
    pool.records[execution].instruction = work &+ 1
    self.work(execution, Int(code[work].a))
  }

  /// Asks every shard and waits for the last.
  private mutating func scatter(_ execution: Int, _ route: Int) {
    pool.records[execution].instruction = ServiceProgram.joinAndEnd
    for shard in 0..<Int(components[routes[route].component].shardCount) {
      let part = take(.call)
      pool.records[part].route = Int32(truncatingIfNeeded: route)
      pool.records[part].instruction = routes[route].target
      pool.records[part].parent = Int32(truncatingIfNeeded: execution)
      pool.records[part].parentGeneration = pool.records[execution].generation
      pool.records[part].choices = pool.records[execution].choices
      if spans.isOn { beginSpan(part, from: execution) }
      pool.records[execution].pending &+= 1
      if hasDetails { describe(part, like: execution) }
      enter(part, shard)
    }
    makeReady(execution)
  }

  private mutating func chooseShard(_ component: Int, _ stream: Int) -> Int {
    let count = Int(components[component].shardCount)
    let hottest = components[component].hottestShare
    return streams[stream].unit() < hottest ? 0 : 1 &+ streams[stream].index(below: count &- 1)
  }

  /// Gives a call to a replica of a shard, or turns it away.
  private mutating func enter(_ execution: Int, _ shard: Int) {
    let route = pool.records[execution].route
    let component = Int(routes[route].component)
    if hasDetails, components[component].quorum >= 0 {
      askQuorum(execution, component, shard)
      return
    }
    var group = Int(components[component].primaries) &+ shard
    if components[component].copies >= 0, !routes[route].writes {
      let share = components[component].primaryReadShare
      if share <= 0 || streams[2 &* componentCount &+ component].unit() >= share {
        group = Int(components[component].copies) &+ shard
      }
    }
    if components[component].canary >= 0, canaryShares[component] > 0,
      streams[2 &* componentCount &+ component].unit() < canaryShares[component]
    {
      group = Int(components[component].canary)
    }
    var replica = chooseReplica(group, 2 &* componentCount &+ component, execution)
    if replica >= 0, hasDetails, pool.records[execution].isTied {
      replica = replicaBesidesFirst(execution, replica, group)
    }
    guard replica >= 0, !replicas[replica].isDown else {
      end(execution, .unavailable)
      return
    }
    if hasDetails, components[component].limiter >= 0, !admits(execution, replica, component) {
      end(execution, .refused)
      return
    }
    guard replicas[replica].present < replicas[replica].queueLimit else {
      end(execution, .refused)
      return
    }
    occupy(execution, replica)
  }

  /// Begins at a replica, or waits for a worker of it.
  mutating func occupy(_ execution: Int, _ replica: Int32) {
    pool.records[execution].replica = replica
    replicas[replica].present &+= 1
    guard replicas[replica].workers < 1_000_000_000 else {
      makeReady(execution)
      return
    }
    let component = Int(replicas[replica].component)
    if replicas[replica].heldWorkers < replicas[replica].workers {
      replicas[replica].heldWorkers &+= 1
      tallies[component].heldWorkers.add(1, now)
      makeReady(execution)
    } else {
      pool.append(execution, to: &replicas[replica].workerRow)
      tallies[component].workerQueue.add(1, now)
      if spans.isOn { spans.begin(.worker, of: execution, now: now) }
    }
  }

  @inline(__always)
  private mutating func chooseReplica(_ group: Int, _ stream: Int, _ execution: Int) -> Int32 {
    let (first, ready) = (Int(groups[group].first), Int(groups[group].ready))
    if ready <= 1 { return ready == 1 ? order[first] : -1 }
    switch groups[group].balancing {
    case .random: return order[first &+ streams[stream].index(below: ready)]
    case .roundRobin:
      let turn = groups[group].turn < groups[group].ready ? groups[group].turn : 0
      groups[group].turn = turn &+ 1
      return order[first &+ Int(turn)]
    case .twoChoices:
      let one = order[first &+ streams[stream].index(below: ready)]
      let other = order[first &+ streams[stream].index(below: ready)]
      return replicas[other].present < replicas[one].present ? other : one
    case .leastRequests:
      // From a place taken at random, so that equals get equal shares.
      let start = streams[stream].index(below: ready)
      var best = order[first &+ start]
      for step in 1..<ready {
        let next = order[first &+ (start &+ step) % ready]
        if replicas[next].present < replicas[best].present { best = next }
      }
      return best
    case .consistentHash: return replicaOfKey(execution, group)
    case .sameZone: return replicaInZone(execution, group, stream)
    }
  }

  /// Permits come at the limit's rate, and at most a second's worth of them is kept.
  private mutating func takePermit(_ component: Int) -> Bool {
    let rate = components[component].rateLimit
    let kept = permits[component].0 + (now - permits[component].1) * rate
    permits[component] = (min(components[component].burst, kept), now)
    guard permits[component].0 >= 1 else { return false }
    permits[component].0 -= 1
    return true
  }

  /// A call leaves its replica, and the next one takes its worker.
  @inline(__always)
  mutating func leaveReplica(_ execution: Int, _ route: Int, _ outcome: Outcome) {
    let replica = pool.records[execution].replica
    let component = Int(replicas[replica].component)
    tallies[component].completed += 1
    replicas[replica].present &-= 1
    if replicas[replica].workers < 1_000_000_000 { giveBackWorker(replica, component) }
    if replicas[replica].sample != .none { compare(execution, replica, component, outcome) }
    if routes[route].writes, components[component].applying >= 0, components[component].dataset < 0,
      outcome == .fine
    {
      applyToCopies(replica, component, route)
    }
    if hasDetails, components[component].tally >= 0 { noteEnd(execution, replica, route, outcome) }
  }

  mutating func giveBackWorker(_ replica: Int32, _ component: Int) {
    if replicas[replica].workerRow.isEmpty {
      replicas[replica].heldWorkers &-= 1
      tallies[component].heldWorkers.add(-1, now)
    } else {
      tallies[component].workerQueue.add(-1, now)
      let next = pool.takeFirst(&replicas[replica].workerRow)
      if spans.isOn { spans.endWait(of: next, now: now) }
      makeReady(next)
    }
  }

  /// Every copy of the shard does its part of a write whose key nobody follows, and nobody waits for it.
  private mutating func applyToCopies(_ replica: Int32, _ component: Int, _ route: Int) {
    let shard = replicas[replica].group &- components[component].primaries
    // Copies themselves hold the same operation; only primaries pass writes on.
    guard shard >= 0, shard < components[component].shardCount else { return }
    let group = components[component].copies &+ shard
    for place in 0..<groups[group].ready {
      let copy = take(.call)
      pool.records[copy].route = Int32(truncatingIfNeeded: route)
      pool.records[copy].instruction = components[component].applying
      let member = order[groups[group].first &+ place]
      if replicas[member].isDown { giveBack(copy) } else { occupy(copy, member) }
    }
  }

  // MARK: Cores

  /// Uses a core for a while, or waits for one.
  mutating func work(_ execution: Int, _ sampler: Int) {
    let replica = pool.records[execution].replica
    let component = Int(replicas[replica].component)
    if isShared {
      if pool.records[execution].isTied, !winsTie(execution) { return }
      let service = bank.draw(sampler, &streams[component]) * replicas[replica].slowness
      let before = Int32(min(processors[Int(replica)].count, Int(replicas[replica].cores)))
      processors[Int(replica)].begin(execution, service: service, now: now)
      countShared(replica, component, before)
      announce(Int(replica))
    } else if replicas[replica].machine >= 0 {
      workOnMachine(execution, replica, component, sampler)
    } else if replicas[replica].busy < replicas[replica].cores, !replicas[replica].isFrozen {
      if pool.records[execution].isTied, !winsTie(execution) { return }
      replicas[replica].busy &+= 1
      tallies[component].busyCores.add(1, now)
      let time = bank.draw(sampler, &streams[component])
      schedule(.worked, execution, after: self.time(of: time * replicas[replica].slowness, on: replica))
    } else {
      pool.append(execution, to: &replicas[replica].coreRow)
      tallies[component].coreQueue.add(1, now)
      if spans.isOn { spans.begin(.core, of: execution, now: now) }
    }
  }

  /// A core is free: the next one in the row gets it. The execution that had it goes on.
  @inline(__always)
  mutating func endWork(_ execution: Int) {
    let replica = pool.records[execution].replica
    let component = Int(replicas[replica].component)
    if replicas[replica].machine >= 0 {
      endWorkOnMachine(replica, component)
      return
    }
    while !replicas[replica].coreRow.isEmpty, !replicas[replica].isFrozen {
      tallies[component].coreQueue.add(-1, now)
      if serveNext(replica, component) { return }
    }
    replicas[replica].busy &-= 1
    tallies[component].busyCores.add(-1, now)
  }

  /// Gives a core to the first who waits; false when that one no longer wants it.
  @inline(__always)
  private mutating func serveNext(_ replica: Int32, _ component: Int) -> Bool {
    let next = pool.takeFirst(&replicas[replica].coreRow)
    if spans.isOn { spans.endWait(of: next, now: now) }
    if pool.records[next].isTied, !winsTie(next) { return false }
    // It stands behind the instruction that asks for the core.
    let sampler = Int(code[pool.records[next].instruction &- 1].a)
    let time = bank.draw(sampler, &streams[component])
    schedule(.worked, next, after: self.time(of: time * replicas[replica].slowness, on: replica))
    return true
  }

  /// Time until work that begins now is done, where a quota may make it stand.
  @inline(__always)
  private func time(of service: Double, on replica: Int32) -> Double {
    let meter = replicas[replica].meter
    return meter < 0 ? service : meters[meter].end(of: service, from: now) - now
  }

  mutating func endSharedWork(_ replica: Int, _ order: UInt32) {
    guard processors[replica].count > 0, processors[replica].announced == order else {
      record.events &-= 1
      return
    }
    let before = Int32(min(processors[replica].count, Int(replicas[replica].cores)))
    let execution = processors[replica].end(now: now)
    countShared(Int32(truncatingIfNeeded: replica), Int(replicas[replica].component), before)
    if processors[replica].count > 0 { announce(replica) }
    makeReady(execution)
  }

  private mutating func announce(_ replica: Int) {
    let time = processors[replica].nextEnd(now: now)
    processors[replica].announced = schedule(.sharedEnd, replica, after: time - now)
  }

  /// Jobs beyond the cores count as waiting, since each is then slowed by the others.
  mutating func countShared(_ replica: Int32, _ component: Int, _ before: Int32) {
    let count = Int32(processors[Int(replica)].count)
    let after = min(count, replicas[replica].cores)
    tallies[component].busyCores.add(after &- before, now)
    let waitingBefore = replicas[replica].busy
    replicas[replica].busy = count &- after
    tallies[component].coreQueue.add(replicas[replica].busy &- waitingBefore, now)
  }

  // MARK: Standing still

  mutating func freeze(_ component: Int) {
    for replica in 0..<replicas.count where replicas[replica].component == Int32(component) {
      replicas[replica].isFrozen = true
    }
  }

  mutating func thaw(_ component: Int) {
    for replica in 0..<Int32(replicas.count) where replicas[replica].component == Int32(component) {
      replicas[replica].isFrozen = false
      if replicas[replica].machine >= 0 {
        rejoinMachine(replica)
        continue
      }
      while !replicas[replica].coreRow.isEmpty, replicas[replica].busy < replicas[replica].cores {
        tallies[component].coreQueue.add(-1, now)
        guard serveNext(replica, component) else { continue }
        replicas[replica].busy &+= 1
        tallies[component].busyCores.add(1, now)
      }
    }
  }
}
