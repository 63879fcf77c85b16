internal import TenfoldModel

extension ProgramCompiler {
  /// Compiles what happens, once replicas and routes have their indices.
  mutating func compileScenes() throws(SimulationError) {
    program.plan.noticeTime = options.noticeTime
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
    for index in lowered.components.indices { program.fills.append(fill(of: index)) }
    try compileCurve(factors)
    program.plan.acts.sort { $0.time < $1.time }
  }

  // MARK: Parts

  private mutating func act(_ time: Double, _ act: ScenePlan.Act) { program.plan.acts.append((time, act)) }

  private mutating func disturb(_ name: String, _ begin: Double, _ end: Double) {
    program.plan.disturbances.append((name, begin, end))
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
          program.plan.units.append(.init(name: "a replica of \(name)", replicas: [replica]))
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
    for unit in units {
      program.plan.processes.append(.init(unit: unit, timeBetween: time, repairTime: repair))
    }
  }

  private mutating func addRollout(_ deployment: Deployment) throws(SimulationError) {
    let place = "deployment of \(deployment.component)"
    let component = try self.component(deployment.component, "deployment")
    try checkTime(deployment.at, place)
    try checkShare(deployment.version.errorShare, place)
    let version = deployment.version
    try check(
      version.slowness > 0 && version.slowness <= 1e6, place,
      "\(version.slowness) times as slow; a factor above 0 is needed")
    let entry = program.components[Int(component)]
    try check(entry.hasReplicas, place, "others run it; deploy something of your own")
    let method = self.method(of: deployment)
    if lowered.components[Int(component)].isStateful {
      guard case .byHand = method else {
        throw .invalid(
          place: place, problem: "what keeps data is deployed by hand here; say so with how: by hand")
      }
    }
    try checkMethod(method, place)
    let stated = system.components[Int(component)].scaling.autoscaler?.startTime?.likely
    let startTime = deployment.startTime ?? stated ?? 30
    try check(startTime >= 0 && startTime <= 1e9, place, "starts take \(startTime) s; 0 or more is needed")
    var rollout = ScenePlan.Rollout(
      component: component, method: method, version: version, startTime: startTime, retreat: .infinity)
    switch method {
    case .byHand, .rolling:
      if version.isHarmful {
        rollout.retreat =
          reading.value(lowered.observation.detectionTime, or: .infinity)
          + reading.value(lowered.delivery.rollbackTime, or: .infinity)
      }
    case .waves:
      let group = program.groups[Int(entry.primaries)]
      for replica in group.first..<(group.first + group.ready) {
        let region = program.plan.regions[Int(replica)]
        if !rollout.regions.contains(region) { rollout.regions.append(region) }
      }
      rollout.regions.sort()
    case .canary: break
    }
    act(deployment.at, .deploy(program.plan.rollouts.count))
    program.plan.rollouts.append(rollout)
    disturb(place, deployment.at, deployment.at)
  }

  private func checkMethod(_ method: Deployment.Method, _ place: String) throws(SimulationError) {
    switch method {
    case .byHand(let downtime):
      try check(
        downtime > 0 && downtime <= 1e9, place, "a downtime of \(downtime) s; a time above 0 is needed")
    case .rolling(let surge, let unavailable):
      try checkShare(surge, place)
      try checkShare(unavailable, place)
    case .canary(let steps):
      try check(!steps.isEmpty, place, "a canary without steps; state some, such as {share: 5%, for: 2min}")
      for step in steps {
        try checkShare(step.share, place)
        try check(step.duration > 0 && step.duration <= 1e9, place, "a step of \(step.duration) s is no time")
      }
    case .waves(let pause): try check(pause > 0 && pause <= 1e9, place, "a pause of \(pause) s is no time")
    }
  }

