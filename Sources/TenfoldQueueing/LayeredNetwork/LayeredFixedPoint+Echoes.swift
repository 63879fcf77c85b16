import TenfoldModel

extension LayeredFixedPoint {
  /// What the traces of requests are made of, by station.
  private struct EchoFindings {
    var waits: [Double]
    var memories: [StationMemory]
    /// Wait behind one sibling at the same machine, in seconds.
    var behindOne: [Double]
    var copies: [Double]
    var traces: [RequestTrace]
    var branchWaits: [Double]
    /// Direct waits of one execution of each entry, by station, without those of what it calls.
    var directs: [[Int: Double]]
    var branchVariances: [Double]
    var commonVariances: [Int: Double] = [:]
  }

  /// Finds how often requests come back to a station at once, and how their parallel parts meet.
  ///
  /// A visit that comes back at once finds those who came while it was there, each with a whole service before
  /// them. With mean values, W1 = ρ (W + S + κS) for the first and W' = ρ (W1 + S) for a return, the part of the wait
  /// that is owed to the variability of service becomes that of M/G/1 times the share of visits that are no returns.
  /// Siblings that come together to one server wait for one service for each that came before, and all visits wait
  /// behind those, as in a queue of batch arrivals.
  ///
  /// **Source.** Takács, Bell System Technical Journal 42(2), 1963 (M/G/1 with returns at once); Chaudhry and
  /// Templeton, A First Course in Bulk Queues, 1983 (batches).
  mutating func findEchoes() {
    let stations = processorCount + network.tasks.count
    var found = EchoFindings(
      waits: [Double](repeating: 0, count: stations),
      memories: [StationMemory](repeating: StationMemory(), count: stations),
      behindOne: [Double](repeating: 0, count: stations), copies: (0..<stations).map { copies(of: $0) },
      traces: [RequestTrace](repeating: RequestTrace(), count: network.entries.count),
      branchWaits: [Double](repeating: 0, count: program.children.count),
      directs: [[Int: Double]](repeating: [:], count: network.entries.count),
      branchVariances: [Double](repeating: 0, count: program.children.count))
    addWaits(to: &found)
    for entry in program.order.reversed() where flows[entry] > 0 {
      var trace = self.trace(program.roots[entry].first, of: entry, &found)
      let second = program.roots[entry].second
      if second >= 0 { trace.append(self.trace(second, of: entry, &found), found.memories) }
      found.traces[entry] = trace
    }
    var pairs = [Double](repeating: 0, count: stations)
    var direct = pairs
    let starts = startRates()
    for entry in network.entries.indices where starts[entry] + messages[entry] > 0 {
      for (station, visits) in found.traces[entry].at {
        pairs[station] += (starts[entry] + messages[entry]) * visits.pairs
      }
    }
    for entry in network.entries.indices where flows[entry] > 0 {
      for (station, wait) in found.directs[entry] { direct[station] += flows[entry] * wait }
    }
    var result = Echoes(
      returnShares: pairs, directWaits: direct, waitsBehind: direct, branchWaits: found.branchWaits)
    result.entryVariances = found.traces.map(\.variance)
    result.branchVariances = found.branchVariances
    result.commonVariances = found.commonVariances
    for station in 0..<stations {
      let flow = totals[station].flow * found.copies[station]
      guard flow > 0 else { continue }
      let (servers, busy) = load(of: station)
      result.returnShares[station] = min(1, pairs[station] / flow / found.copies[station] / servers)
      result.directWaits[station] = direct[station] / flow
      result.waitsBehind[station] = direct[station] / flow * busy / (1 - busy)
    }
    echoes = result
  }

  /// Servers of one copy of a station, and their busy share.
  func load(of station: Int) -> (servers: Double, busy: Double) {
    let total = totals[station]
    if station < processorCount {
      let servers = Double(network.processors[station].serverCount)
      return (servers, min(0.95, total.work / servers))
    }
    let rates = poolRates[station - processorCount]
    guard let last = rates.last, last > 0 else { return (1, 0) }
    return (Double(rates.count), min(0.95, total.flow / last))
  }

