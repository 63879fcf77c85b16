import TenfoldCatalog
import TenfoldModel

/// A pipeline that builds, tests and deploys, instead of people.
struct ContinuousDelivery: Remedy {
  let id = "ci-cd"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.isAboutChange else { return [] }
    guard situation.system.delivery.method == .manual else {
      return [.refused(subject: "deployments", reason: "a pipeline deploys already")]
    }
    return [
      situation.delivering(by: .pipeline, action: "let a pipeline build, test and deploy every service")
    ]
  }
}

/// A change shown to a share of the traffic first and taken back by itself.
struct CanaryRelease: Remedy {
  let id = "canary"

  func proposals(in situation: Situation) -> [Proposal] {
    guard situation.isAboutChange else { return [] }
    let observes = Catalog.observationLevel(of: situation.system.observation) >= 2
    switch situation.system.delivery.method {
    case .canary?, .waves?:
      return [.refused(subject: "deployments", reason: "changes go through a canary already")]
    case .manual?:
      return [
        .refused(subject: "deployments", reason: "a canary needs a pipeline, and people deploy by hand")
      ]
    case .pipeline?, nil:
      guard observes else {
        return [
          .refused(subject: "deployments", reason: "a canary is judged by metrics, and none are collected")
        ]
      }
      return [situation.delivering(by: .canary, action: "show each change to a share of the traffic first")]
    }
  }
}

extension Situation {
  /// True when the limit has to do with how changes reach production.
  var isAboutChange: Bool {
    ["hands-on-time", "lead-time", "pipeline", "error-budget", "availability"].contains(kind)
  }

  /// The system with another way of delivery, whose numbers are assumed anew.
  func delivering(by method: Delivery.Method, action: String) -> Proposal {
    var system = system
    system.delivery.method = method
    system.delivery.handsOnTime = nil
    system.delivery.duration = nil
    system.delivery.failureShare = nil
    system.delivery.exposedShare = nil
    system.delivery.rollbackTime = nil
    return .change(subject: "deployments", action: action, system: Catalog.completed(system).system)
  }

  /// The system with better observation, whose times are assumed anew.
  func observing(action: String, _ change: (inout Observation) -> Void) -> Proposal {
    var system = system
    change(&system.observation)
    system.observation.detectionTime = nil
    system.observation.diagnosisTime = nil
    system.observation.repairTime = nil
    return .change(subject: "faults", action: action, system: Catalog.completed(system).system)
  }
}
