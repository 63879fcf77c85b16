import TenfoldModel

extension LayeredFixedPoint {
  mutating func solvePool(_ index: Int) {
    solveClosed(index)
    poolRates[scopes[index].task] = scopes[index].throughputs
  }

  mutating func solveClosed(_ index: Int) {
    let levels = scopes[index].kind == .pool ? scopes[index].levels : scopes[index].population
    let signature = signature(of: scopes[index])
    if Self.agree(signature, scopes[index].signature), scopes[index].throughputs.count == levels { return }
    scopes[index].signature = signature
    let scope = scopes[index]
    var stops: [ClosedStream.Stop] = []
    for visits in scope.visits {
      let view = view(of: visits, from: scope, most: levels)
      let copies = spread(of: visits.station, from: scope)
      var stop = ClosedStream.Stop(view: view, visits: visits.count / copies, copies: copies)
      stop.awaited = visits.count > 0 ? min(1, visits.awaited / visits.count) : 1
      let flow = scope.flow / Double(scope.copies)
      let capacity = 1 / view.slope
      stop.ownBusy = min(1, flow * stop.visits / capacity)
      stop.othersBusy = min(0.95, max(0, busyShare(of: visits, capacity) - stop.ownBusy))
      stop.waitingShare = scope.resultShare(at: visits.station)
      stop.extraDelay = echoes.waitBehindSiblings(at: visits.station)
      if visits.station >= processorCount {
        stop.delay = returnWait(of: visits, from: scope)
        // The wait of the last pass has the factor in it.
        let factor = fullnessFactor(ofPool: visits.station - processorCount)
        stop.extraDelay += (1 - 1 / factor) * scope.resultWait(at: visits.station)
      }
      work += Double(view.termCount + levels * min(levels, ClosedStream.mostConvolved)) / Self.termsPerEntry
      // Behind what is saturated nobody comes round, whatever else they wait.
      if !stop.extraDelay.isFinite { stop.extraDelay = 0 }
      stops.append(stop)
    }
    let stream = ClosedStream(
      stops: stops, delay: scope.delay, population: levels, overlap: scope.overlap,
      flow: scope.flow / Double(scope.copies), onlyLast: scope.kind == .users)
    let old = scopes[index].throughputs
    scopes[index].throughputs = stream.throughputs
    if step < 1, old.count == stream.throughputs.count {
      for count in old.indices {
        scopes[index].throughputs[count] = old[count] + step * (stream.throughputs[count] - old[count])
      }
    }
    scopes[index].stream = stream
    scopes[index].views = stops.map(\.view)
  }

  /// Busy share of a station by all streams, of what it can do with all servers busy.
  func busyShare(of visits: LayeredScope.Visits, _ capacity: Double) -> Double {
    let service = max(visits.meanService, 1e-300)
    guard visits.station < processorCount else {
      return min(1, totals[visits.station].work / service / capacity)
    }
    return min(1, totals[visits.station].work / Double(network.processors[visits.station].serverCount))
  }

  /// Every number that a closed stream is solved from.
  func signature(of scope: borrowing LayeredScope) -> [Double] {
    var result = [scope.delay, scope.overlap, scope.flow, scope.meanBusyThreads, scope.throughputs.last ?? 0]
    result.reserveCapacity(5 + 12 * scope.visits.count)
    for (index, visits) in scope.visits.enumerated() {
      let total = totals[visits.station]
      result += [visits.count, visits.awaited, visits.service, visits.second, visits.overlap]
      result += [total.flow, total.work, total.second, total.openWork, total.present]
      result.append(index < scope.results.count ? scope.results[index].time : 0)
      result.append(index < scope.results.count ? scope.results[index].waitingShare : 0)
      if visits.station >= processorCount {
        let rates = poolRates[visits.station - processorCount]
        result += [rates[0], rates[rates.count / 2], rates[rates.count - 1], Double(rates.count)]
      }
    }
    return result
  }

  static func agree(_ first: [Double], _ second: [Double]) -> Bool {
    guard first.count == second.count else { return false }
    for index in first.indices where abs(first[index] - second[index]) > 1e-6 * abs(first[index]) {
      return false
    }
    return true
  }

  /// What visits to a pool wait longer because a customer that returns soon may find the worker of its last visit
  /// still in its second phase.
  func returnWait(of visits: LayeredScope.Visits, from scope: borrowing LayeredScope) -> Double {
    guard visits.overlap > 0, visits.awaited > 0, let time = scope.resultTime(at: visits.station) else {
      return 0
    }
    let task = visits.station - processorCount
    let threads = Double(poolRates[task].count)
    let secondPhase = visits.overlap / visits.count
    let total = totals[visits.station]
    let untouched = shareWithoutVisit(to: task, from: scope)
    let share = max(0, 1 - (1 - untouched) / visits.count)
    // Whoever finds a thread busy longer also keeps those behind waiting, as in any queue of this utilization.
    let busy = min(0.9, total.work / threads)
    let chain = scope.kind == .pool ? chaining(of: scope.task) : (share: 0, gap: 0)
    let away = max(0, (scope.cycleTime - visits.awaited * time) / (visits.awaited + 1))
    let atRandom = min(1, total.flow * secondPhase / threads)
    let soon = max(0, secondPhase / (secondPhase + away) - atRandom)
    let later = max(0, secondPhase / (secondPhase + 2 * away + chain.gap) - atRandom)
    return power(busy, threads - 1) * secondPhase
      * (share * soon + (1 - share) * chain.share * (1 - untouched) * later)
  }

  /// Share of the calls of a pool that follow another of the same caller's cycle, and the time between them.
  func chaining(of pool: Int) -> (share: Double, gap: Double) {
    var (share, gap, weight) = (0.0, 0.0, 0.0)
    for scope in scopes where scope.flow > 0 && scope.kind != .open {
      guard let stop = scope.visits.firstIndex(where: { $0.station == processorCount + pool }),
        stop < scope.results.count
      else { continue }
      let visits = scope.visits[stop]
      let flow = scope.flow * visits.count
      let busy = Double(scope.population * scope.copies) / scope.flow - scope.thinkTime
      let cycle = scope.kind == .users ? busy : min(busy, scope.cycleTime)
      weight += flow
      share += flow * max(0, 1 - (1 - shareWithoutVisit(to: pool, from: scope)) / visits.count)
      gap += flow * max(0, cycle - visits.awaited * scope.results[stop].time) / (visits.awaited + 1)
    }
    return weight > 0 ? (share / weight, gap / weight) : (0, 0)
  }

  /// Finds what visits find when the number of customers has these probabilities.
  mutating func findPresent(_ index: Int, customers: [Double]) {
    guard let stream = scopes[index].stream else { return }
    let present = stream.present(customers: customers)
    scopes[index].present = present
    settle(
      index,
      present.indices.map {
        let besides = stream.waitsBesides(of: $0, customers: customers)
        return stream.result(of: $0, present: present[$0], besides: besides)
      })
  }

  /// Moves what a stream finds towards `found`, the whole way while passes are few.
  mutating func settle(_ index: Int, _ found: [StationResult]) {
    let old = scopes[index].results
    guard step < 1, old.count == found.count else {
      scopes[index].results = found
      return
    }
    for stop in found.indices {
      scopes[index].results[stop].time += step * (found[stop].time - old[stop].time)
      scopes[index].results[stop].wait += step * (found[stop].wait - old[stop].wait)
      scopes[index].results[stop].waitingShare += step * (found[stop].waitingShare - old[stop].waitingShare)
    }
  }
}
