import TenfoldModel

/// What the assessment and the files tell of how changes reach production, how faults are noticed and what starts the
/// components, where nothing is stated.
enum AssessedPractice {
  /// The system with the practice that its levels amount to.
  static func applying(_ assessment: Assessment, _ inventory: Inventory?, to system: System) -> System {
    var system = system
    if system.placement.orchestrator == nil, inventory?.given.contains(.kubernetes) == true {
      system.placement.orchestrator = "kubernetes"
    }
    if system.placement.orchestrator == nil, inventory?.given.contains(.compose) == true {
      system.placement.orchestrator = "compose"
    }
    if system.delivery.method == nil {
      system.delivery.method = assessment.levels[.deployment]?.level.flatMap(method)
    }
    let watch = assessment.levels[.monitoring]?.level ?? 1
    if watch >= 2, system.observation.centralLogs == nil, system.observation.metricsInterval == nil {
      system.observation.centralLogs = true
    }
    if watch >= 3, system.observation.alerts == nil { system.observation.alerts = true }
    if watch >= 4 {
      if system.observation.anomalyDetection == nil { system.observation.anomalyDetection = true }
      if system.observation.selfHealing == nil { system.observation.selfHealing = true }
    }
    return system
  }

  private static func method(of level: Int) -> Delivery.Method? {
    switch level {
    case ...1: .manual
    case 2: .pipeline
    case 3: .canary
    default: .waves
    }
  }
}
