import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// Healing: loops from signal to repair, detectors, analysts, chaos, self-maintenance.
  static func healingFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for object in material.objects {
      switch (object.kind, object.group) {
      case ("MachineHealthCheck", _), ("NodeHealthCheck", _), ("SelfNodeRemediation", _),
        ("SelfNodeRemediationTemplate", _):
        facts.append(object.fact(.remediation, "\(object.kind) \(object.name)", worksAlone: true))
      case ("KeptnEvaluationDefinition", _), ("KeptnTaskDefinition", _):
        facts.append(object.fact(.remediation, "\(object.kind) \(object.name)", worksAlone: true))
      case ("Sensor", "argoproj.io"):
        // A sensor that an alert starts and that changes objects.
        let dependencies =
          object.spec?["dependencies"]?.items.compactMap { $0["eventName"]?.string ?? $0["name"]?.string }
          ?? []
        if dependencies.contains(where: { $0.lowercased().contains("alert") }),
          object.node.descendant("triggers") != nil
        {
          facts.append(object.fact(.remediation, "Sensor \(object.name) acts on alerts", worksAlone: true))
        }
      case ("K8sGPT", _), ("HolmesGPT", _):
        facts.append(object.fact(.rootCauseAnalysis, "\(object.kind) \(object.name)", worksAlone: true))
      case ("ScheduledObject", _): break
      case ("Schedule", "chaos-mesh.org"), ("ChaosSchedule", _), ("ChaosEngine", _),
        ("CronWorkflow", "argoproj.io"):
        if object.kind != "CronWorkflow" || object.node.descendant("chaos") != nil {
          facts.append(object.fact(.chaosExperiment, "\(object.kind) \(object.name)", worksAlone: true))
        }
      case ("PredictiveHorizontalPodAutoscaler", _), ("AdvancedHorizontalPodAutoscaler", _),
        ("IntelligentHorizontalPodAutoscaler", _), ("EffectiveHorizontalPodAutoscaler", _):
        facts.append(object.fact(.predictiveScaling, "\(object.kind) \(object.name)"))
      case ("ScaledObject", "keda.sh"):
        if let trigger = (object.spec?["triggers"]?.items ?? []).first(where: {
          ["predictkube"].contains($0["type"]?.string ?? "")
        }) {
          facts.append(
            object.fact(.predictiveScaling, "ScaledObject \(object.name) looks ahead", at: trigger))
        }
      case ("DeschedulerPolicy", _):
        facts.append(object.fact(.selfMaintenance, "descheduler", worksAlone: true))
      default: break
      }
    }
    for workload in material.workloads {
      let name = workload.declaration.name
      switch workload.known {
      case .reboot, .descheduler, .nodeProblemDetector:
        facts.append(workload.fact(.selfMaintenance, "\(name)", worksAlone: true))
      case .faultAnalyst: facts.append(workload.fact(.rootCauseAnalysis, "\(name)", worksAlone: true))
      case .profiler: facts.append(workload.fact(.continuousProfiling, "\(name)", worksAlone: true))
      default: break
      }
    }
    for text in material.configurations {
      // Playbooks of Robusta and rulebooks of Ansible: triggers with actions.
      for playbook in text.root["customPlaybooks"]?.items ?? text.root["activePlaybooks"]?.items ?? [] {
        let actions = playbook["actions"]?.items.flatMap(\.entries).map(\.key) ?? []
        let acting = actions.filter { action in
          ["delete", "restart", "rollback", "scale", "drain", "cordon", "remediat", "bash", "job"].contains {
            action.contains($0)
          }
        }
        if playbook["triggers"] != nil, let action = acting.first {
          facts.append(text.fact(.remediation, "playbook with the action \(action)", at: playbook))
        }
      }
      for group in text.root["groups"]?.items ?? [] where text.root["tests"] == nil {
        for rule in group["rules"]?.items ?? [] {
          let query = (rule["expr"]?.string ?? "").lowercased()
          let name = (rule["alert"]?.string ?? rule["record"]?.string ?? "").lowercased()
          let isAnomaly =
            name.contains("anomal") || query.contains("predict_linear") || query.contains("zscore")
            || query.contains("holt_winters") || query.contains("double_exponential_smoothing")
            || query.contains("stddev_over_time")
          if isAnomaly { facts.append(text.fact(.anomalyDetection, "rule \(name)", at: rule)) }
        }
      }
    }
    for object in material.objects("PrometheusRule", "VMRule") {
      for rule in (object.spec?["groups"]?.items ?? []).flatMap({ $0["rules"]?.items ?? [] }) {
        let query = (rule["expr"]?.string ?? "").lowercased()
        let name = (rule["alert"]?.string ?? rule["record"]?.string ?? "").lowercased()
        if name.contains("anomal") || query.contains("predict_linear") || query.contains("zscore")
          || query.contains("holt_winters") || query.contains("double_exponential_smoothing")
          || query.contains("stddev_over_time")
        {
          facts.append(object.fact(.anomalyDetection, "rule \(name)", at: rule, worksAlone: true))
        }
      }
    }
    for file in material.tree.files where !FilePlace.isBeside(file.path) {
      // An Ansible rulebook is a list of rule sets with sources and rules.
      guard let set = file.documents.first?.items.first, set["sources"] != nil, let rules = set["rules"]
      else { continue }
      if let rule = rules.items.first(where: {
        $0["condition"] != nil && ($0["action"] != nil || $0["actions"] != nil)
      }) {
        facts.append(
          Fact(
            .remediation, detail: "rulebook \(set["name"]?.string ?? file.name)", state: .referenced,
            at: file.at(rule.line)))
      }
    }
    return facts
  }
}
