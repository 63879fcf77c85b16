import TenfoldCatalog
import TenfoldModel

/// Logs of all services in one place.
struct CentralLogging: Remedy {
  let id = "central-logging"

  func proposals(in situation: Situation) -> [Proposal] {
    guard ["availability", "error-budget"].contains(situation.kind) else { return [] }
    guard Catalog.observationLevel(of: situation.system.observation) < 2 else {
      return [.refused(subject: "faults", reason: "logs or metrics are collected already")]
    }
    return [
      situation.observing(action: "collect the logs of all services in one place") { $0.centralLogs = true }
    ]
  }
}

/// Metrics and alerts on what users feel.
struct MetricsAlerts: Remedy {
  let id = "metrics-alerts"

  func proposals(in situation: Situation) -> [Proposal] {
    guard ["availability", "error-budget"].contains(situation.kind) else { return [] }
    guard situation.system.observation.alerts != true else {
      return [.refused(subject: "faults", reason: "alerts reach a person already")]
    }
    return [
      situation.observing(action: "measure every service and alert on what users feel") {
        $0.alerts = true
        $0.metricsInterval = $0.metricsInterval ?? .planned(15)
      }
    ]
  }
}

/// Controllers that end common faults by themselves.
struct SelfHealing: Remedy {
  let id = "self-healing"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.kind == "availability" else { return [] }
    guard situation.system.observation.alerts == true else {
      return [.refused(subject: "faults", reason: "nothing alerts yet, so there is no signal to heal on")]
    }
    guard situation.system.observation.selfHealing != true else { return [] }
    return [
      situation.observing(action: "let controllers detect and end common faults") {
        $0.anomalyDetection = true
        $0.selfHealing = true
      }
    ]
  }
}
