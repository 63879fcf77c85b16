import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// Traces: own services that send spans, and what keeps them.
  static func traceFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for workload in material.workloads where workload.isOwn {
      guard let entry = exporterSetting(of: workload) else { continue }
      facts.append(
        workload.fact(.traceExport, "\(workload.declaration.name) is given \(entry.name)", at: entry.location)
      )
      if let backend = outsideBackend(entry.value) {
        facts.append(workload.fact(.traceBackend, "spans go to \(backend)", at: entry.location))
      }
    }
    for workload in material.workloads where workload.known == .traceBackend || workload.known == .vendorAgent
    {
      facts.append(workload.fact(.traceBackend, "\(workload.declaration.name) keeps spans", worksAlone: true))
    }
    for text in material.configurations {
      for (kind, node, exporters) in collectorPipelines(text.root)
      where kind == "traces" && !exporters.isEmpty {
        facts.append(
          text.fact(
            .traceBackend, "a collector sends spans to \(exporters.joined(separator: ", "))", at: node))
      }
      let connectors = text.root["connectors"]?.entries ?? []
      if let derived = connectors.first(where: {
        $0.key.hasPrefix("spanmetrics") || $0.key.hasPrefix("span_metrics")
          || $0.key.hasPrefix("servicegraph")
      }) {
        facts.append(text.fact(.spanMetrics, "\(derived.key) connector", at: derived.value))
      }
      if let sampling = text.root["processors"]?.entries.first(where: { $0.key.hasPrefix("tail_sampling") }) {
        facts.append(text.fact(.spanMetrics, "tail sampling", at: sampling.value))
      }
    }
    for object in material.objects {
      switch object.kind {
      case "Instrumentation":
        facts.append(object.fact(.traceExport, "Instrumentation \(object.name)", worksAlone: true))
      case "Jaeger", "TempoStack", "TempoMonolithic":
        facts.append(object.fact(.traceBackend, "\(object.kind) \(object.name)", worksAlone: true))
      case "ConfigMap":
        guard
          let entry = object.node["data"]?.entries.first(where: { $0.key == "OTEL_EXPORTER_OTLP_ENDPOINT" })
        else { continue }
        facts.append(
          object.fact(
            .traceExport, "\(object.name) gives services OTEL_EXPORTER_OTLP_ENDPOINT", at: entry.value,
            worksAlone: true))
        if let backend = outsideBackend(entry.value.string) {
          facts.append(
            object.fact(.traceBackend, "spans go to \(backend)", at: entry.value, worksAlone: true))
        }
      default: break
      }
    }
    return facts
  }

  /// The setting that makes a service send spans, unless another one switches it off.
  private static func exporterSetting(of workload: PlacedWorkload) -> EnvironmentEntry? {
    let off: [(String, [String])] = [
      ("OTEL_SDK_DISABLED", ["true"]), ("ENABLE_TRACING", ["0", "false", ""]),
      ("DISABLE_TRACING", ["1", "true"]), ("OTEL_TRACES_EXPORTER", ["none"]),
      ("SPRING_SLEUTH_ENABLED", ["false"]), ("SPRING_ZIPKIN_ENABLED", ["false"]),
      ("DD_TRACE_ENABLED", ["false"]), ("JAEGER_DISABLED", ["true"]),
      ("MANAGEMENT_TRACING_ENABLED", ["false"]),
    ]
    for entry in workload.environment {
      if off.contains(where: {
        $0.0 == entry.name.uppercased() && $0.1.contains(entry.value?.lowercased() ?? "-")
      }) {
        return nil
      }
      if let value = entry.value,
        value.contains("zipkin.enabled=false") || value.contains("sleuth.enabled=false")
          || value.contains("otel.sdk.disabled=true")
      {
        return nil
      }
    }
    let keys = [
      "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_JAEGER",
      "JAEGER_AGENT_HOST", "JAEGER_ENDPOINT", "JAEGER_SERVICE_ADDR", "JAEGER_HOST",
      "JAEGER_COLLECTOR", "ZIPKIN", "SPRING_ZIPKIN_BASEURL", "MANAGEMENT_ZIPKIN", "MANAGEMENT_OTLP_TRACING",
      "DD_TRACE_AGENT_URL", "DD_AGENT_HOST", "ELASTIC_APM_SERVER_URL", "SW_AGENT_COLLECTOR",
      "APPLICATIONINSIGHTS_CONNECTION_STRING", "HONEYCOMB_API", "AWS_XRAY_DAEMON_ADDRESS",
      "COLLECTOR_SERVICE_ADDR", "OTEL_EXPORTER_ENDPOINT",
    ]
    return workload.environment.first { entry in
      let name = entry.name.uppercased()
      guard keys.contains(where: { name.hasPrefix($0) }) else { return false }
      return entry.value.map { !$0.isEmpty } ?? (entry.origin != .literal)
    }
  }

  /// A backend outside the files that an address names.
  private static func outsideBackend(_ address: String?) -> String? {
    guard let address = address?.lowercased() else { return nil }
    return [
      "tempo", "jaeger", "zipkin", "honeycomb", "datadog", "lightstep", "newrelic", "nr-data", "grafana.net",
      "signoz", "apm",
    ]
    .first { address.contains($0) }
  }
}
