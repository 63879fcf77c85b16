import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// Metrics: who scrapes own services, exporters, dashboards.
  static func metricFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    let own = Set(material.workloads.filter { $0.state >= .referenced && $0.isOwn }.map(\.declaration.name))
    var published: [Int: String] = [:]
    for workload in material.workloads where workload.state >= .referenced && workload.isOwn {
      for port in workload.declaration.containers.flatMap(\.ports) {
        published[port.published ?? port.container] = workload.declaration.name
      }
    }
    for text in material.configurations {
      facts += scrapeFacts(text, own: own, published: published)
      for (kind, node, exporters) in collectorPipelines(text.root)
      where kind == "metrics" && !exporters.isEmpty {
        facts.append(
          text.fact(
            .metricsScrape, "a collector sends metrics to \(exporters.joined(separator: ", "))", at: node))
      }
      if let receiver = text.root[["receivers", "prometheus", "config"]] {
        facts += scrapeFacts(
          EmbeddedConfiguration(
            name: text.name, root: receiver, file: text.file, offset: text.offset, state: text.state),
          own: own, published: published)
      }
      if text.root["schemaVersion"] != nil, text.root["panels"] != nil {
        facts.append(text.fact(.dashboard, "dashboard \(text.root["title"]?.string ?? text.name)"))
      }
    }
    for object in material.objects {
      switch object.kind {
      case "ServiceMonitor", "PodMonitor", "PodMonitoring", "ClusterPodMonitoring", "VMServiceScrape",
        "VMPodScrape", "ScrapeConfig":
        let chosen = object.spec?[["selector", "matchLabels"]]?.entries.compactMap(\.value.string) ?? []
        let isAddOn = AddOn.isAddOn(object.name, path: "") && !chosen.contains { own.contains($0) }
        facts.append(
          object.fact(isAddOn ? .exporter : .metricsScrape, "\(object.kind) \(object.name)", worksAlone: true)
        )
      case "GrafanaDashboard":
        facts.append(object.fact(.dashboard, "dashboard \(object.name)", worksAlone: true))
      case "ConfigMap":
        if object.labels?["grafana_dashboard"] != nil {
          facts.append(object.fact(.dashboard, "dashboard \(object.name)", worksAlone: true))
        }
        if let agent = (object.node["data"]?.entries ?? []).first(where: {
          $0.value.string?.contains("monitor_kubernetes_pods = true") == true
        }) {
          facts.append(
            object.fact(
              .managedMetrics, "container insights scrape own pods", at: agent.value, worksAlone: true))
          facts.append(
            object.fact(.managedLogs, "container insights collect logs", at: agent.value, worksAlone: true))
        }
      default: break
      }
    }
    for workload in material.workloads {
      if workload.known == .exporter {
        facts.append(workload.fact(.exporter, "\(workload.declaration.name)", worksAlone: true))
      }
      guard workload.isOwn else { continue }
      let annotations = workload.declaration.annotations
      if annotations["prometheus.io/scrape"] == "true"
        || workload.environment.contains(where: { $0.name == "ENABLE_METRICS" && $0.value == "true" })
        || workload.declaration.containers.contains(where: {
          $0.ports.contains { ["metrics", "prometheus", "http-metrics"].contains($0.name ?? "") }
        })
      {
        facts.append(workload.fact(.metricsEndpoint, "\(workload.declaration.name) exposes metrics"))
      }
    }
    return facts
  }

  /// Whether a scrape configuration reaches own services.
  private static func scrapeFacts(_ text: EmbeddedConfiguration, own: Set<String>, published: [Int: String])
    -> [Fact]
  {
    guard let jobs = text.root["scrape_configs"], jobs.isSequence else { return [] }
    var named: Set<String> = []
    var discovers: YAMLNode?
    for job in jobs.items {
      for target in (job["static_configs"]?.items ?? []).flatMap({ $0["targets"]?.strings ?? [] }) {
        let host = String(target.prefix { $0 != ":" && $0 != "." && $0 != "/" })
        if own.contains(host) { named.insert(host) }
        // Through the host, a service is known by the port it publishes.
        if ["host", "localhost", "172"].contains(host),
          let port = target.split(separator: ":").last.flatMap({ Int($0) }), let service = published[port]
        {
          named.insert(service)
        }
      }
      let name = (job["job_name"]?.string ?? "").lowercased()
      let isCluster =
        ["node", "apiserver", "kubelet", "cadvisor", "kube-state", "nodes"].contains { name.contains($0) }
        && !name.contains("pod")
      let kubernetes =
        job["kubernetes_sd_configs"]?.items.contains {
          ["pod", "endpoints", "endpointslice", "service"].contains($0["role"]?.string ?? "")
        } == true
      let other = [
        "dns_sd_configs", "consul_sd_configs", "docker_sd_configs", "dockerswarm_sd_configs",
        "ec2_sd_configs", "eureka_sd_configs", "file_sd_configs", "http_sd_configs",
      ]
      .contains { job[$0] != nil }
      if (kubernetes && !isCluster) || other { discovers = discovers ?? job }
    }
    if let discovers {
      return [
        text.fact(
          .metricsScrape, "scrapes what it discovers (job \(discovers["job_name"]?.string ?? ""))",
          at: discovers, value: 1)
      ]
    }
    guard !named.isEmpty, !own.isEmpty else { return [] }
    let share = Double(named.count) / Double(own.count)
    let detail = "scrapes \(named.count) of \(own.count) own services"
    return [text.fact(share >= 0.5 ? .metricsScrape : .metricsEndpoint, detail, at: jobs, value: share)]
  }
}
