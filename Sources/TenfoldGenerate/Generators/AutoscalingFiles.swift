import TenfoldCatalog
import TenfoldModel

/// An autoscaler for components without state, with the CPU requests it needs and a budget for disruptions.
struct AutoscalingFiles: RemedyGenerator {
  let remedy = "autoscaling"
  let summary = "HorizontalPodAutoscaler, CPU requests, PodDisruptionBudget"
  let expected = "services and gateways without state"

  /// Kubernetes waits so long by itself before it takes replicas away, in seconds.
  private static let stabilization = 300.0

  func refusal(on platform: Platform) -> String? {
    platform == .kubernetes
      ? nil
      : "Compose has no autoscaler; use --platform kubernetes, or --remedy stateless-horizontal for a fixed number"
  }

  func suits(_ component: Component) -> Bool { component.isStateless }

  func generate(_ request: GenerationRequest) -> GeneratedConfiguration {
    let folder = "kubernetes/\(remedy)"
    var files: [GeneratedFile] = []
    var patches: [YAMLValue] = []
    for component in request.components {
      let name = Spelling.name(component.name)
      files.append(
        request.file(
          "\(folder)/\(name).yaml", for: "the autoscaler of \(component.name) and its disruption budget",
          YAMLValue.documents([
            autoscaler(of: component, name, request),
            KubernetesObject.disruptionBudget(of: name, selector: KubernetesObject.ownSelector(name)),
          ])))
      if let patch = requests(of: component, name) { patches.append(patch) }
    }
    let resources = request.components.map { Spelling.name($0.name) + ".yaml" }
    files.append(
      request.file(
        "\(folder)/kustomization.yaml",
        for: "a kustomize component with the above"
          + (patches.isEmpty ? "" : " and the requests that CPU is measured by"),
        KubernetesObject.component(resources: resources, patches: patches)))
    let names = request.components.map { Spelling.name($0.name) }.joined(separator: ", ")
    return GeneratedConfiguration(
      files: files,
      manualSteps: KubernetesObject.joining(remedy, to: request) + replaced(in: request) + [
        "take spec.replicas out of the deployments \(names): it would set the number back at every apply",
        "see that metrics-server runs (kubectl top pods), or the autoscaler sees nothing",
        "see that the cluster has room, or a cluster autoscaler, for the largest number of pods",
      ])
  }

  /// Two autoscalers of one deployment undo each other's numbers.
  private func replaced(in request: GenerationRequest) -> [String] {
    let scaled = request.components.map(\.name).filter { request.system[$0]?.scaling.autoscaler != nil }
    guard !scaled.isEmpty else { return [] }
    return [
      "take the autoscalers away that \(scaled.joined(separator: ", ")) "
        + "\(scaled.count == 1 ? "has" : "have"), or set these numbers there instead: two for one deployment undo "
        + "each other's"
    ]
  }

  private func autoscaler(of component: Component, _ name: String, _ request: GenerationRequest) -> YAMLValue
  {
    let scaler = component.scaling.autoscaler
    let now = request.system[component.name]?.scaling.replicas
    let least = max(1, now?.likely.rounded() ?? 1)
    let maximum = scaler?.maximum ?? Catalog.assumption("autoscaler.maximum", of: ["service"])
    let isPlanned = scaler?.maximum != request.system[component.name]?.scaling.autoscaler?.maximum
    let most = max(maximum?.likely.rounded() ?? least, least + 1)
    let target = scaler?.target ?? Catalog.assumption("autoscaler.target", of: ["service"])
    let metric = scaler?.metric == "memory" ? "memory" : "cpu"
    let percent = min(100, max(1, ((target?.likely ?? 0.7) * 100).rounded()))
    let window = scaler?.stabilization?.likely ?? Self.stabilization
    return KubernetesObject.make(
      "autoscaling/v2", "HorizontalPodAutoscaler", name,
      [
        "scaleTargetRef": ["apiVersion": "apps/v1", "kind": "Deployment", "name": .text(name)],
        "minReplicas": YAMLValue.count(least).because("as many as there are now: \(now.origin)"),
        "maxReplicas": YAMLValue.count(most).because(
          isPlanned ? request.reason(for: component) : maximum.origin),
        "metrics": [
          [
            "type": "Resource",
            "resource": [
              "name": .text(metric),
              "target": [
                "type": "Utilization",
                "averageUtilization": YAMLValue.count(percent).because(
                  "percent of the request: \(target.origin)"),
              ],
            ],
          ]
        ],
        "behavior": [
          "scaleDown": [
            "stabilizationWindowSeconds": YAMLValue.count(window).because(
              scaler?.stabilization.map(\.origin) ?? "what Kubernetes does by itself")
          ]
        ],
      ])
  }

  /// A patch that gives the first container requests, where the files state none: utilization is measured by them.
  private func requests(of component: Component, _ name: String) -> YAMLValue? {
    if let request = component.resources.cpuRequest, request.provenance.basis != .assumed { return nil }
    guard let cpu = component.resources.cpu ?? component.resources.cpuRequest else { return nil }
    var amounts: YAMLValue = [
      "cpu": YAMLValue.text(Spelling.cores(cpu.likely)).because("cores of one replica: \(cpu.origin)")
    ]
    var resources: YAMLValue = ["requests": amounts]
    if let memory = component.resources.memory {
      let size = YAMLValue.text("\(Spelling.mebibytes(memory.likely))Mi")
      amounts = amounts.adding(["memory": size.because("memory of one replica: \(memory.origin)")])
      resources = ["requests": amounts, "limits": ["memory": size]]
    }
    let operation: YAMLValue = [
      ["op": "add", "path": "/spec/template/spec/containers/0/resources", "value": resources]
    ]
    return YAMLValue.map([
      .init(key: "target", value: ["kind": "Deployment", "name": .text(name)]),
      .init(key: "patch", value: .lines(operation.document)),
    ]).because(
      "\(component.name) states no CPU request; its first container gets these resources instead of its own")
  }
}

extension Component {
  /// True for what can run in any number: services and gateways without state of their own.
  var isStateless: Bool { (kind == .service || kind == .gateway) && state == nil }
}
