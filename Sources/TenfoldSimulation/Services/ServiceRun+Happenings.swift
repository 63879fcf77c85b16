internal import TenfoldModel

/// What happens besides requests: planned acts, failures at random, and what follows from them.
extension ServiceRun {
  /// Kinds of what happens; each comes with an index of its own kind.
  enum Happening: UInt32 {
    /// Something planned.
    case act
    /// A balancer finds that a replica is gone.
    case notice
    /// A copy takes over from a primary that is gone.
    case failover
    /// Others take over the users of a region.
    case takeover
    /// A unit fails, or is repaired.
    case failure, repair
    /// A replica of a new version serves.
    case replicaReady
    /// A version is judged.
    case judgement
    /// A harmful version is taken back.
    case retreat
    /// An incident is noticed, its cause found, its end.
    case detection, diagnosis, end
  }

  static let happeningShift = 24

  mutating func schedule(_ happening: Happening, _ index: Int, after time: Double) {
    guard time < .infinity else { return }
    precondition(index < 1 << Self.happeningShift, "so many replicas are refused before a run")
    schedule(.happening, Int(happening.rawValue) << Self.happeningShift | index, after: max(0, time))
  }

  @inline(never)
  mutating func happen(_ subject: Int) {
    let index = subject & (1 << Self.happeningShift - 1)
    switch Happening(rawValue: UInt32(subject >> Self.happeningShift)) {
    case .act: act(program.plan.acts[index].act)
    case .notice: notice(Int32(index))
    case .failover: failOver(Int32(index))
    case .takeover: takeOver(index)
    case .failure: failAtRandom(index)
    case .repair: repairAfterFailure(index)
    case .replicaReady: beginServing(index)
    case .judgement: judge(index)
    case .retreat: retreat(index)
    case .detection: detect(index)
    case .diagnosis: log(.causeFound, incidentComponent(index))
    case .end: endIncident(index)
    case nil: preconditionFailure("something of no kind happens")
    }
  }

  private mutating func act(_ act: ScenePlan.Act) {
    switch act {
    case .freeze(let component):
      log(.hangs, Int(component))
      freeze(Int(component))
    case .thaw(let component):
      log(.goesOn, Int(component))
      thaw(Int(component))
    case .begin(let unit): begin(unit: unit)
    case .end(let unit): end(unit: unit)
    case .turnOn(let effect):
      let entry = program.plan.effects[effect]
      log(entry.errorShare > 0 ? .answersErrors : .isSlow, Int(entry.component))
      turn(effect, on: true)
    case .turnOff(let effect):
      log(.isWell, Int(program.plan.effects[effect].component))
      turn(effect, on: false)
    case .flush(let component):
      log(.isFlushed, Int(component))
      flush(Int(component))
    case .incident(let index): beginIncident(index)
    case .deploy(let index): beginRollout(index)
    case .load(let factor): log(.loadChanges, 0, value: factor)
    }
  }

  // MARK: Effects

  /// Turns an effect on or off and works out what then holds for its component and each of its replicas.
  mutating func turn(_ effect: Int, on: Bool) {
    effectIsOn[effect] = on
    applyEffects(to: program.plan.effects[effect].component)
  }

  mutating func applyEffects(to component: Int32) {
    var (slow, fine) = (1.0, 1.0)
    for (index, effect) in program.plan.effects.enumerated()
    where effect.component == component && effectIsOn[index] {
      slow *= effect.slowness
      fine *= 1 - effect.errorShare
    }
    slowness[component] = slow
    errorShares[component] = 1 - fine
    for group in program.groups where group.component == component {
      for replica in group.first..<(group.first + group.most) { applyVersion(of: replica) }
    }
  }

  /// What a replica's version makes of what holds for its component.
  func applyVersion(of replica: Int32) {
    let component = replicas[replica].component
    let number = Int(lives[replica].version)
    let version = number > 0 ? program.plan.rollouts[number - 1].version : .init()
    replicas[replica].slowness = slowness[component] * version.slowness
    replicas[replica].errorShare = 1 - (1 - errorShares[component]) * (1 - version.errorShare)
  }

  // MARK: Incidents

  private func incidentComponent(_ index: Int) -> Int {
    Int(program.plan.effects[program.plan.incidents[index].effect].component)
  }

  private mutating func beginIncident(_ index: Int) {
    let incident = program.plan.incidents[index]
    log(.answersErrors, incidentComponent(index))
    turn(incident.effect, on: true)
    schedule(.detection, index, after: incident.detectionTime)
  }

  /// Once noticed, controllers may end it at once; people look for the cause first.
  private mutating func detect(_ index: Int) {
    let incident = program.plan.incidents[index]
    let isHealed = incident.healedShare > 0 && streams[faultStream].unit() < incident.healedShare
    log(.isNoticed, incidentComponent(index))
    if isHealed {
      log(.isHealed, incidentComponent(index))
      turn(incident.effect, on: false)
      return
    }
    schedule(.diagnosis, index, after: incident.diagnosisTime)
    schedule(.end, index, after: incident.diagnosisTime + incident.repairTime)
  }

  private mutating func endIncident(_ index: Int) {
    log(.isRepaired, incidentComponent(index))
    turn(program.plan.incidents[index].effect, on: false)
  }
}
