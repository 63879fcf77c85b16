internal import TenfoldModel

/// Caches that know their keys.
extension ServiceRun {
  /// What becomes of an execution that asks a cache.
  enum Found { case hit, miss, wait }

  /// Most keys that are asked for to fill a cache before a run.
  static var mostWarmingDraws: Int { 2_000_000 }

  /// Asks a cache for a key of its popularity.
  mutating func lookUp(_ execution: Int, _ index: Int) -> Found {
    let cache = program.caches[index]
    let tally = components[cache.component].tally
    let key = program.popularities[Int(cache.keys)].draw(&dataStreams[cache.component])
    details[execution].nextKey = key
    dataTallies[tally].asked += 1
    if pool.records[execution].missedCache {
      pool.records[execution].missedCache = false
    } else if case .hit(let outdatedSince) = caches[index].find(key, now: now) {
      dataTallies[tally].hits += 1
      if cache.rule == .keep { noteRead(tally, oldestMissed: outdatedSince) }
      return .hit
    }
    guard cache.coalesces else { return .miss }
    let flight = flights[index].flight(of: key)
    if flight >= 0 {
      dataTallies[tally].coalesced += 1
      var row = flights[index].waiting(for: flight)
      pool.append(execution, to: &row)
      flights[index].setWaiting(row, for: flight)
      return .wait
    }
    details[execution].flight = Int32(truncatingIfNeeded: flights[index].begin(key))
    details[execution].cache = Int16(truncatingIfNeeded: index)
    return .miss
  }

  /// Puts what was fetched into the cache and lets those go on who wait for it.
  mutating func fill(_ execution: Int, _ index: Int) {
    if program.plan.units.isEmpty || answers(Int(program.caches[index].component)) {
      caches[index].fill(details[execution].nextKey, now: now)
    }
    if details[execution].flight >= 0 { land(execution, .fine) }
  }

  /// Ends a fetch: who waits for it shares its answer, a failure as well.
  mutating func land(_ execution: Int, _ outcome: Outcome) {
    var row = flights[Int(details[execution].cache)].end(Int(details[execution].flight))
    details[execution].flight = -1
    while !row.isEmpty {
      let next = pool.takeFirst(&row)
      if outcome != .fine { pool.records[next].outcome = outcome }
      makeReady(next)
    }
  }

  /// Those that are lost with their replica wait for no fetch any more.
  mutating func leaveFlights() {
    for index in program.caches.indices where program.caches[index].coalesces {
      for flight in flights[index].underWay {
        var row = flights[index].waiting(for: flight)
        var left = Row()
        while !row.isEmpty {
          let next = pool.takeFirst(&row)
          if isLost(next) {
            pool.records[next].isWaiting = true
          } else {
            pool.append(next, to: &left)
          }
        }
        flights[index].setWaiting(left, for: flight)
      }
    }
  }

  /// The question to a cache failed, which its asker takes for a miss.
  mutating func noteMissedCache(_ execution: Int) {
    let parent = Int(pool.records[execution].parent)
    guard parent >= 0, pool.records[parent].generation == pool.records[execution].parentGeneration else {
      return
    }
    pool.records[parent].missedCache = true
  }

  /// Tells the caches before a store that it has something newer for a key.
  mutating func changeCaches(of dataset: Int, _ key: Int64) {
    let entry = program.datasets[dataset]
    for place in entry.firstCache..<(entry.firstCache + entry.cacheCount) {
      let index = Int(program.cachesOfDatasets[Int(place)])
      switch program.caches[index].rule {
      case .remove: caches[index].remove(key)
      case .update: caches[index].update(key, now: now)
      case .keep: caches[index].outdate(key, now: now)
      }
    }
  }

  /// Fills a cache before the run as it would be after a long while without writes: the most popular keys, and then keys that
  /// are asked for one after another up to the beginning.
  mutating func warm(_ index: Int) {
    let cache = program.caches[index]
    let keys = program.popularities[Int(cache.keys)]
    guard cache.capacity > 0, cache.rate > 0 else { return }
    let draws = min(4 * cache.capacity, Self.mostWarmingDraws)
    let most = Int64(min(Double(cache.capacity), keys.keyCount))
    let start = -Double(draws) / cache.rate
    for key in (0..<most).reversed() { caches[index].fill(key, now: start) }
    for draw in 0..<draws {
      let time = start + Double(draw) / cache.rate
      let key = keys.draw(&dataStreams[componentCount])
      if caches[index].find(key, now: time) == .miss { caches[index].fill(key, now: time) }
    }
  }
}
