internal import TenfoldModel

/// Versions that are tried out on some of the requests and judged.
extension ServiceRun {
  /// A version on trial is judged at least so often, in seconds.
  static var judgementInterval: Double { 60 }

  // MARK: Canaries

  /// Starts the replicas that the present step of a canary needs.
  mutating func startCanary(_ index: Int) {
    let plan = program.plan.rollouts[index]
    guard case .canary(let steps) = plan.method else { return }
    let share = steps[rollouts[index].step].share
    rollouts[index].phase = .starting
    let wanted = min(max(1, Int((share * Double(rollouts[index].count)).rounded(.up))), rollouts[index].count)
    let group = Int(components[plan.component].canary)
    rollouts[index].starting = max(0, wanted - Int(groups[group].ready))
    if rollouts[index].starting == 0 {
      serveCanary(index)
    } else {
      schedule(.replicaReady, index, after: plan.startTime)
    }
  }

  /// The step's replicas are there: its share of the requests goes to them from now on.
  mutating func serveCanary(_ index: Int) {
    let plan = program.plan.rollouts[index]
    guard case .canary(let steps) = plan.method else { return }
    let step = steps[rollouts[index].step]
    let group = Int(components[plan.component].canary)
    while rollouts[index].starting > 0, let replica = spareReplica(in: group) {
      rollouts[index].starting -= 1
      serve(replica, version: rollouts[index].version)
    }
    rollouts[index].starting = 0
    canaryShares[plan.component] = step.share
    log(.canaryShare, Int(plan.component), value: step.share)
    watch(index, for: step.duration)
  }

  /// Takes away what a canary left over.
  mutating func endCanary(_ component: Int) {
    canaryShares[component] = 0
    guard components[component].canary >= 0 else { return }
    let group = Int(components[component].canary)
    while groups[group].ready > 0 {
      let replica = order[groups[group].first + groups[group].ready - 1]
      _ = removeFromRotation(replica)
      replicas[replica].sample = .none
      if replicas[replica].isDown { lives[replica].returns = false } else { changeReplicas(component, -1) }
    }
  }

  // MARK: Judging

  /// Lets a version meet its requests for a time, and compares it with the old one meanwhile.
  mutating func watch(_ index: Int, for duration: Double) {
    rollouts[index].phase = .watched
    rollouts[index].holdsUntil = now + duration
    rollouts[index].comparison = VersionComparison()
    let component = program.plan.rollouts[index].component
    for group in program.groups.indices where program.groups[group].component == component {
      let first = groups[group].first
      for place in first..<(first + groups[group].ready) {
        let replica = order[place]
        replicas[replica].sample = lives[replica].version == rollouts[index].version ? .new : .old
      }
    }
    schedule(.judgement, index, after: min(duration, Self.judgementInterval))
  }

  /// Counts an answer of a version that is compared with another.
  @inline(never)
  mutating func compare(_ execution: Int, _ replica: Int32, _ component: Int, _ outcome: Outcome) {
    let time = now - pool.records[execution].began
    for index in rollouts.indices
    where rollouts[index].phase == .watched && Int(program.plan.rollouts[index].component) == component {
      rollouts[index].comparison.add(time, isFine: outcome == .fine, isNew: replicas[replica].sample == .new)
    }
  }

  mutating func stopComparing(_ component: Int) {
    for replica in 0..<Int32(replicas.count) where Int(replicas[replica].component) == component {
      replicas[replica].sample = .none
    }
  }

  /// Takes the version back, goes on watching, or takes the next step.
  mutating func judge(_ index: Int) {
    guard rollouts[index].phase == .watched else { return }
    let plan = program.plan.rollouts[index]
    let component = Int(plan.component)
    if rollouts[index].comparison.isWorse { return takeBack(index) }
    let left = rollouts[index].holdsUntil - now
    if left > 1e-9 * max(1, now) {
      schedule(.judgement, index, after: min(left, Self.judgementInterval))
      return
    }
    log(.judgedWell, component)
    stopComparing(component)
    switch plan.method {
    case .canary(let steps):
      rollouts[index].step += 1
      if rollouts[index].step < steps.count {
        startCanary(index)
      } else {
        roll(index, to: rollouts[index].count)
      }
    case .waves: nextWave(index)
    case .byHand, .rolling: break
    }
  }
}
