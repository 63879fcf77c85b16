import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// Logs: shippers with sinks, log drivers, agents, structure; and probes, which belong to the first level.
  static func logFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    let sinks = material.workloads.filter { $0.known == .logSink && $0.ownState >= .referenced }
    let hasCollectorSink = material.objects.contains {
      $0.kind == "ClusterOutput" || $0.kind == "Output" || $0.kind == "ClusterLogForwarder"
    }
    for workload in material.workloads {
      let name = workload.declaration.name
      for container in workload.declaration.containers {
        if let driver = container.loggingDriver,
          !["json-file", "local", "none", "journald", ""].contains(driver.text)
        {
          facts.append(workload.fact(.logShipping, "log driver \(driver.text)", at: driver.location))
        }
        if container.probe != nil, workload.isOwn {
          facts.append(workload.fact(.probes, "\(name) is probed", at: container.probe))
        }
      }
      guard workload.known == .logShipper || workload.known == .vendorAgent else { continue }
      if workload.known == .vendorAgent {
        facts.append(workload.fact(.managedLogs, "agent \(name)", worksAlone: true))
        facts.append(workload.fact(.managedMetrics, "agent \(name)", worksAlone: true))
        continue
      }
      let target = sinkSetting(of: workload)
      if target != nil || !sinks.isEmpty || hasCollectorSink || namesSink(workload, in: material) {
        let sink = sinks.first?.declaration.name ?? "an outside sink"
        facts.append(
          workload.fact(.logShipping, "\(name) ships logs to \(sink)", at: target, worksAlone: true))
      } else {
        facts.append(workload.fact(.logShipperWithoutSink, "\(name) has no sink", worksAlone: true))
      }
    }
    for object in material.objects {
      switch object.kind {
      case "ClusterOutput", "ClusterLogForwarder", "ClusterFluentBitConfig", "Logging", "VectorAggregator":
        facts.append(
          object.fact(.logShipping, "\(object.kind) \(object.name) sends logs on", worksAlone: true))
      case "DatadogAgent", "DynaKube", "ElasticAgent", "Instana", "InstanaAgent":
        facts.append(object.fact(.managedLogs, "agent \(object.kind)", worksAlone: true))
        facts.append(object.fact(.managedMetrics, "agent \(object.kind)", worksAlone: true))
      default: break
      }
      facts += chartFacts(object)
    }
    for text in material.configurations {
      for (key, pipeline, exporters) in collectorPipelines(text.root)
      where key == "logs" && !exporters.isEmpty {
        facts.append(
          text.fact(
            .logShipping, "a collector sends logs to \(exporters.joined(separator: ", "))", at: pipeline))
      }
    }
    let json = ["JSON_LOGGING", "LOG_FORMAT", "LOGGING_FORMAT", "LOG_JSON"]
    for workload in material.workloads where workload.isOwn {
      if let entry = workload.environment.first(where: { entry in
        let key = entry.name.uppercased()
        return json.contains { key.contains($0) }
          && ["json", "true", "1", "logstash", "ecs"].contains(entry.value?.lowercased() ?? "")
      }) {
        facts.append(
          workload.fact(
            .structuredLogs, "\(workload.declaration.name) logs with structure", at: entry.location))
      }
    }
    return facts
  }

  /// Charts of shippers and stacks that a reconciler or helmfile brings.
  private static func chartFacts(_ object: SignalObject) -> [Fact] {
    guard ["HelmRelease", "HelmChart", "Application"].contains(object.kind) else { return [] }
    let node = object.node.descendant("chart")
    let chart = (node?.string ?? node?[["spec", "chart"]]?.string ?? "").lowercased()
    switch chart {
    case "fluent-bit", "fluentd", "promtail", "vector", "loki-stack", "filebeat", "alloy", "k8s-monitoring",
      "logging-operator":
      return [object.fact(.logShipping, "chart \(chart)", at: node, worksAlone: true)]
    case "kube-prometheus-stack", "prometheus", "victoria-metrics-k8s-stack", "prometheus-operator":
      return [object.fact(.managedMetrics, "chart \(chart)", at: node, worksAlone: true)]
    case "datadog", "newrelic-bundle", "splunk-otel-collector":
      return [
        object.fact(.managedLogs, "chart \(chart)", at: node, worksAlone: true),
        object.fact(.managedMetrics, "chart \(chart)", at: node, worksAlone: true),
      ]
    default: return []
    }
  }

  /// Where a shipper's own settings name a sink.
  private static func sinkSetting(of workload: PlacedWorkload) -> SourceLocation? {
    let keys = [
      "ELASTICSEARCH", "OPENSEARCH", "LOKI", "OUTPUT", "SPLUNK", "FLUENT_", "GELF", "LOGZIO", "CLOUDWATCH",
      "KAFKA",
    ]
    if let entry = workload.environment.first(where: { entry in
      keys.contains { entry.name.uppercased().contains($0) } && !(entry.value ?? "").isEmpty
    }) {
      return entry.location
    }
    return workload.declaration.containers.flatMap(\.arguments).first {
      $0.text.contains("loki/api/v1/push") || $0.text.contains("-client.url")
    }?.location
  }

  /// True when a configuration file of the shipper has an output.
  private static func namesSink(_ workload: PlacedWorkload, in material: SignalMaterial) -> Bool {
    let marks = [
      "[OUTPUT]", "<match", "@type elasticsearch", "@type forward", "loki/api/v1/push",
      "output.elasticsearch", "output.logstash", "[sinks.", "sinks:",
    ]
    func has(_ text: String) -> Bool { marks.contains { text.contains($0) } }
    for container in workload.declaration.containers {
      for mount in container.mounts {
        switch mount.source {
        case .file(let path):
          if material.tree.files.contains(where: {
            ($0.path == path || $0.path.hasPrefix(path + "/")) && has($0.text)
          }) {
            return true
          }
        case .configuration(let name):
          let maps = material.objects.filter { $0.kind == "ConfigMap" && $0.name == name }
          if maps.contains(where: { ($0.node["data"]?.entries ?? []).contains { has($0.value.string ?? "") } }
          ) {
            return true
          }
        default: break
        }
      }
    }
    return false
  }

  /// Pipelines of a collector with those of their exporters that send something away.
  static func collectorPipelines(_ root: YAMLNode) -> [(kind: String, node: YAMLNode, exporters: [String])] {
    guard let pipelines = root[["service", "pipelines"]], root["receivers"] != nil || root["exporters"] != nil
    else { return [] }
    let connectors = Set(root["connectors"]?.entries.map(\.key) ?? [])
    let idle: Set<String> = [
      "debug", "logging", "file", "nop", "spanmetrics", "span_metrics", "servicegraph", "count", "forward",
      "routing",
    ]
    return pipelines.entries.map { entry in
      let exporters = (entry.value["exporters"]?.strings ?? []).filter {
        !connectors.contains($0) && !idle.contains(String($0.prefix { $0 != "/" }))
      }
      return (String(entry.key.prefix { $0 != "/" }), entry.value, exporters)
    }
  }
}
