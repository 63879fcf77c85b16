import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// Scaling: autoscalers that can act, on which share of the own stateless workloads; nodes; budgets.
  static func scalingFacts(_ material: SignalMaterial) -> [Fact] {
    var facts = autoscalerFacts(material)
    for object in material.objects {
      switch (object.kind, object.group) {
      case ("Service", "serving.knative.dev"):
        facts.append(object.fact(.managedScaling, "Knative scales \(object.name)"))
      case ("NodePool", "karpenter.sh"), ("Provisioner", "karpenter.sh"), ("ClusterAutoscaler", _),
        ("MachineAutoscaler", _):
        facts.append(object.fact(.nodeAutoscaling, "\(object.kind) \(object.name)", worksAlone: true))
      case ("PodDisruptionBudget", _):
        facts.append(object.fact(.disruptionBudget, "budget \(object.name)"))
      case ("Application", "argoproj.io"):
        if object.name.contains("cluster-autoscaler") || object.name.contains("karpenter") {
          facts.append(object.fact(.nodeAutoscaling, "Application \(object.name)", worksAlone: true))
        }
      case ("VerticalPodAutoscaler", _):
        let mode = object.spec?[["updatePolicy", "updateMode"]]?.string ?? "Auto"
        if ["Auto", "Recreate", "InPlaceOrRecreate"].contains(mode) {
          facts.append(object.fact(.selfMaintenance, "VerticalPodAutoscaler \(object.name) in mode \(mode)"))
        }
      default: break
      }
    }
    for workload in material.workloads where workload.known == .nodeAutoscaler {
      facts.append(workload.fact(.nodeAutoscaling, "\(workload.declaration.name)", worksAlone: true))
    }
    return facts
  }

  private static func autoscalerFacts(_ material: SignalMaterial) -> [Fact] {
    let own = material.statelessOwn
    guard !own.isEmpty else { return [] }
    let byName = Dictionary(own.map { ($0.declaration.name, $0) }, uniquingKeysWith: { first, _ in first })
    var acting: [String: AutoscalerDeclaration] = [:]
    for scaler in material.chosen.flatMap(\.autoscalers) {
      guard let workload = byName[scaler.target] else { continue }
      let least = scaler.minimum ?? 1
      guard let most = scaler.maximum ?? (scaler.kind.hasPrefix("Scaled") ? 100 : nil), most > least else {
        continue
      }
      let needsRequest = scaler.metrics.isEmpty || scaler.metrics.allSatisfy { $0 == "cpu" || $0 == "memory" }
      let hasRequest = workload.declaration.containers.contains {
        $0.cpuRequest != nil || $0.cpuLimit != nil || $0.memory != nil
      }
      guard !needsRequest || hasRequest else { continue }
      acting[scaler.target] = scaler
    }
    guard let first = acting.min(by: { $0.key < $1.key })?.value else { return [] }
    let share = Double(acting.count) / Double(own.count)
    return [
      Fact(
        .autoscaledShare,
        detail: "\(acting.count) of \(own.count) own stateless workloads scale by themselves",
        state: .referenced,
        at: first.location, value: share)
    ]
  }
}
