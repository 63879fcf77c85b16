internal import TenfoldModel

extension ProgramCompiler {
  /// Compiles what happens, once replicas and routes have their indices.
  mutating func compileScenes() throws(SimulationError) {
    program.plan.noticeTime = options.noticeTime
    guard options.events.count <= 10_000 else {
      throw .tooLarge(
        what: "the number of things that happen", value: Double(options.events.count), limit: 10_000)
    }
    var factors: [(from: Double, factor: Double)] = []
    for event in options.events {
      switch event {
      case .loadFactor(let factor, let from):
        try check(factor >= 0 && factor <= 1e6, "load factor", "\(factor); 0 to 1000000 are possible")
        try checkTime(from, "load factor")
        factors.append((from, factor))
        act(from, .load(factor))
      case .freeze(let name, let from, let until):
        let component = try self.component(name, "freeze")
        try checkSpan(from, until, "freeze of \(name)")
        try check(
          options.coreSharing == .firstComeFirstServed, "freeze of \(name)",
          "it needs cores that serve first come, first served")
        act(from, .freeze(component))
        act(until, .thaw(component))
        disturb("\(name) hangs", from, until)
      case .outage(let target, let from, let until):
        try checkSpan(from, until, "outage of \(target.name)")
        let unit = try addUnit(target)
        act(from, .begin(unit: unit))
        act(until, .end(unit: unit))
        disturb("outage of \(target.name)", from, until)
      case .slowdown(let name, let factor, let from, let until):
        let component = try self.component(name, "slow-down")
        try checkSpan(from, until, "slow-down of \(name)")
        try check(
          factor > 0 && factor <= 1e6, "slow-down of \(name)", "by \(factor); a factor above 0 is needed")
        addEffect(.init(component: component, slowness: factor), from, until)
        disturb("\(name) is slow", from, until)
      case .errors(let name, let share, let from, let until):
        let component = try self.component(name, "errors")
        try checkSpan(from, until, "errors of \(name)")
        try checkShare(share, "errors of \(name)")
        addEffect(.init(component: component, errorShare: share), from, until)
        disturb("errors of \(name)", from, until)
      case .cacheFlush(let name, let time):
        let component = try self.component(name, "flush")
        try checkTime(time, "flush of \(name)")
        let entry = lowered.components[Int(component)]
        try check(entry.kind == .cache, "flush of \(name)", "it is no cache; name one")
        try check(
          entry.keyCount >= 0, "flush of \(name)",
          "how it fills again depends on its keys; state keys: {count: ..., zipfExponent: ...}")
        act(time, .flush(component))
        disturb("flush of \(name)", time, time)
      case .incident(let name, let share, let time): try addIncident(name, share, time)
      case .failures(let process): try addProcesses(process)
      case .deployment(let deployment): try addRollout(deployment)
      }
    }
    disturbByLoad(factors)
    for index in lowered.components.indices { program.fills.append(fill(of: index)) }
    try compileCurve(factors)
    program.plan.acts.sort { $0.time < $1.time }
  }

  // MARK: Parts

  mutating func act(_ time: Double, _ act: ScenePlan.Act) { program.plan.acts.append((time, act)) }

  mutating func disturb(_ name: String, _ begin: Double, _ end: Double) {
    program.plan.disturbances.append((name, begin, end))
  }

  /// More load for a while is something to recover from.
  private mutating func disturbByLoad(_ factors: [(from: Double, factor: Double)]) {
    let steps = factors.sorted { $0.from < $1.from }
    for (step, next) in zip(steps, steps.dropFirst()) where step.factor > 1 && next.factor < step.factor {
      disturb("\(QuantityText.number(step.factor)) times the load", step.from, next.from)
    }
  }

  private mutating func addEffect(_ effect: ScenePlan.Effect, _ from: Double, _ until: Double) {
    let index = program.plan.effects.count
    program.plan.effects.append(effect)
    act(from, .turnOn(effect: index))
    act(until, .turnOff(effect: index))
  }

  /// People and controllers take the times that the observation says; a controller that heals needs no diagnosis.
  private mutating func addIncident(
    _ name: String, _ share: Double, _ time: Double
  ) throws(SimulationError) {
    let component = try self.component(name, "incident")
    try checkTime(time, "incident of \(name)")
    try checkShare(share, "incident of \(name)")
    let observation = lowered.observation
    let times = [observation.detectionTime, observation.diagnosisTime, observation.repairTime].map {
      reading.value($0, or: .infinity)
    }
    try check(
      times.allSatisfy(\.isFinite), "incident of \(name)",
      "the system does not say how long faults take; state observation.detectionTime, diagnosisTime and repairTime"
    )
    program.plan.effects.append(.init(component: component, errorShare: share))
    let index = program.plan.incidents.count
    program.plan.incidents.append(
      .init(
        effect: program.plan.effects.count - 1, detectionTime: times[0], diagnosisTime: times[1],
        repairTime: times[2], healedShare: reading.value(observation.healedShare, or: 0)))
    act(time, .incident(index))
    disturb("incident of \(name)", time, time + times.reduce(0, +))
  }