  private func addWaits(to found: inout EchoFindings) {
    var flow = [Double](repeating: 0, count: found.waits.count)
    var shares = flow
    for scope in scopes {
      for (visits, result) in zip(scope.visits, scope.results) where result.wait.isFinite {
        found.waits[visits.station] += scope.flow * visits.count * result.wait
        flow[visits.station] += scope.flow * visits.count
        shares[visits.station] += scope.flow * visits.count * result.waitingShare
      }
    }
    for station in found.waits.indices where totals[station].flow > 0 {
      if flow[station] > 0 {
        found.waits[station] /= flow[station]
        shares[station] /= flow[station]
      }
      let service = totals[station].work / totals[station].flow
      guard service.isFinite else { continue }
      let (servers, busy) = load(of: station)
      found.memories[station].scale = max(1e-9, service + found.waits[station])
      shares[station] = waitingShare(at: station, shares[station], wait: found.waits[station])
      let isShared =
        station < processorCount && network.processors[station].discipline != .firstComeFirstServed
      guard !isShared else { continue }
      var memory = found.memories[station]
      memory.relaxation = memory.scale * (1 + busy) / (1 - busy)
      let wait =
        station < processorCount
        ? wait(at: station, mean: found.waits[station], share: shares[station])
        : TimeShape(wait: found.waits[station], share: shares[station])
      memory.variance = wait.variance.isFinite ? wait.variance / found.copies[station] : 0
      found.memories[station] = memory
      found.behindOne[station] =
        service / servers * Self.fullShare(servers: servers, busy: busy)
        * (station < processorCount ? shareThatQueues(at: station) : 1)
    }
  }

  /// Of siblings that meet at a processor, the share that wait there: where all its tasks have few threads, the others
  /// wait for a thread, and with no more threads than cores none waits for a core.
  private func shareThatQueues(at processor: Int) -> Double {
    var threads = 0.0
    for (task, found) in network.tasks.enumerated() where found.processor == processor {
      guard isLimited[task] else { return 1 }
      threads += Double(scopes[scopeOfTask[task]].population)
    }
    return threads > 0 ? max(0, 1 - Double(network.processors[processor].serverCount) / threads) : 1
  }

  /// Probability that at most one of the servers is free.
  private static func fullShare(servers: Double, busy: Double) -> Double {
    guard servers > 1 else { return 1 }
    guard servers < 200, busy > 1e-6 else { return 0 }
    let offered = servers * busy
    var (term, sum) = (1.0, 1.0)
    var last = 1.0
    for count in stride(from: 1, through: servers - 1, by: 1) {
      term *= offered / count
      sum += term
      last = term
    }
    let all = term * offered / servers / (1 - busy)
    return (last + all) / (sum + all)
  }

  // MARK: Traces

  /// Follows a part of an entry that is done so often per execution.
  private func trace(
    _ node: Int, of entry: Int, times: Double = 1, _ found: inout EchoFindings
  ) -> RequestTrace {
    let here = program.nodes[node]
    switch here.kind {
    case .delay: return RequestTrace(time: here.mean)
    case .demand: return visit(entry, here.mean, found)
    case .call: return calls(here.calls, of: entry, found)
    case .interleaved:
      let count = program.calls[here.calls].reduce(0) { $0 + $1.mean }
      let slice = visit(entry, here.mean / (count + 1), found)
      var trace = slice
      trace.append(calls(here.calls, of: entry, found), found.memories)
      if count > 0 { trace.append(repeated(slice, count, found), found.memories) }
      return trace
    case .sequence:
      var trace = RequestTrace()
      for child in here.children {
        trace.append(
          self.trace(program.children[child].node, of: entry, times: times, &found), found.memories)
      }
      return trace
    case .choice:
      var trace = RequestTrace()
      for child in here.children {
        let share = program.children[child].share
        trace.add(
          self.trace(program.children[child].node, of: entry, times: times * share, &found), share: share)
      }
      return trace
    case .loop:
      let body = program.children[here.children.lowerBound].node
      return repeated(
        self.trace(body, of: entry, times: times * here.mean, &found), here.mean, found)
    case .parallel: return parallel(node, of: entry, times: times, &found)
    }
  }

  private func visit(_ entry: Int, _ demand: Double, _ found: EchoFindings) -> RequestTrace {
    let processor = network.tasks[network.entries[entry].task].processor
    guard demand > 0 else { return RequestTrace() }
    guard network.processors[processor].discipline != .delay else { return RequestTrace(time: demand) }
    return RequestTrace(
      time: demand + found.waits[processor],
      at: [processor: VisitTrace.once])
  }

