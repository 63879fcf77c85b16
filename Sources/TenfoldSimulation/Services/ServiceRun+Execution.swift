/// What executions do: the interpreter of their instructions, calls and answers.
extension ServiceRun {
  /// Goes on with an execution until it stands still or ends.
  mutating func goOn(_ execution: Int) {
    pool.records[execution].isWaiting = false
    if pool.records[execution].outcome != .fine {
      fail(execution)
      return
    }
    var place = pool.records[execution].instruction
    while true {
      let instruction = code[place]
      place &+= 1
      switch instruction.code {
      case .work:
        pool.records[execution].instruction = place
        work(execution, Int(instruction.a))
        return
      case .pause:
        pool.records[execution].instruction = place
        let stream = serviceStream(of: execution)
        let time = bank.draw(Int(instruction.a), &streams[stream])
        schedule(.paused, execution, after: time * slowness(of: execution))
        return
      case .call:
        pool.records[execution].instruction = place
        pool.records[execution].pending &+= 1
        call(by: Int(instruction.a), from: execution)
        if waits(execution) { return }
      case .start:
        pool.records[execution].pending &+= instruction.b
        for route in instruction.a..<(instruction.a &+ instruction.b) {
          call(by: Int(route), from: execution)
        }
      case .cast:
        if spans.isOn { spans.sends(execution) }
        call(by: Int(instruction.a), from: -1, context: execution)
        if spans.isOn { spans.sends(-1) }
      case .fork:
        for _ in 0..<instruction.b {
          pool.records[execution].pending &+= 1
          branch(off: execution, at: instruction.a)
        }
        // Branches of branches may be very many before any time has passed.
        if pool.takenCount >= Self.mostExecutions { isOverloaded = true }
      case .join:
        pool.records[execution].instruction = place
        if waits(execution) { return }
      case .skip:
        if choose(execution, instruction.share) { place = instruction.a }
      case .hit:
        if pool.records[execution].missedCache {
          pool.records[execution].missedCache = false
        } else if choose(execution, instruction.share * warmth(of: Int(instruction.b))) {
          place = instruction.a
        }
      case .jump: place = instruction.a
      case .times:
        let count = drawTimes(execution, instruction)
        pool.records[execution].left = count
        if count == 0 { place = instruction.a }
      case .again:
        pool.records[execution].left &-= 1
        if pool.records[execution].left > 0 { place = instruction.a }
        // What is repeated may be calls that nobody waits for.
        if pool.takenCount >= Self.mostExecutions {
          isOverloaded = true
          return
        }
      case .end:
        end(execution, .fine)
        return
      case .lookUp:
        pool.records[execution].instruction = instruction.a
        switch lookUp(execution, Int(instruction.b)) {
        case .hit: place = instruction.a
        case .miss: break
        case .wait: return
        }
      case .fill: fill(execution, Int(instruction.b))
      case .fail:
        if choose(execution, instruction.share) {
          pool.records[execution].outcome = .failed
          fail(execution)
          return
        }
      case .canUndo: details[execution].undoing = instruction.a
      case .undo:
        if takesBack(execution, Int(instruction.b)) {
          pool.records[execution].instruction = place
          pool.records[execution].pending &+= 1
          call(by: Int(instruction.a), from: execution)
          if waits(execution) { return }
        }
      case .giveUp:
        endSaga(execution)
        return
      case .arrive:
        reachReplica(execution)
        return
      case .reply:
        reply(execution)
        return
      case .apply:
        beginApply(execution)
        return
      case .settle: settle(execution)
      }
    }
  }

  /// Stops an execution for the answers that are due; false when none is and all was fine.
  @inline(__always)
  private mutating func waits(_ execution: Int) -> Bool {
    if pool.records[execution].pending > 0 {
      pool.records[execution].isWaiting = true
      return true
    }
    if pool.records[execution].outcome != .fine {
      fail(execution)
      return true
    }
    return false
  }

  private mutating func choose(_ execution: Int, _ share: Double) -> Bool {
    streams[pool.records[execution].choices].unit() < share
  }

