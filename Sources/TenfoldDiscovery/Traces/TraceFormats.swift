import TenfoldPlatform

/// Reads spans out of what tracing tools write: OpenTelemetry's JSON (as Tempo's too), Jaeger's, Zipkin's second version.
enum TraceFormats {
  /// The spans of a document; empty where it holds none.
  ///
  /// What a span lacks leaves the span out, not the document.
  ///
  /// - Complexity: O(spans).
  static func spans(in document: YAMLNode) -> [TracedSpan] {
    let resources =
      (document["resourceSpans"] ?? document["batches"] ?? document[["trace", "resourceSpans"]]
      ?? document[["trace", "batches"]])?.items ?? []
    if !resources.isEmpty { return resources.flatMap(openTelemetry) }
    if let traces = document["data"]?.items { return traces.flatMap(jaeger) }
    // Zipkin answers with one trace, or with a list of them.
    return document.items.flatMap { $0.items.isEmpty ? [$0] : $0.items }.compactMap(zipkin)
  }

  private static func openTelemetry(_ resource: YAMLNode) -> [TracedSpan] {
    let attributes = resource[["resource", "attributes"]]?.items ?? []
    guard
      let service = attributes.last(where: { $0["key"]?.string == "service.name" })?["value"].flatMap(text)
    else { return [] }
    let scopes = (resource["scopeSpans"] ?? resource["instrumentationLibrarySpans"])?.items ?? []
    return scopes.flatMap { $0["spans"]?.items ?? [] }.compactMap { node in
      guard let trace = node["traceId"]?.string, let id = node["spanId"]?.string else { return nil }
      let parent = node["parentSpanId"]?.string
      var span = TracedSpan(
        trace: trace, id: id, parent: parent?.isEmpty == true ? nil : parent, service: service,
        kind: .init(node["kind"]?.string))
      for attribute in node["attributes"]?.items ?? [] {
        if let key = attribute["key"]?.string, let value = attribute["value"].flatMap(text) {
          span.take(key, value)
        }
      }
      return span
    }
  }

  /// The text of one of OpenTelemetry's typed values.
  private static func text(_ value: YAMLNode) -> String? {
    value.string ?? value.entries.first?.value.string
  }

  private static func jaeger(_ trace: YAMLNode) -> [TracedSpan] {
    var services: [String: String] = [:]
    for process in trace["processes"]?.entries ?? [] {
      services[process.key] = process.value["serviceName"]?.string
    }
    return (trace["spans"]?.items ?? []).compactMap { node in
      guard let trace = node["traceID"]?.string, let id = node["spanID"]?.string,
        let service = node["processID"]?.string.flatMap({ services[$0] })
          ?? node[["process", "serviceName"]]?.string
      else { return nil }
      let parent = node["references"]?.items.first?["spanID"]?.string ?? node["parentSpanID"]?.string
      var span = TracedSpan(
        trace: trace, id: id, parent: parent?.isEmpty == true ? nil : parent, service: service, kind: .other)
      for tag in node["tags"]?.items ?? [] {
        if let key = tag["key"]?.string, let value = tag["value"]?.string { span.take(key, value) }
      }
      return span
    }
  }

  private static func zipkin(_ node: YAMLNode) -> TracedSpan? {
    guard let trace = node["traceId"]?.string, let id = node["id"]?.string,
      let service = node[["localEndpoint", "serviceName"]]?.string, !service.isEmpty
    else { return nil }
    var span = TracedSpan(
      trace: trace, id: id, parent: node["parentId"]?.string, service: service,
      kind: .init(node["kind"]?.string), peer: node[["remoteEndpoint", "serviceName"]]?.string,
      isShared: node["shared"]?.string == "true")
    for tag in node["tags"]?.entries ?? [] {
      if let value = tag.value.string { span.take(tag.key, value) }
    }
    return span
  }
}