  private func calls(_ calls: Range<Int>, of entry: Int, _ found: EchoFindings) -> RequestTrace {
    var trace = RequestTrace()
    for call in program.calls[calls] where call.isSynchronous && call.mean > 0 {
      var once = found.traces[call.entry]
      // What the called entry has is in its own time.
      once.variance = 0
      let task = network.entries[call.entry].task
      if isLimited[task], task != network.entries[entry].task {
        let station = processorCount + task
        once.time += found.waits[station]
        once.at[station] = VisitTrace.once
      }
      trace.append(repeated(once, call.mean, found), found.memories)
    }
    return trace
  }

  /// A number of times in a row, of a broken number the rest with that probability.
  private func repeated(_ once: RequestTrace, _ count: Double, _ found: EchoFindings) -> RequestTrace {
    var trace = RequestTrace()
    let whole = min(8, Int(count))
    for _ in 0..<whole { trace.append(once, found.memories) }
    let rest = count - Double(whole)
    guard rest > 0 else { return trace }
    var part = RequestTrace()
    part.add(once, share: rest)
    trace.append(part, found.memories)
    return trace
  }

  // MARK: Siblings

  private func parallel(
    _ node: Int, of entry: Int, times: Double, _ found: inout EchoFindings
  ) -> RequestTrace {
    let children = program.nodes[node].children
    let branches = children.map { self.trace(program.children[$0].node, of: entry, times: times, &found) }
    var meets: [Int: [Int]] = [:]
    for (index, branch) in branches.enumerated() {
      for station in branch.at.keys { meets[station, default: []].append(index) }
    }
    var waits = [Double](repeating: 0, count: branches.count)
    var common = 0.0
    for (station, visitors) in meets where visitors.count > 1 && found.behindOne[station] > 0 {
      for first in visitors.indices {
        for second in visitors.indices where second > first {
          let (a, b) = (visitors[first], visitors[second])
          let memory = found.memories[station]
          let (one, other) = Self.meetings(branches[a], branches[b], station, memory.scale)
          common += branches[a].at[station]!.heads * branches[b].at[station]!.heads * memory.variance
          let wait = found.behindOne[station] / found.copies[station]
          waits[a] += one * wait
          waits[b] += other * wait
          found.directs[entry][station, default: 0] += times * (one + other) * wait
        }
      }
    }
    let pairCount = branches.count * (branches.count - 1) / 2
    if common > 0 { found.commonVariances[node] = common / Double(pairCount) }
    var trace = RequestTrace()
    var all: [Int: VisitTrace] = [:]
    for (index, branch) in branches.enumerated() {
      found.branchWaits[children.lowerBound + index] = waits[index]
      found.branchVariances[children.lowerBound + index] = branch.variance
      trace.time = max(trace.time, branch.time + waits[index])
      for (station, visits) in branch.at {
        var sum = all[station] ?? VisitTrace()
        sum.count += visits.count
        sum.any = 1 - (1 - sum.any) * (1 - visits.any)
        sum.head = max(sum.head, visits.head)
        sum.tail = max(sum.tail, visits.tail)
        sum.pairs += visits.pairs
        sum.heads += visits.heads
        sum.tails += visits.tails
        all[station] = sum
      }
    }
    trace.at = all
    return trace
  }

  /// Visits of each of two branches that find one of the other before them, were there one machine.
  private static func meetings(
    _ first: RequestTrace, _ second: RequestTrace, _ station: Int, _ scale: Double
  ) -> (Double, Double) {
    guard let a = first.at[station], let b = second.at[station], a.any > 0, b.any > 0 else { return (0, 0) }
    // Both first visits, the later behind the earlier unless that has left.
    let (headA, headB) = (a.head / a.any, b.head / b.any)
    let (delayA, delayB) = (1 / headA - 1, 1 / headB - 1)
    let weight = delayA + delayB
    let close = weight > 0 ? (headA * delayA + headB * delayB) / weight : 1
    let both = a.any * b.any * close / 2
    // Later visits find the other branch there for the share of its time that it is.
    let presentA = min(1, a.count * scale / max(first.time, 1e-300))
    let presentB = min(1, b.count * scale / max(second.time, 1e-300))
    let shorter = min(first.time, second.time)
    let laterA = max(0, a.count - a.any) * presentB * min(1, shorter / max(first.time, 1e-300))
    let laterB = max(0, b.count - b.any) * presentA * min(1, shorter / max(second.time, 1e-300))
    return (both + laterA, both + laterB)
  }
}