  private mutating func drawTimes(_ execution: Int, _ instruction: ServiceProgram.Instruction) -> Int32 {
    if instruction.b == 1 {
      // Failures before the first success, of probability 1 / (1 + mean).
      var count: Int32 = 0
      while choose(execution, instruction.share / (1 + instruction.share)), count < 1_000_000 { count += 1 }
      return count
    }
    let whole = instruction.share.rounded(.down)
    let rest = instruction.share - whole
    let extra: Double = rest > 0 && choose(execution, rest) ? 1 : 0
    return Int32(min(whole + extra, 1e9))
  }

  func serviceStream(of execution: Int) -> Int {
    let route = pool.records[execution].route
    return route >= 0 ? Int(routes[route].component) : otherStream
  }

  /// How many times as long as usual what an execution does itself takes.
  private func slowness(of execution: Int) -> Double {
    let replica = pool.records[execution].replica
    if replica >= 0 { return replicas[replica].slowness }
    let route = pool.records[execution].route
    return route >= 0 ? slowness[routes[route].component] : 1
  }

  // MARK: Calls

  /// Ends an execution with the failure it met, after its compensations where it has some.
  private mutating func fail(_ execution: Int) {
    if hasDetails, undoes(execution) { return }
    end(execution, pool.records[execution].outcome)
  }

  /// Calls by a route; the answer goes to `caller`, or to nobody when that is -1. What the call is about it takes from
  /// `context`, the caller unless given.
  @inline(__always)
  mutating func call(by route: Int, from caller: Int, context: Int = -1) {
    let watch = routes[route].guarded
    if watch >= 0 {
      beginWatch(Int(watch), route, from: caller, context: context >= 0 ? context : caller)
    } else {
      send(by: route, from: caller, context: context)
    }
  }

  /// Sends one copy of a call on its way.
  mutating func send(by route: Int, from caller: Int, context: Int = -1) {
    // Nothing comes through: whoever waits so long gives up at its timeout, and others are told at once.
    let isCut = cutRoutes > 0 && routeOutages[route] > 0
    if isCut, caller >= 0, routes[route].guarded >= 0, guards[routes[route].guarded].timeout > 0 { return }
    let (execution, isNew) = pool.take()
    let hasCaller = caller >= 0
    pool.records[execution] = Execution(
      began: now, generation: isNew ? 0 : pool.records[execution].generation,
      parentGeneration: hasCaller ? pool.records[caller].generation : 0,
      parent: hasCaller ? Int32(truncatingIfNeeded: caller) : -1, instruction: routes[route].target,
      route: Int32(truncatingIfNeeded: route))
    if spans.isOn { beginSpan(execution, from: caller) }
    if isCut {
      if hasDetails { describe(execution, like: context >= 0 ? context : caller) }
      end(execution, .unavailable)
      return
    }
    if routes[route].isStraight {
      if hasDetails { describe(execution, like: context >= 0 ? context : caller) }
      enterStraight(execution, route)
      return
    }
    if hasDetails, startsLater(execution, route, context: context >= 0 ? context : caller) { return }
    let limit = limitingPool(of: route, caller, execution)
    if limit >= 0 {
      pool.records[execution].connection = limit
      if limitedPools[limit].held >= limitedPools[limit].limit {
        pool.append(execution, to: &limitedPools[limit].row)
        tallies[limitedPools[limit].component].connectionQueue.add(1, now)
        if spans.isOn { spans.begin(.connection, of: execution, now: now) }
        return
      }
      limitedPools[limit].held &+= 1
    }
    travel(execution)
  }

  /// The pool that a call needs a place of: its replica's connections, or the consumers of a topic.
  @inline(__always)
  private func limitingPool(of route: Int, _ caller: Int, _ execution: Int) -> Int32 {
    if routes[route].consumers >= 0 {
      return routes[route].partitions > 0
        ? routes[route].consumers &+ partition(of: execution, route) : routes[route].consumers
    }
    guard routes[route].connections >= 0, caller >= 0 else { return -1 }
    // Of a watch or a branch, the caller's own replica.
    let replica = pool.records[caller].replica
    guard replica >= 0 else { return -1 }
    let group = program.groups[Int(components[replicas[replica].component].primaries)]
    return routes[route].connections &+ (replica &- group.first)
  }