  /// How a version comes into service: as said, or in the way of the system's delivery.
  func method(of deployment: Deployment) -> Deployment.Method {
    if let method = deployment.method { return method }
    let exposures = system.delivery.exposures.map {
      Deployment.Step(share: $0.share.likely, duration: $0.duration?.likely ?? 300)
    }
    switch system.delivery.method {
    case .manual: return .byHand(downtime: Deployment.usualDowntime)
    case .canary: return .canary(exposures.isEmpty ? Deployment.usualSteps : exposures)
    case .waves: return .waves(pause: 600)
    case .pipeline, nil: return .rolling(surge: 0.25, unavailable: 0.25)
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

  // MARK: Units

  private mutating func addUnit(_ target: OutageTarget) throws(SimulationError) -> Int {
    var unit = ScenePlan.Unit(name: target.name)
    switch target {
    case .component(let name):
      let component = try self.component(name, "outage")
      if program.components[Int(component)].hasReplicas {
        unit.replicas = replicas(of: component)
      } else {
        unit.outside = [component]
      }
    case .replicas(let name, let count):
      let component = try self.component(name, "outage")
      let entry = program.components[Int(component)]
      let there = entry.hasReplicas ? replicas(of: component, atBeginning: true) : []
      try check(
        count >= 1 && count <= there.count, "outage of \(target.name)",
        "\(name) has \(there.count) replicas; name 1 to that many")
      unit.replicas = Array(there.prefix(count))
    case .zone(let number, let region):
      let index = try self.region(region, "outage of \(target.name)")
      let zones = places.zones[index]
      try check(
        number >= 1 && number <= zones, "outage of \(target.name)",
        zones == 0
          ? "the system states no zones; state placement.regions, each with zones"
          : "there are zones 1 to \(zones)")
      unit.replicas = (0..<Int32(program.replicaCount)).filter {
        program.plan.regions[Int($0)] == Int32(index) && zoneOf[Int($0)] == Int32(number - 1)
      }
    case .region(let name):
      let index = try self.region(name, "outage of \(target.name)")
      unit.replicas = (0..<Int32(program.replicaCount)).filter {
        program.plan.regions[Int($0)] == Int32(index)
      }
      let failover = system.placement.failover
      unit.takeover = failover?.time?.likely ?? .infinity
      unit.userShare = failover?.mode == .standby ? (index == 0 ? 1 : 0) : places.shares[index]
    case .link(let one, let other):
      let (from, to) = (try end(one), try end(other))
      unit.routes = program.routes.indices.filter { route in
        guard let caller = callerOf[route] else { return false }
        let target = Int(program.routes[route].component)
        return from.contains(caller) && to.contains(target) || to.contains(caller) && from.contains(target)
      }.map { Int32($0) }
      try check(
        !unit.routes.isEmpty, "outage of \(target.name)",
        "no call goes between them; name two components, or places that components are bound to with placedIn"
      )
    }
    program.plan.units.append(unit)
    return program.plan.units.count - 1
  }

  private func replicas(of component: Int32, atBeginning: Bool = false) -> [Int32] {
    program.groups.filter { $0.component == component }.flatMap {
      Array($0.first..<($0.first + (atBeginning ? $0.ready : $0.most)))
    }
  }

  /// Components that stand at one end of a link: the one of that name, or those bound to the place.
  private func end(_ name: String) throws(SimulationError) -> Set<Int> {
    if let index = lowered.componentIndex(name) { return [index] }
    let bound = system.components.indices.filter { system.components[$0].placedIn.contains(name) }
    guard !bound.isEmpty else {
      throw .invalid(
        place: "link", problem: "\"\(name)\" is neither a component nor a place that one is bound to")
    }
    return Set(bound)
  }

  private func region(_ name: String?, _ place: String) throws(SimulationError) -> Int {
    guard let name else {
      try check(places.regions.count == 1, place, "there are regions; name one of them")
      return 0
    }
    guard let index = places.regions.firstIndex(of: name), !name.isEmpty else {
      let known = places.regions.filter { !$0.isEmpty }.joined(separator: ", ")
      throw .invalid(
        place: place,
        problem: known.isEmpty
          ? "the system states no regions; state placement.regions" : "there are the regions \(known)")
    }
    return index
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

  private func component(_ name: String, _ what: String) throws(SimulationError) -> Int32 {
    guard let index = lowered.componentIndex(name) else {
      throw .invalid(
        place: what,
        problem: "no component is called \"\(name)\"; there are "
          + lowered.components.map(\.name).joined(separator: ", "))
    }
    return Int32(index)
  }

  private func check(_ holds: Bool, _ place: String, _ problem: String) throws(SimulationError) {
    guard holds else { throw .invalid(place: place, problem: problem) }
  }

  private func checkTime(_ time: Double, _ place: String) throws(SimulationError) {
    try check(time >= 0 && time <= 1e12, place, "at \(time) s; a time of 0 or more is needed")
  }

  private func checkSpan(_ from: Double, _ until: Double, _ place: String) throws(SimulationError) {
    try check(from >= 0 && until > from && until <= 1e12, place, "from \(from) s to \(until) s is no time")
  }

  private func checkShare(_ share: Double, _ place: String) throws(SimulationError) {
    try check(share >= 0 && share <= 1, place, "a share of \(share); 0 to 1 are possible")
  }
}

extension Deployment {
  /// Time for which a service is away that is changed by hand, in seconds, unless said otherwise.
  static var usualDowntime: Double { 120 }
  /// Steps of a canary unless said otherwise.
  static var usualSteps: [Step] {
    [Step(share: 0.05, duration: 300), Step(share: 0.25, duration: 300), Step(share: 0.5, duration: 300)]
  }
}