  private mutating func addProcesses(_ process: FailureProcess) throws(SimulationError) {
    let observation = lowered.observation
    let ended = [observation.detectionTime, observation.diagnosisTime, observation.repairTime].reduce(0) {
      $0 + reading.value($1, or: 0)
    }
    let repair = process.repairTime ?? ended
    func between(_ component: String) -> Double? {
      guard let index = lowered.componentIndex(component) else { return nil }
      let works = reading.value(lowered.components[index].availability, or: 1)
      return process.timeBetween ?? (works < 1 ? repair * works / (1 - works) : nil)
    }
    var units: [Int] = []
    var time = process.timeBetween
    switch process.target {
    case .eachReplica(let name):
      let component = Int(try self.component(name, "failures"))
      time = between(name)
      for group in program.groups where Int(group.component) == component {
        for replica in group.first..<(group.first + group.ready) {
          units.append(program.plan.units.count)
          program.plan.units.append(
            .init(name: "a replica of \(name)", replicas: [replica], anyOf: Int32(component)))
        }
      }
    case .whole(let target):
      units.append(try addUnit(target))
      if case .component(let name) = target { time = between(name) }
    }
    guard let time, time > 0, repair > 0, time <= 1e12, repair <= 1e12 else {
      throw .invalid(
        place: "failures", problem: "a time between failures and one to the repair are needed, both above 0")
    }
    guard program.plan.units.count <= 1_000_000 else {
      throw .tooLarge(
        what: "the number of parts that fail by themselves", value: Double(program.plan.units.count),
        limit: 1e6)
    }
    for unit in units {
      program.plan.processes.append(.init(unit: unit, timeBetween: time, repairTime: repair))
    }
  }

  /// How a cache fills again once it was emptied; nothing but a flush or an outage empties one.
  private func fill(of component: Int) -> CacheFill {
    let entry = lowered.components[component]
    guard entry.kind == .cache, entry.keyCount >= 0, !options.events.isEmpty else { return CacheFill() }
    let popularity = ZipfPopularity(
      keyCount: reading.values[entry.keyCount], exponent: reading.value(entry.zipfExponent, or: 0.9))
    let byCapacity = popularity.hitRatio(
      entries: reading.value(entry.memory, or: 0) / max(1, reading.value(entry.entrySize, or: 1000)))
    return CacheFill(popularity, hitRatio: reading.value(entry.hitRatio, or: byCapacity))
  }

  // MARK: Load

  /// The curve at the rates that hold; the load's own rate is its unit where it is given in factors.
  private mutating func compileCurve(
    _ factors: [(from: Double, factor: Double)]
  ) throws(SimulationError) {
    guard let rate = program.arrivalRate else {
      guard factors.isEmpty, options.curve == nil else {
        throw .invalid(place: "load", problem: "a number of users has no curve; give a rate")
      }
      return
    }
    guard options.curve != nil || !factors.isEmpty else { return }
    let stated = options.curve ?? .constant(1, .factor)
    let curve = stated.measure == .rate ? stated : stated.scaled(by: rate, as: .rate)
    // Of two factors from one time the later stated holds.
    let ordered = factors.enumerated().sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }
    let whole = curve.multiplied(by: ordered.map(\.element))
    guard whole.peak <= 1e9 else {
      throw .invalid(place: "load", problem: "\(whole.peak) requests/s; at most 1e9 are possible")
    }
    program.curve = whole
    program.arrivalRate = whole.value(at: 0)
  }

  // MARK: Refusals

  func component(_ name: String, _ what: String) throws(SimulationError) -> Int32 {
    guard let index = lowered.componentIndex(name) else {
      throw .invalid(
        place: what,
        problem: "no component is called \"\(name)\"; there are "
          + lowered.components.map(\.name).joined(separator: ", "))
    }
    return Int32(index)
  }

  func check(_ holds: Bool, _ place: String, _ problem: String) throws(SimulationError) {
    guard holds else { throw .invalid(place: place, problem: problem) }
  }

  func checkTime(_ time: Double, _ place: String) throws(SimulationError) {
    try check(time >= 0 && time <= 1e12, place, "at \(time) s; a time of 0 or more is needed")
  }

  func checkSpan(_ from: Double, _ until: Double, _ place: String) throws(SimulationError) {
    try check(from >= 0 && until > from && until <= 1e12, place, "from \(from) s to \(until) s is no time")
  }

  func checkShare(_ share: Double, _ place: String) throws(SimulationError) {
    try check(share >= 0 && share <= 1, place, "a share of \(share); 0 to 1 are possible")
  }
}
