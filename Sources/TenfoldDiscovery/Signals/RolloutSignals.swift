import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// Progressive delivery: rollouts, canaries, weights, and how a failed change is taken back.
  static func rolloutFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for object in material.objects("Rollout", group: "argoproj.io") {
      let canary = object.spec?[["strategy", "canary"]]
      let blueGreen = object.spec?[["strategy", "blueGreen"]]
      let steps = canary?["steps"]?.items ?? []
      let analysis =
        canary?["analysis"] ?? steps.first { $0["analysis"] != nil || $0["experiment"] != nil }
        ?? blueGreen?["prePromotionAnalysis"] ?? blueGreen?["postPromotionAnalysis"]
      if let analysis, !steps.isEmpty || blueGreen != nil {
        facts.append(
          object.fact(.rolloutWithAnalysis, "Rollout \(object.name) judged by analysis", at: analysis))
        facts.append(
          object.fact(
            .automaticRollback, "Rollout \(object.name) aborts when its analysis fails", at: analysis))
        facts.append(
          object.fact(.remediation, "Rollout \(object.name) is taken back on metrics", at: analysis))
      } else if !steps.isEmpty {
        facts.append(
          object.fact(
            .rolloutUnjudged, "Rollout \(object.name) in \(steps.count) steps without analysis", at: canary))
      }
      if let routing = canary?["trafficRouting"] {
        facts.append(
          object.fact(.controlledWeights, "Rollout \(object.name) moves the weights of a route", at: routing))
      }
    }
    for object in material.objects("Canary", group: "flagger.app") {
      let analysis = object.spec?["analysis"] ?? object.spec?["canaryAnalysis"]
      guard let metrics = analysis?["metrics"], !metrics.items.isEmpty else { continue }
      facts.append(
        object.fact(
          .flaggerCanary, "Canary \(object.name) judged by \(metrics.items.count) metrics", at: metrics))
      facts.append(
        object.fact(.controlledWeights, "Canary \(object.name) moves the weights of a route", at: analysis))
      facts.append(
        object.fact(
          .automaticRollback, "Canary \(object.name) is taken back when its metrics fail", at: metrics))
      facts.append(object.fact(.remediation, "Canary \(object.name) is taken back on metrics", at: metrics))
    }
    let controlled = material.objects.contains {
      ($0.kind == "Rollout" && $0.group == "argoproj.io")
        || ($0.kind == "Canary" && $0.group == "flagger.app")
    }
    for object in material.objects("VirtualService", "HTTPRoute", "GRPCRoute") where !controlled {
      let rules = (object.spec?["http"]?.items ?? []) + (object.spec?["rules"]?.items ?? [])
      let weights = rules.first { rule in
        ((rule["route"]?.items ?? []) + (rule["backendRefs"]?.items ?? [])).count {
          ($0["weight"]?.int ?? 0) > 0
        } > 1
      }
      if let weights {
        facts.append(
          object.fact(.fixedWeights, "\(object.kind) \(object.name) with fixed weights", at: weights))
      }
    }
    for object in material.objects("Deployment", "Rollout") {
      if let hold = object.spec?["minReadySeconds"], (hold.int ?? 0) > 0 {
        facts.append(
          object.fact(
            .readinessHold, "\(object.kind) \(object.name) holds new replicas \(hold.int ?? 0) s", at: hold))
      }
    }
    for object in material.objects("HelmRelease") {
      if let remedy = object.spec?[["upgrade", "remediation"]] {
        facts.append(
          object.fact(
            .automaticRollback, "HelmRelease \(object.name) is rolled back when it fails", at: remedy,
            worksAlone: true))
      }
    }
    for object in material.objects("ImageUpdateAutomation", "ImagePolicy") {
      facts.append(object.fact(.tagCommit, "\(object.kind) \(object.name)", worksAlone: true))
    }
    for object in material.objects("Application", group: "argoproj.io") {
      if let annotation = object.node[["metadata", "annotations"]]?.entries.first(where: {
        $0.key.hasPrefix("argocd-image-updater.argoproj.io/")
      }) {
        facts.append(
          object.fact(
            .tagCommit, "Argo CD image updater on \(object.name)", at: annotation.value, worksAlone: true))
      }
    }
    return facts
  }
}
