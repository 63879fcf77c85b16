import TenfoldModel

/// Prometheus that scrapes every own service, and alerts on what users feel.
struct MetricsFiles: RemedyGenerator {
  let remedy = "metrics-alerts"
  let summary = "Prometheus with scrape jobs and alert rules, as a Compose service or a Deployment"
  let expected = "own services and gateways"

  private static let image = "prom/prometheus:v2.53.0"
  private static let port = 9090

  func suits(_ component: Component) -> Bool { component.kind == .service || component.kind == .gateway }

  func generate(_ request: GenerationRequest) -> GeneratedConfiguration {
    let rules = AlertRules(for: request).document
    let steps = [
      "let every service answer /metrics with what OpenTelemetry calls http.server.request.duration, in seconds: the rules "
        + "read it as http_server_request_duration_seconds",
      "name a receiver: an Alertmanager whose route ends at a person; without one an alert is a line on a page",
    ]
    switch request.platform {
    case .compose:
      let jobs = request.components.map { composeJob($0, port: request.port(of: $0)) }
      return GeneratedConfiguration(
        files: [
          request.file(
            "compose.\(remedy).yaml", for: "Prometheus as a service",
            (["services": ["prometheus": service], "volumes": ["prometheus": .map([])]] as YAMLValue).document
          ),
          request.file(
            "\(remedy)/prometheus.yml", for: "what is scraped, how often",
            settings(request, jobs: jobs, rules: "rules.yml").document),
          request.file("\(remedy)/rules.yml", for: "what alerts, and when", rules),
        ],
        manualSteps: [
          "set the ports in \(remedy)/prometheus.yml where services show their metrics on another than that of requests"
        ] + steps + [request.composeCommand])
    case .kubernetes:
      let jobs = settings(request, jobs: [podJob], rules: "rules.yml").document
      return GeneratedConfiguration(
        files: [
          request.file(
            "\(remedy)/prometheus.yml", for: "the settings that the ConfigMap has, to check them", jobs),
          request.file("\(remedy)/rules.yml", for: "the rules that the ConfigMap has, to check them", rules),
          request.file(
            "kubernetes/\(remedy)/prometheus.yaml", for: "Prometheus, what it may see, and its settings",
            YAMLValue.documents(objects(settings: jobs, rules: rules))),
        ],
        manualSteps: [
          "label the metrics port of the pods: a container port named metrics"
        ] + steps + [
          "kubectl apply -f kubernetes/\(remedy) (the binding is for the namespace default; edit it for another)"
        ])
    }
  }

  private func settings(_ request: GenerationRequest, jobs: [YAMLValue], rules: String) -> YAMLValue {
    let interval = request.changed.observation.metricsInterval
    let spelled = YAMLValue.text("\(Int(max(1, interval?.likely.rounded() ?? 15)))s").because(
      interval?.origin ?? "an assumption: the usual interval")
    return ScrapeSettings.document(interval: spelled, jobs: jobs, rules: [rules])
  }

  /// Every replica behind a name of Compose: its name service lists them all.
  private func composeJob(_ component: Component, port: (number: Int, origin: String)) -> YAMLValue {
    let name = Spelling.service(component.name)
    return [
      "job_name": .text(name),
      "dns_sd_configs": [
        [
          "names": [.text(name)], "type": "A",
          "port": YAMLValue.count(Double(port.number)).because(port.origin),
        ]
      ],
    ]
  }

  /// Every pod with a port named metrics, under the name of its component.
  private var podJob: YAMLValue {
    [
      "job_name": "pods",
      "kubernetes_sd_configs": [["role": "pod"]],
      "relabel_configs": [
        [
          "source_labels": ["__meta_kubernetes_pod_container_port_name"], "regex": "metrics",
          "action": "keep",
        ],
        [
          "source_labels": ["__meta_kubernetes_pod_label_app_kubernetes_io_name"], "target_label": "job",
        ],
        ["source_labels": ["__meta_kubernetes_pod_name"], "target_label": "pod"],
      ],
    ]
  }

  private var service: YAMLValue {
    [
      "image": .text(Self.image), "restart": "unless-stopped",
      "command": [
        "--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus",
        "--storage.tsdb.retention.time=15d",
      ],
      "volumes": ["./\(remedy):/etc/prometheus:ro", "prometheus:/prometheus"],
      "ports": ["127.0.0.1:\(Self.port):\(Self.port)"],
    ]
  }

  private func objects(settings: String, rules: String) -> [YAMLValue] {
    let name = "prometheus"
    let metadata: YAMLValue = ["name": .text(name)]
    let pod: YAMLValue = [
      "serviceAccountName": .text(name),
      "containers": [
        [
          "name": .text(name), "image": .text(Self.image),
          "args": ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"],
          "ports": [["containerPort": .count(Double(Self.port))]],
          "readinessProbe": ["httpGet": ["path": "/-/ready", "port": .count(Double(Self.port))]],
          "resources": YAMLValue.map([
            .init(key: "requests", value: ["cpu": "250m", "memory": "512Mi"]),
            .init(key: "limits", value: ["memory": "2Gi"]),
          ]).because("an assumption: some hundred thousand series; watch it"),
          "volumeMounts": [
            ["name": "settings", "mountPath": "/etc/prometheus"],
            ["name": "data", "mountPath": "/prometheus"],
          ],
        ]
      ],
      "volumes": [
        ["name": "settings", "configMap": ["name": .text(name)]],
        YAMLValue.map([.init(key: "name", value: "data"), .init(key: "emptyDir", value: .map([]))]).because(
          "what was measured is lost with the pod; give it a claim to keep it"),
      ],
    ]
    return [
      ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": metadata],
      [
        "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": metadata,
        "rules": [["apiGroups": [""], "resources": ["pods"], "verbs": ["get", "list", "watch"]]],
      ],
      [
        "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding", "metadata": metadata,
        "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": .text(name)],
        "subjects": [["kind": "ServiceAccount", "name": .text(name), "namespace": "default"]],
      ],
      KubernetesObject.configuration(name, [("prometheus.yml", settings), ("rules.yml", rules)]),
      KubernetesObject.deployment(name, replicas: 1, pod: pod),
      KubernetesObject.service(name, port: Self.port),
    ]
  }
}
