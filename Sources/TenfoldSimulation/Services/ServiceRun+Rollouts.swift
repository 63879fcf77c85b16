internal import TenfoldModel

/// Where a rollout stands.
struct RolloutState {
  enum Phase {
    /// Not begun.
    case waiting
    /// Replicas stopped by hand.
    case stopped
    /// Replicas of a version take the place of others.
    case rolling
    /// A canary's replicas start.
    case starting
    /// Some requests meet the version, which is judged.
    case watched
    /// Nothing more changes.
    case ended
  }

  var phase = Phase.waiting
  /// Replicas in service when it began.
  var count = 0
  /// Replicas that are to run `version` in the end of the present phase.
  var goal = 0
  /// The version that comes into service: the new one, or the old one when it is taken back.
  var version: Int32 = 0
  var previous: Int32 = 0
  /// Replicas that start.
  var starting = 0
  /// Step of a canary, or wave.
  var step = 0
  /// Region being rolled over; -1 for all.
  var region: Int32 = -1
  /// When the present step ends.
  var holdsUntil = 0.0
  /// Replicas stopped by hand.
  var stopped: [Int32] = []
  var comparison = VersionComparison()
  var isTakenBack = false
}

/// New versions: by hand, replica by replica, or region by region.
extension ServiceRun {
  /// True while a version comes into service.
  func isChanging(_ component: Int) -> Bool {
    for (index, rollout) in program.plan.rollouts.enumerated() where Int(rollout.component) == component {
      let phase = rollouts[index].phase
      if phase != .waiting, phase != .ended { return true }
    }
    return false
  }

  mutating func beginRollout(_ index: Int) {
    let plan = program.plan.rollouts[index]
    let component = Int(plan.component)
    log(.deploymentBegins, component)
    let group = Int(components[component].primaries)
    rollouts[index].count = max(1, Int(groups[group].ready))
    rollouts[index].version = Int32(index + 1)
    rollouts[index].previous = versions[component]
    schedule(.retreat, index, after: plan.retreat)
    switch plan.method {
    case .byHand(let downtime): stopAll(index, for: downtime)
    case .rolling: roll(index, to: rollouts[index].count)
    case .canary: startCanary(index)
    case .waves: nextWave(index)
    }
  }

  // MARK: By hand

  /// Stops every replica at once; what is under way is lost.
  private mutating func stopAll(_ index: Int, for downtime: Double) {
    let component = Int(program.plan.rollouts[index].component)
    log(.stopped, component)
    rollouts[index].phase = .stopped
    rollouts[index].stopped = []
    for group in program.groups.indices where Int(program.groups[group].component) == component {
      let first = groups[group].first
      while groups[group].ready > 0 {
        let replica = order[first + groups[group].ready - 1]
        _ = removeFromRotation(replica)
        if replicas[replica].isDown { continue }
        rollouts[index].stopped.append(replica)
        lives[replica].isLosing = true
        changeReplicas(component, -1)
      }
    }
    loseWork()
    schedule(.replicaReady, index, after: downtime)
  }

  private mutating func startStopped(_ index: Int) {
    let component = Int(program.plan.rollouts[index].component)
    versions[component] = rollouts[index].version
    for replica in rollouts[index].stopped {
      // One that failed meanwhile comes with its repair.
      if replicas[replica].isDown {
        lives[replica].returns = true
      } else {
        serve(replica, version: rollouts[index].version)
      }
    }
    rollouts[index].phase = .ended
    log(.deploymentEnds, component)
  }

  // MARK: Replica by replica

  /// Begins to replace replicas until `goal` of them run the rollout's version.
  mutating func roll(_ index: Int, to goal: Int) {
    rollouts[index].phase = .rolling
    rollouts[index].goal = min(goal, rollouts[index].count)
    reconcile(index)
  }

  /// At most `surge` more replicas than there were, and at most `unavailable` fewer serve: a share of them, the first
  /// rounded up and the second down, and one of the second when both are none.
  private func limits(_ index: Int) -> (surge: Int, unavailable: Int) {
    let count = Double(rollouts[index].count)
    var (surge, unavailable) = (0.25, 0.25)
    if case .rolling(let more, let fewer) = program.plan.rollouts[index].method {
      (surge, unavailable) = (more, fewer)
    }
    let most = Int((surge * count).rounded(.up))
    let fewest = Int((unavailable * count).rounded(.down))
    return (most, most == 0 && fewest == 0 ? 1 : fewest)
  }

  /// Starts and takes away as many replicas as the limits allow now, as Kubernetes' deployments do.
  mutating func reconcile(_ index: Int) {
    guard rollouts[index].phase == .rolling else { return }
    let component = Int(program.plan.rollouts[index].component)
    let group = Int(components[component].primaries)
    let (count, goal) = (rollouts[index].count, rollouts[index].goal)
    let (surge, unavailable) = limits(index)
    let (new, old) = served(index, in: group)
    let toStart = min(
      goal - new - rollouts[index].starting, count + surge - new - old - rollouts[index].starting)
    for _ in 0..<max(0, toStart) {
      rollouts[index].starting += 1
      schedule(.replicaReady, index, after: program.plan.rollouts[index].startTime)
    }
    let toStop = min(old - (count - goal), new + old - (count - unavailable))
    for _ in 0..<max(0, toStop) { stopOld(index, in: group) }
    if toStop > 0 {
      reconcile(index)
    } else if new >= goal, old <= count - goal {
      endRolling(index)
    }
  }

