/// Copies and projections: when they have a write, and what reads of them miss.
extension ServiceRun {
  /// A call ended at its replica: what was written spreads, what was read is judged, and a limit learns.
  @inline(never)
  mutating func noteEnd(_ execution: Int, _ replica: Int32, _ route: Int, _ outcome: Outcome) {
    let component = Int(replicas[replica].component)
    if components[component].limiter >= 0 { teachLimiter(execution, replica, component, outcome) }
    guard outcome == .fine, details[execution].key >= 0 else { return }
    let (dataset, projected) = (components[component].dataset, components[component].projected)
    if routes[route].writes {
      if projected >= 0, details[execution].writtenIn == projected {
        show(details[execution].version, Int(components[component].projectedHolder), component)
      }
      if dataset >= 0 { commit(execution, replica, component) }
      return
    }
    var oldest = Double.infinity
    if dataset >= 0 {
      let holder = Int(holders[replica])
      if holder >= 0 {
        oldest = logs[Int(dataset)].oldestMissed(details[execution].key, by: holder)
      }
      noteOwnRead(execution, component, Int(dataset), holder)
    }
    if projected >= 0 {
      let holder = Int(components[component].projectedHolder)
      oldest = min(oldest, logs[Int(projected)].oldestMissed(details[execution].key, by: holder))
      noteOwnRead(execution, component, Int(projected), holder)
    }
    noteRead(components[component].tally, oldestMissed: oldest)
  }

  /// Counts a read of a copy, a projection or a cache that misses writes since a time; infinite when it misses none.
  func noteRead(_ tally: Int32, oldestMissed: Double) {
    dataTallies[tally].reads += 1
    guard oldestMissed <= now else { return }
    dataTallies[tally].stale += 1
    dataTallies[tally].age += now - oldestMissed
    addTime(tally, 0, now - oldestMissed)
  }

  /// Counts a read by a request that has written there, and whether what it wrote was there.
  private func noteOwnRead(_ execution: Int, _ component: Int, _ dataset: Int, _ holder: Int) {
    guard details[execution].writtenIn == Int32(dataset), details[execution].version > 0 else { return }
    let tally = components[component].tally
    dataTallies[tally].ownReads += 1
    if holder >= 0, !logs[dataset].has(details[execution].version, holder) {
      dataTallies[tally].ownMisses += 1
    }
  }

  // MARK: Writes

  /// A primary has done a write.
  private mutating func commit(_ execution: Int, _ replica: Int32, _ component: Int) {
    let dataset = Int(components[component].dataset)
    let key = details[execution].key
    let version = logs[dataset].add(key, committed: now)
    dataTallies[components[component].tally].writes += 1
    details[execution].version = version
    details[execution].writtenKey = key
    details[execution].writtenIn = Int32(dataset)
    spread(version, key, dataset)
    guard components[component].copies >= 0 else { return }
    let shard = replicas[replica].group &- components[component].primaries
    guard shard >= 0, shard < components[component].shardCount else { return }
    let group = Int(components[component].copies &+ shard)
    for place in 0..<program.groups[group].most {
      let member = order[groups[group].first &+ place]
      guard place < groups[group].ready, !replicas[member].isDown else {
        miss(version, member)
        continue
      }
      let apply = takeApply(Int(pool.records[execution].route), version, holder: holders[member])
      pool.records[apply].replica = member
      let lag = program.datasets[dataset].lag
      if lag >= 0 {
        schedule(.paused, apply, after: bank.draw(Int(lag), &dataStreams[component]))
      } else {
        beginApply(apply)
      }
    }
  }

  /// Tells caches and projections of a write that is done.
  mutating func spread(_ version: Int64, _ key: Int64, _ dataset: Int) {
    changeCaches(of: dataset, key)
    let entry = program.datasets[dataset]
    for index in entry.firstDelayed..<(entry.firstDelayed + entry.delayedCount) {
      let projection = program.delayedProjections[Int(index)]
      let showing = takeApply(-1, version, holder: projection.holder)
      pool.records[showing].journey = projection.component
      let time = projection.lag >= 0 ? bank.draw(Int(projection.lag), &dataStreams[entry.component]) : 0
      schedule(.paused, showing, after: time)
    }
  }

  mutating func takeApply(_ route: Int, _ version: Int64, holder: Int32) -> Int {
    let apply = take(.apply)
    pool.records[apply].route = Int32(truncatingIfNeeded: route)
    pool.records[apply].instruction = ServiceProgram.applying
    pool.records[apply].left = holder
    details[apply].version = version
    return apply
  }

  /// A write has come to a copy, which applies so many at a time in the order in which they come.
  mutating func beginApply(_ apply: Int) {
    let replica = pool.records[apply].replica
    guard replica >= 0 else {
      show(details[apply].version, Int(pool.records[apply].left), Int(pool.records[apply].journey))
      giveBack(apply)
      return
    }
    pool.records[apply].isWaiting = true
    let dataset = Int(components[replicas[replica].component].dataset)
    if appliers[replica].busy < program.datasets[dataset].applierCount {
      appliers[replica].busy &+= 1
      startApply(apply)
    } else {
      pool.append(apply, to: &appliers[replica].row)
    }
  }

  private mutating func startApply(_ apply: Int) {
    let replica = pool.records[apply].replica
    replicas[replica].present &+= 1
    let work = components[replicas[replica].component].applying
    pool.records[apply].instruction = work >= 0 ? work : ServiceProgram.joinAndEnd
    makeReady(apply)
  }

  /// A copy has applied a write, and takes the next.
  mutating func endApply(_ apply: Int) {
    let replica = pool.records[apply].replica
    let component = Int(replicas[replica].component)
    replicas[replica].present &-= 1
    tallies[component].completed += 1
    let dataset = Int(components[component].dataset)
    if let committed = logs[dataset].mark(details[apply].version, Int(pool.records[apply].left)) {
      addTime(components[component].tally, 1, now - committed)
    }
    details[apply].version = 0
    giveBack(apply)
    if appliers[replica].row.isEmpty {
      appliers[replica].busy &-= 1
    } else {
      startApply(pool.takeFirst(&appliers[replica].row))
    }
  }

  /// A projection shows a write from now on.
  private func show(_ version: Int64, _ holder: Int, _ component: Int) {
    let projected = Int(components[component].projected)
    if let committed = logs[projected].mark(version, holder) {
      addTime(components[component].tally, 1, now - committed)
    }
  }
}

/// Writes that a copy applies now, and those that wait for it.
struct Applier: BitwiseCopyable {
  var busy: Int32 = 0
  var row = Row()
}
