internal import TenfoldModel

/// New versions and how they come into service.
extension ProgramCompiler {
  mutating func addRollout(_ deployment: Deployment) throws(SimulationError) {
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
}

extension Deployment {
  /// Time for which a service is away that is changed by hand, in seconds, unless said otherwise.
  static var usualDowntime: Double { 120 }
  /// Steps of a canary unless said otherwise.
  static var usualSteps: [Step] {
    [Step(share: 0.05, duration: 300), Step(share: 0.25, duration: 300), Step(share: 0.5, duration: 300)]
  }
}
