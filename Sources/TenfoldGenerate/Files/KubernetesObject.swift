import TenfoldModel

/// Objects of Kubernetes as the generators write them, with the recommended labels.
enum KubernetesObject {
  /// An object.
  static func make(_ apiVersion: String, _ kind: String, _ name: String, _ spec: YAMLValue) -> YAMLValue {
    head(apiVersion, kind, name).adding(["spec": spec])
  }

  /// A ConfigMap of text files.
  static func configuration(_ name: String, _ files: [(String, String)]) -> YAMLValue {
    head("v1", "ConfigMap", name).adding(["data": .members(files.map { ($0.0, .lines($0.1)) })])
  }

  /// At most one pod at a time is taken away by maintenance.
  static func disruptionBudget(of name: String, selector: YAMLValue) -> YAMLValue {
    make(
      "policy/v1", "PodDisruptionBudget", name,
      [
        "maxUnavailable": YAMLValue.plain("1").because("maintenance takes one pod away at a time"),
        "selector": selector,
      ])
  }

  /// A Service in front of pods of our own making: those of its name, or of another.
  static func service(
    _ name: String, port: Int, selecting pods: String? = nil, isHeadless: Bool = false
  ) -> YAMLValue {
    var spec: YAMLValue = ["selector": labels(pods ?? name)]
    if isHeadless { spec = spec.adding(["clusterIP": "None"]) }
    return make(
      "v1", "Service", name, spec.adding(["ports": [["name": "main", "port": .count(Double(port))]]]))
  }

  /// A Deployment of one container; pods keep their configuration in `configuration` at `mountPath`.
  static func deployment(_ name: String, replicas: YAMLValue, pod: YAMLValue) -> YAMLValue {
    make(
      "apps/v1", "Deployment", name,
      ["replicas": replicas, "selector": selector(name), "template": template(name, pod)])
  }

  /// Pods of a controller.
  static func template(_ name: String, _ pod: YAMLValue) -> YAMLValue {
    ["metadata": ["labels": labels(name)], "spec": pod]
  }

  /// A selector of pods of our own making.
  static func selector(_ name: String) -> YAMLValue { ["matchLabels": labels(name)] }

  /// The label that pods of our own making are selected by.
  static func labels(_ name: String) -> YAMLValue { ["app.kubernetes.io/name": .text(name)] }

  /// A selector of pods that the system's own files make.
  static func ownSelector(_ name: String) -> YAMLValue {
    selector(name).because(
      "an assumption: the pods carry this label; kubectl get pods --show-labels tells, and a selector that matches "
        + "nothing protects nothing")
  }

  /// A kustomize component: list it under `components:` of the overlay that has the system's own objects.
  static func component(resources: [String], patches: [YAMLValue] = [], replicas: [YAMLValue] = []) -> String
  {
    var component: YAMLValue = [
      "apiVersion": "kustomize.config.k8s.io/v1alpha1", "kind": "Component",
      "resources": .list(resources.map { .text($0) }),
    ]
    if !replicas.isEmpty { component = component.adding(["replicas": .list(replicas)]) }
    if !patches.isEmpty { component = component.adding(["patches": .list(patches)]) }
    return component.document
  }

  /// How a component of kustomize comes to the system's own deployments, which charts may bring instead.
  static func joining(_ remedy: String, to request: GenerationRequest) -> [String] {
    let charts = request.components.filter { component in
      component.evidence.contains { "/\($0.file)".contains("/templates/") }
    }
    guard !charts.isEmpty else {
      return [
        "add ../\(remedy) (the folder with kustomization.yaml) under components: of the overlay with the deployments"
      ]
    }
    let names = charts.map(\.name).joined(separator: ", ")
    return [
      "copy the objects of \(names) into the templates of their charts, or list what helm template writes under "
        + "resources: of a kustomization with ../\(remedy) under components:",
      "put the names that kubectl get deploy tells where files name a deployment: a chart puts its release before "
        + "or in place of \(names)",
    ]
  }

  private static func head(_ apiVersion: String, _ kind: String, _ name: String) -> YAMLValue {
    [
      "apiVersion": .text(apiVersion), "kind": .text(kind),
      "metadata": [
        "name": .text(name),
        "labels": ["app.kubernetes.io/name": .text(name), "app.kubernetes.io/managed-by": "tenfold"],
      ],
    ]
  }
}