  @inline(__always)
  mutating func travel(_ execution: Int) {
    let route = pool.records[execution].route
    let hop = routes[route].hop
    if hop < 0 {
      reach(execution)
    } else {
      let stream = componentCount &+ Int(routes[route].component)
      schedule(.reached, execution, after: bank.draw(Int(hop), &streams[stream]))
    }
  }

  /// Steps that run beside their execution.
  private mutating func branch(off execution: Int, at instruction: Int32) {
    let branch = take(.branch)
    if hasDetails { describe(branch, like: execution) }
    let parent = pool.records[execution]
    pool.records[branch].parent = Int32(truncatingIfNeeded: execution)
    pool.records[branch].parentGeneration = parent.generation
    pool.records[branch].instruction = instruction
    pool.records[branch].replica = parent.replica
    pool.records[branch].route = parent.route
    pool.records[branch].choices = parent.choices
    pool.records[branch].journey = parent.journey
    if spans.isOn { spans.follow(branch, execution) }
    makeReady(branch)
  }

  // MARK: Ends

  /// Ends an execution: what it held is free, and who waits for its answer gets it.
  mutating func end(_ execution: Int, _ outcome: Outcome) {
    if hasDetails, details[execution].flight >= 0 { land(execution, outcome) }
    switch pool.records[execution].kind {
    case .request:
      endRequest(execution, outcome)
      return
    case .call:
      let route = Int(pool.records[execution].route)
      let replica = pool.records[execution].replica
      let errorShare = replica >= 0 ? replicas[replica].errorShare : errorShares[routes[route].component]
      var outcome = outcome
      if errorShare > 0, outcome == .fine, choose(execution, errorShare) { outcome = .error }
      if replica >= 0 { leaveReplica(execution, route, outcome) }
      if spans.isOn { endSpan(execution, outcome) }
      let connection = pool.records[execution].connection
      if connection >= 0 { giveBackConnection(connection) }
      // A watch is told the truth; it alone decides whether that matters.
      if outcome != .fine, routes[route].asksCache { noteMissedCache(execution) }
      answer(execution, routes[route].isOptional && routes[route].guarded < 0 ? .fine : outcome)
    case .branch: answer(execution, outcome)
    case .ghost: preconditionFailure("what is lost does not end a second time")
    case .watch:
      endWatch(execution, outcome)
      answer(execution, routes[pool.records[execution].route].isOptional ? .fine : outcome)
    case .apply:
      endApply(execution)
      return
    case .part:
      endPart(execution)
      return
    }
    giveBack(execution)
  }

  /// Tells the parent, if that still wants to know.
  @inline(__always)
  mutating func answer(_ execution: Int, _ outcome: Outcome) {
    let parent = Int(pool.records[execution].parent)
    guard parent >= 0 else { return }
    guard pool.records[parent].generation == pool.records[execution].parentGeneration else {
      tallies[routes[pool.records[execution].route].component].wasted += 1
      return
    }
    if hasDetails { tell(parent, of: execution, outcome) }
    if pool.records[parent].kind == .watch {
      answerWatch(parent, outcome)
      return
    }
    pool.records[parent].pending &-= 1
    if outcome != .fine { pool.records[parent].outcome = outcome }
    if pool.records[parent].pending == 0, pool.records[parent].isWaiting { makeReady(parent) }
  }

  /// Hands a place in a pool on to the first who still wants it.
  mutating func giveBackConnection(_ index: Int32) {
    while !limitedPools[index].row.isEmpty {
      let next = pool.takeFirst(&limitedPools[index].row)
      tallies[limitedPools[index].component].connectionQueue.add(-1, now)
      let parent = Int(pool.records[next].parent)
      if parent >= 0, pool.records[parent].generation != pool.records[next].parentGeneration {
        if spans.isOn { endSpan(next, .timeout) }
        giveBack(next)
        continue
      }
      if spans.isOn { spans.endWait(of: next, now: now) }
      travel(next)
      return
    }
    limitedPools[index].held &-= 1
  }
}
