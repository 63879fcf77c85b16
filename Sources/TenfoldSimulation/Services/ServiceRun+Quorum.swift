/// Stores without a primary: each request goes to every replica and is done when enough have answered.
///
/// A write reaches replica i after W_i and its acknowledgement is back A_i later; a read reaches it after R_i and its answer is
/// back S_i later, with the replica's own work between the two.
///
/// **Source.** Bailis, Venkataraman, Franklin, Hellerstein and Stoica, Proceedings of the VLDB Endowment 5(8), 2012.
extension ServiceRun {
  /// Sends a request to all replicas of a shard.
  mutating func askQuorum(_ execution: Int, _ component: Int, _ shard: Int) {
    let quorum = program.quorums[Int(components[component].quorum)]
    let route = Int(pool.records[execution].route)
    let dataset = Int(components[component].dataset)
    let key = details[execution].key
    let writes = routes[route].writes
    if writes {
      details[execution].version = logs[dataset].add(key, committed: .infinity)
    } else {
      let newest = logs[dataset].newestCommitted(key)
      details[execution].version = newest.version
      details[execution].committed = newest.time
    }
    details[execution].seen = -1
    pool.records[execution].instruction = ServiceProgram.settleAndEnd
    let needed = writes ? quorum.writeQuorum : quorum.readQuorum
    pool.records[execution].pending = needed
    // Replicas that may fail to answer.
    pool.records[execution].left = quorum.replicaCount &- needed
    let first = program.groups[Int(components[component].primaries) &+ shard].first
    // Where replicas are in different places, a request comes from any of them.
    let home = quorum.remoteDelay > 0 ? dataStreams[component].index(below: Int(quorum.replicaCount)) : 0
    for number in 0..<quorum.replicaCount {
      let part = take(.part)
      pool.records[part].route = Int32(truncatingIfNeeded: route)
      pool.records[part].journey = first &+ number
      pool.records[part].left = number
      pool.records[part].pending = Int32(home)
      pool.records[part].parent = Int32(truncatingIfNeeded: execution)
      pool.records[part].parentGeneration = pool.records[execution].generation
      pool.records[part].choices = pool.records[execution].choices
      pool.records[part].instruction = ServiceProgram.arrival
      details[part].key = key
      details[part].version = details[execution].version
      travel(part, writes ? quorum.write : quorum.read, component)
    }
    makeReady(execution)
  }

  /// Lets a share's way to its replica or back pass.
  private mutating func travel(_ part: Int, _ sampler: Int32, _ component: Int) {
    let isRemote = pool.records[part].left != pool.records[part].pending
    let delay = isRemote ? program.quorums[Int(components[component].quorum)].remoteDelay : 0
    let time = sampler >= 0 ? bank.draw(Int(sampler), &dataStreams[component]) : 0
    if time + delay > 0 {
      schedule(.paused, part, after: time + delay)
    } else {
      makeReady(part)
    }
  }

  /// A share comes to its replica, or finds it gone.
  mutating func reachReplica(_ part: Int) {
    let replica = pool.records[part].journey
    guard !replicas[replica].isDown, isInRotation(replica) else {
      failPart(part, .unavailable)
      giveBack(part)
      return
    }
    pool.records[part].instruction = routes[pool.records[part].route].target
    occupy(part, replica)
  }

  /// A replica does not answer: its request fails when too few others are left, and it lacks what was to be written.
  mutating func failPart(_ part: Int, _ outcome: Outcome) {
    if routes[pool.records[part].route].writes { miss(details[part].version, pool.records[part].journey) }
    let parent = Int(pool.records[part].parent)
    guard pool.records[parent].generation == pool.records[part].parentGeneration,
      pool.records[parent].pending > 0
    else { return }
    pool.records[parent].left &-= 1
    guard pool.records[parent].left < 0 else { return }
    pool.records[parent].pending = 0
    pool.records[parent].outcome = outcome
    if pool.records[parent].isWaiting { makeReady(parent) }
  }

  /// A replica has done its share.
  mutating func endPart(_ part: Int) {
    let replica = pool.records[part].replica
    let component = Int(replicas[replica].component)
    let quorum = program.quorums[Int(components[component].quorum)]
    let dataset = Int(components[component].dataset)
    let holder = Int(pool.records[part].left)
    let writes = routes[pool.records[part].route].writes
    tallies[component].completed += 1
    replicas[replica].present &-= 1
    if writes {
      if let committed = logs[dataset].mark(details[part].version, holder) {
        addTime(components[component].tally, 1, max(0, now - committed))
      }
    } else {
      details[part].seen = logs[dataset].newestHeld(details[part].key, by: holder)
    }
    // The answer comes even if its replica is lost now.
    pool.records[part].replica = -1
    pool.records[part].instruction = ServiceProgram.replying
    travel(part, writes ? quorum.acknowledgement : quorum.response, component)
  }

  /// A replica's answer is back.
  mutating func reply(_ part: Int) {
    let parent = Int(pool.records[part].parent)
    if pool.records[parent].generation == pool.records[part].parentGeneration,
      pool.records[parent].pending > 0
    {
      details[parent].seen = max(details[parent].seen, details[part].seen)
      pool.records[parent].pending &-= 1
      if pool.records[parent].pending == 0, pool.records[parent].isWaiting { makeReady(parent) }
    }
    giveBack(part)
  }

  /// A request has the answers it needs: a write is done, a read shows the newest version that they had.
  mutating func settle(_ execution: Int) {
    let route = Int(pool.records[execution].route)
    let component = Int(routes[route].component)
    let dataset = Int(components[component].dataset)
    let tally = components[component].tally
    let (key, version) = (details[execution].key, details[execution].version)
    if routes[route].writes {
      logs[dataset].commit(version, at: now)
      dataTallies[tally].writes += 1
      details[execution].writtenIn = Int32(dataset)
      details[execution].writtenKey = key
      spread(version, key, dataset)
    } else {
      // By now all may have what this read missed, so that the log has forgotten it.
      let missed = min(
        details[execution].committed, logs[dataset].oldestCommitted(key, after: details[execution].seen))
      noteRead(tally, oldestMissed: details[execution].seen < version ? missed : .infinity)
    }
  }
}
