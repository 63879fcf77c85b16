import TenfoldModel

/// Calls that are given up, repeated or sent twice, in the layers of a system.
///
/// Such a call is a message to the called, sent as often as all attempts and copies together, and a delay of the caller:
/// executions and their callers have parted. How long the delay is, is found outside, from the called's response. Requests
/// that go well take another time than all together; of these a probe tells, a request so rare that it disturbs nobody.
extension LayeredSystem {
  /// Share of the load that probes are.
  private static let probeShare = 1e-12

  /// Steps one after the other: what follows a failed one is not done.
  mutating func inSequence(_ children: Range<Int>) -> LayeredNetwork.Activity {
    guard let effects else { return .sequence(children.map { activity($0) }) }
    var done: [[LayeredNetwork.Activity]] = [[]]
    var successes: [Double] = []
    for child in children {
      done[done.count - 1].append(activity(child))
      let success = effects.success(ofNode: child, reading)
      guard success < 1 - 1e-12 else { continue }
      successes.append(max(0, success))
      done.append([])
    }
    var result = LayeredNetwork.Activity.sequence(done[done.count - 1])
    for (parts, success) in zip(done.dropLast(), successes).reversed() {
      result = .sequence(parts + [.choice([.init(share: success, result)])])
    }
    return result
  }

  /// A call and the wait for its answer: of one that is watched over, messages and a delay.
  mutating func once(_ call: Int) -> LayeredNetwork.Activity {
    let target = target(of: call)
    if let guarded = effects?.calls[call] {
      return .sequence([
        .call(.init(target, count: .fixed(guarded.copies), isSynchronous: false)), Self.delay(guarded.hold),
      ])
    }
    let hop = reading.networkTime(ofCall: call)
    let asked = LayeredNetwork.Activity.call(.init(target))
    return hop > 0 ? .sequence([.delay(hop), asked]) : asked
  }

  /// True when an entry's workers cannot keep up.
  func isOutOfWorkers(_ entry: Int) -> Bool { effects?.saturations[entry]?.isOfWorkers ?? false }

  /// `rest`, done only by the executions of an entry that get past its workers and cores.
  func passing(_ rest: LayeredNetwork.Activity, of entry: Int) -> LayeredNetwork.Activity {
    guard let saturation = effects?.saturations[entry], saturation.passing < 1 else { return rest }
    var branches = [LayeredNetwork.Branch(share: saturation.passing, rest)]
    // Those that do not pass hold their workers all the same.
    if saturation.service.mean.isFinite, saturation.service.mean > 0 {
      branches.append(.init(share: 1 - saturation.passing, Self.delay(saturation.service)))
    }
    return .choice(branches)
  }

  /// Seconds that stand for never, as far as layers can hold them.
  static let never = 1e15

  /// A delay of a time's mean and variance.
  static func delay(_ time: TimeShape) -> LayeredNetwork.Activity {
    guard time.mean > 0 else { return .sequence([]) }
    guard time.mean < never else { return .delay(never, variability: 0) }
    return .delay(time.mean, variability: max(0, time.variance) / (time.mean * time.mean))
  }

  // MARK: Probes

  /// Adds a probe for every operation that may fail, and what it does when all goes well.
  mutating func addProbes(rate: Double) {
    guard let effects else { return }
    let system = reading.system
    probeOfOperation = [Int](repeating: -1, count: system.operations.count)
    for operation in system.operations.indices where effects.mayFail(operation) {
      let entry = network.entries[entryOfOperation[operation]]
      probeOfOperation[operation] = network.entries.count
      network.entries.append(
        .init(
          name: "\(entry.name), all going well", task: entry.task, activity: .sequence([]),
          arrivalRate: rate * Self.probeShare))
    }
    for operation in system.operations.indices where probeOfOperation[operation] >= 0 {
      var parts = ownParts(of: operation)
      let body = system.operations[operation].body
      if body >= 0 {
        let passed = min(1, max(0, reading.passedOnShare(of: operation)))
        let share =
          passed * effects.success(ofNode: body, reading) / max(1e-300, effects.successes[operation])
        let well = goingWell(body, effects)
        parts.append(share < 1 - 1e-12 ? .choice([.init(share: min(1, share), well)]) : well)
      }
      network.entries[probeOfOperation[operation]].activity = .sequence(parts)
    }
  }

  /// A node when nothing of it fails.
  private func goingWell(_ node: Int, _ effects: ResilienceEffects) -> LayeredNetwork.Activity {
    let entry = reading.system.nodes[node]
    switch entry.kind {
    case .call: return entry.call >= 0 ? stepGoingWell(entry.call, effects) : .sequence([])
    case .sequence: return .sequence(entry.children.map { goingWell($0, effects) })
    case .parallel: return .parallel(entry.children.map { goingWell($0, effects) })
    case .choice:
      let shares = effects.branchShares(entry, reading)
      let all = max(1e-300, effects.success(ofNode: node, reading))
      return .choice(
        zip(entry.children, shares).map { child, share in
          .init(
            share: min(1, share * effects.success(ofNode: child, reading) / all), goingWell(child, effects))
        })
    }
  }

  private func stepGoingWell(_ call: Int, _ effects: ResilienceEffects) -> LayeredNetwork.Activity {
    let entry = reading.system.calls[call]
    guard !entry.closesCycle, entry.isSynchronous else { return .sequence([]) }
    var once = callGoingWell(call, effects)
    if entry.cacheOperation >= 0 {
      let missed = 1 - reading.hitRatios[call]
      let good = effects.success(ofRound: call, reading)
      let share =
        entry.isOptional ? missed : missed * effects.success(ofCall: call, reading) / max(1e-300, good)
      let asked = LayeredNetwork.Activity.call(.init(entryOfOperation[entry.cacheOperation]))
      once = .sequence([
        .delay(reading.value(reading.system.hop, or: 0)), asked, .choice([.init(share: min(1, share), once)]),
      ])
    }
    let copies = max(1, reading.value(entry.fanOut, or: 1).rounded())
    if copies > 1 { once = .parallel(Array(repeating: once, count: Int(min(copies, 1000)))) }
    let count = max(0, reading.value(entry.count, or: 1))
    return count == 1 ? once : .loop(.fixed(count), once)
  }

  private func callGoingWell(_ call: Int, _ effects: ResilienceEffects) -> LayeredNetwork.Activity {
    let entry = reading.system.calls[call]
    if let guarded = effects.calls[call] {
      return Self.delay(entry.isOptional ? guarded.hold : guarded.answer)
    }
    var target = targetOfCall[call]
    if !entry.isOptional, probeOfOperation[entry.to] >= 0 { target = probeOfOperation[entry.to] }
    let hop = reading.networkTime(ofCall: call)
    let asked = LayeredNetwork.Activity.call(.init(target))
    return hop > 0 ? .sequence([.delay(hop), asked]) : asked
  }
}
