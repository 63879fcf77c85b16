/// Watches over calls: timeouts, retries with pauses and a budget, breakers, hedges.
///
/// A call that is given up goes on at its replica all the same; its answer finds that nobody waits for it.
extension ServiceRun {
  /// Retries that a budget may save up.
  static var mostTokens: Double { 10 }
  /// Time for which a breaker stays open before it lets one call try, in seconds.
  static var breakerPause: Double { 10 }

  mutating func beginWatch(_ index: Int, _ route: Int, from caller: Int, context: Int) {
    let watch = take(.watch)
    if hasDetails { describe(watch, like: context) }
    if spans.isOn { spans.follow(watch, caller) }
    pool.records[watch].route = Int32(truncatingIfNeeded: route)
    if caller >= 0 {
      pool.records[watch].parent = Int32(truncatingIfNeeded: caller)
      pool.records[watch].parentGeneration = pool.records[caller].generation
      pool.records[watch].replica = pool.records[caller].replica
    }
    let state = guards[index].firstState &+ max(0, pool.records[watch].replica &- guards[index].firstReplica)
    pool.records[watch].journey = guards[index].firstReplica < 0 ? guards[index].firstState : state
    if guards[index].budget < .infinity { earn(index, pool.records[watch].journey) }
    if guards[index].bulkhead < .max {
      guard guardStates[pool.records[watch].journey].inFlight < guards[index].bulkhead else {
        end(watch, .refused)
        return
      }
      guardStates[pool.records[watch].journey].inFlight &+= 1
      pool.records[watch].connection = 0
    }
    attempt(watch)
  }

  private func earn(_ index: Int, _ state: Int32) {
    guardStates[state].tokens = min(Self.mostTokens, guardStates[state].tokens + guards[index].budget)
  }

  /// A watch ends: its place in the bulkhead is free, and a message that nobody took is set aside.
  mutating func endWatch(_ watch: Int, _ outcome: Outcome) {
    leaveBulkhead(watch)
    if hasDetails, outcome != .fine, routes[pool.records[watch].route].isDelivery { setAside(watch) }
  }

  mutating func leaveBulkhead(_ watch: Int) {
    if pool.records[watch].connection >= 0 { guardStates[pool.records[watch].journey].inFlight &-= 1 }
  }

  /// Sends a first or a further copy, unless the breaker is open.
  mutating func attempt(_ watch: Int) {
    let route = Int(pool.records[watch].route)
    let index = Int(routes[route].guarded)
    let state = pool.records[watch].journey
    if guards[index].breakerThreshold > 0, isOpen(index, state) {
      end(watch, .breakerOpen)
      return
    }
    let generation = pool.records[watch].generation
    let link = Int32(truncatingIfNeeded: watch)
    pool.records[watch].pending = guards[index].isTied ? 2 : 1
    if guards[index].timeout > 0 {
      let entry = DeadlineRing.Entry(
        time: now + guards[index].timeout, execution: link, generation: generation)
      if timeouts[index].count == 0 { schedule(.timeout, index, after: guards[index].timeout) }
      timeouts[index].append(entry)
    }
    if guards[index].hedgeAfter > 0 {
      let entry = DeadlineRing.Entry(
        time: now + guards[index].hedgeAfter, execution: link, generation: generation)
      if hedges[index].count == 0 { schedule(.hedge, index, after: guards[index].hedgeAfter) }
      hedges[index].append(entry)
    }
    if guards[index].isTied {
      sendTied(watch, route, generation)
    } else {
      send(by: route, from: watch)
    }
  }

  private func isOpen(_ index: Int, _ state: Int32) -> Bool {
    guard guardStates[state].failuresInARow >= guards[index].breakerThreshold else { return false }
    if now < guardStates[state].openUntil { return true }
    // One call tries; the others wait for what becomes of it.
    guardStates[state].openUntil = now + Self.breakerPause
    return false
  }

  private func noteFailure(_ index: Int, _ state: Int32) {
    guard guards[index].breakerThreshold > 0 else { return }
    guardStates[state].failuresInARow = min(guardStates[state].failuresInARow &+ 1, .max / 2)
    if guardStates[state].failuresInARow == guards[index].breakerThreshold {
      guardStates[state].openUntil = now + Self.breakerPause
    }
  }

  /// An answer has come that is still wanted.
  mutating func answerWatch(_ watch: Int, _ outcome: Outcome) {
    let index = Int(routes[pool.records[watch].route].guarded)
    if outcome == .fine {
      guardStates[pool.records[watch].journey].failuresInARow = 0
      end(watch, .fine)
      return
    }
    noteFailure(index, pool.records[watch].journey)
    pool.records[watch].pending &-= 1
    // The other copy of a hedged call may still succeed.
    guard pool.records[watch].pending == 0 else { return }
    // This attempt's deadlines are void: they would come during the pause before the next one.
    pool.records[watch].generation &+= 1
    tryAgain(watch, index, outcome)
  }

  /// The first deadlines of a guard have come.
  mutating func expire(_ index: Int) {
    while timeouts[index].count > 0 {
      let entry = timeouts[index].first
      let isWanted = pool.records[Int(entry.execution)].generation == entry.generation
      if isWanted, entry.time > now {
        schedule(.timeout, index, after: entry.time - now)
        return
      }
      timeouts[index].removeFirst()
      guard isWanted else { continue }
      noteFailure(index, pool.records[Int(entry.execution)].journey)
      // Whatever is under way for it is no longer wanted.
      pool.records[Int(entry.execution)].generation &+= 1
      pool.records[Int(entry.execution)].pending = 0
      let isLast = timeouts[index].count == 0
      tryAgain(Int(entry.execution), index, .timeout)
      // A further attempt that found the ring empty has scheduled its own deadline.
      if isLast { return }
    }
  }

  /// Calls that have no answer yet get a second copy.
  mutating func hedge(_ index: Int) {
    while hedges[index].count > 0 {
      let entry = hedges[index].first
      let isWanted = pool.records[Int(entry.execution)].generation == entry.generation
      if isWanted, entry.time > now {
        schedule(.hedge, index, after: entry.time - now)
        return
      }
      hedges[index].removeFirst()
      guard isWanted, pool.records[Int(entry.execution)].pending > 0 else { continue }
      let route = Int(guards[index].route)
      pool.records[Int(entry.execution)].pending &+= 1
      tallies[routes[route].component].hedges += 1
      send(by: route, from: Int(entry.execution))
    }
  }

  /// Tries once more, where retries and budget allow, or gives up.
  mutating func tryAgain(_ watch: Int, _ index: Int, _ outcome: Outcome) {
    let state = pool.records[watch].journey
    guard pool.records[watch].left < guards[index].retryLimit, guardStates[state].tokens >= 1 else {
      end(watch, outcome)
      return
    }
    if guards[index].budget < .infinity { guardStates[state].tokens -= 1 }
    let made = pool.records[watch].left
    pool.records[watch].left = made &+ 1
    tallies[routes[guards[index].route].component].retries += 1
    guard guards[index].backoff > 0 else {
      attempt(watch)
      return
    }
    // Full jitter: anything up to twice the mean, which doubles from one retry to the next.
    let mean = guards[index].backoff * Double(1 << min(Int(made), 20))
    schedule(.retry, watch, after: 2 * mean * streams[otherStream].unit())
  }
}
