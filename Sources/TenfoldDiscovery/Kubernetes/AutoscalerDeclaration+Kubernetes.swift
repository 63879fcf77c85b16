import TenfoldModel
import TenfoldPlatform

extension AutoscalerDeclaration {
  /// Reads a HorizontalPodAutoscaler of any version or a KEDA scaler; nil for every other object.
  init?(_ object: KubernetesObject) {
    switch (object.group, object.kind) {
    case ("autoscaling", "HorizontalPodAutoscaler"), ("extensions", "HorizontalPodAutoscaler"):
      guard let target = object.spec("scaleTargetRef", "name")?.string else { return nil }
      var metrics: [String] = []
      var cpuTarget: Double?
      if let percent = object.spec("targetCPUUtilizationPercentage")?.double {
        metrics = ["cpu"]
        cpuTarget = percent / 100
      }
      for metric in object.spec("metrics")?.items ?? [] {
        guard let name = Self.name(of: metric) else { continue }
        metrics.append(name)
        let resource = metric["resource"] ?? metric["containerResource"]
        let percent =
          resource?[["target", "averageUtilization"]]?.double
          ?? resource?["targetAverageUtilization"]?.double
        if name == "cpu", let percent { cpuTarget = percent / 100 }
      }
      self.init(
        kind: object.kind, target: target, minimum: object.spec("minReplicas")?.int ?? 1,
        maximum: object.spec("maxReplicas")?.int, metrics: metrics, cpuTarget: cpuTarget,
        location: object.location)
    case ("keda.sh", "ScaledObject"), ("keda.k8s.io", "ScaledObject"), ("keda.sh", "ScaledJob"):
      let reference = object.spec("scaleTargetRef")
      let target = reference?["name"]?.string ?? reference?["deploymentName"]?.string
      let triggers = object.spec("triggers")?.items ?? []
      let cpu = triggers.first { $0["type"]?.string == "cpu" }?["metadata"]?["value"]?.double
      self.init(
        kind: object.kind, target: object.kind == "ScaledJob" ? object.name : target ?? object.name,
        minimum: object.spec("minReplicaCount")?.int ?? 0,
        maximum: object.spec("maxReplicaCount")?.int ?? 100,
        metrics: triggers.compactMap { $0["type"]?.string }, cpuTarget: cpu.map { $0 / 100 },
        location: object.location)
    default:
      return nil
    }
  }

  /// The name of a metric in any version of the API: of the resource, or of the metric itself.
  private static func name(of metric: YAMLNode) -> String? {
    for source in ["resource", "containerResource", "pods", "object", "external"] {
      guard let body = metric[source] else { continue }
      return body["name"]?.string ?? body[["metric", "name"]]?.string ?? body["metricName"]?.string
    }
    return nil
  }
}