  /// Replicas in service that run the rollout's version, and others.
  private func served(_ index: Int, in group: Int) -> (new: Int, old: Int) {
    var new = 0
    let first = groups[group].first
    for place in first..<(first + groups[group].ready)
    where lives[order[place]].version == rollouts[index].version {
      new += 1
    }
    return (new, Int(groups[group].ready) - new)
  }

  /// One that runs another version gets no more requests and ends what it has.
  private mutating func stopOld(_ index: Int, in group: Int) {
    let first = groups[group].first
    let region = rollouts[index].region
    var choice: Int32 = -1
    for place in first..<(first + groups[group].ready) {
      let replica = order[place]
      let isThere = region < 0 || program.plan.regions[Int(replica)] == region
      guard isThere, lives[replica].version != rollouts[index].version else { continue }
      choice = replica
      // One that is down anyway goes first.
      if replicas[replica].isDown { break }
    }
    if choice < 0 { choice = order[first + groups[group].ready - 1] }
    _ = removeFromRotation(choice)
    replicas[choice].sample = .none
    if replicas[choice].isDown {
      lives[choice].returns = false
    } else {
      changeReplicas(Int(replicas[choice].component), -1)
    }
  }

  private mutating func endRolling(_ index: Int) {
    let component = Int(program.plan.rollouts[index].component)
    if rollouts[index].goal == rollouts[index].count { versions[component] = rollouts[index].version }
    if case .waves(let pause) = program.plan.rollouts[index].method, !rollouts[index].isTakenBack {
      watch(index, for: pause)
      return
    }
    endCanary(component)
    rollouts[index].phase = .ended
    log(rollouts[index].isTakenBack ? .takenBack : .deploymentEnds, component)
  }

  /// A replica of the version that is coming is there, or all that were stopped by hand.
  mutating func beginServing(_ index: Int) {
    switch rollouts[index].phase {
    case .stopped: startStopped(index)
    case .starting: serveCanary(index)
    case .rolling:
      let component = Int(program.plan.rollouts[index].component)
      let group = Int(components[component].primaries)
      guard let replica = spareReplica(in: group, region: rollouts[index].region) else {
        // What it would run on is down; it is tried again.
        schedule(.replicaReady, index, after: max(1, program.plan.rollouts[index].startTime))
        return
      }
      rollouts[index].starting -= 1
      if served(index, in: group).new == 0 { log(.versionServes, component) }
      serve(replica, version: rollouts[index].version)
      reconcile(index)
    case .waiting, .watched, .ended: rollouts[index].starting = max(0, rollouts[index].starting - 1)
    }
  }

  // MARK: Region by region

  mutating func nextWave(_ index: Int) {
    let plan = program.plan.rollouts[index]
    guard rollouts[index].step < plan.regions.count else {
      rollouts[index].phase = .ended
      log(.deploymentEnds, Int(plan.component))
      return
    }
    let region = plan.regions[rollouts[index].step]
    let group = Int(components[plan.component].primaries)
    let first = groups[group].first
    var there = 0
    for place in first..<(first + groups[group].ready)
    where program.plan.regions[Int(order[place])] == region
      && lives[order[place]].version != rollouts[index].version
    {
      there += 1
    }
    rollouts[index].step += 1
    rollouts[index].region = region
    let isLast = rollouts[index].step == plan.regions.count
    if isLast { rollouts[index].region = -1 }
    roll(index, to: isLast ? rollouts[index].count : rollouts[index].goal + there)
  }

  // MARK: Taking back

  /// The old version takes the new one's place, replica by replica.
  mutating func takeBack(_ index: Int) {
    let component = Int(program.plan.rollouts[index].component)
    log(.judgedBad, component)
    rollouts[index].isTakenBack = true
    (rollouts[index].version, rollouts[index].previous) = (rollouts[index].previous, rollouts[index].version)
    rollouts[index].region = -1
    rollouts[index].starting = 0
    versions[component] = rollouts[index].version
    stopComparing(component)
    endCanary(component)
    roll(index, to: rollouts[index].count)
  }

  /// Where nothing judges a version, people notice that it does harm and take it back as a whole.
  mutating func retreat(_ index: Int) {
    let component = Int(program.plan.rollouts[index].component)
    let bad = Int32(index + 1)
    guard rollouts[index].phase != .waiting, versions[component] == bad || rollouts[index].phase != .ended
    else {
      return
    }
    log(.takenBack, component)
    versions[component] = rollouts[index].previous
    let group = Int(components[component].primaries)
    for replica in groups[group].first..<(groups[group].first + program.groups[group].most)
    where lives[replica].version == bad {
      lives[replica].version = rollouts[index].previous
      applyVersion(of: replica)
    }
    if rollouts[index].phase == .stopped {
      rollouts[index].version = rollouts[index].previous
    } else if rollouts[index].phase == .rolling {
      rollouts[index].isTakenBack = true
      rollouts[index].version = rollouts[index].previous
      rollouts[index].starting = 0
      rollouts[index].goal = rollouts[index].count
      reconcile(index)
    }
  }
}
