import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// Alerts and who receives them; tests of rules are left out.
  static func alertFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for text in material.configurations {
      let root = text.root
      guard root["tests"] == nil, root["rule_files"] == nil || root["scrape_configs"] != nil else { continue }
      for group in root["groups"]?.items ?? [] {
        for rule in group["rules"]?.items ?? [] {
          // A rule that is in a file of its own counts like its file; provisioned ones carry a title.
          guard let name = rule["alert"]?.string ?? (rule["data"] != nil ? rule["title"]?.string : nil) else {
            continue
          }
          let query = rule["expr"]?.string ?? rule["data"]?.descendant("expr")?.string ?? ""
          facts.append(text.fact(topic(of: name, query), "alert \(name)", at: rule))
        }
      }
      if let receivers = root["receivers"], root["route"] != nil, reaches(receivers) {
        facts.append(text.fact(.alertReceiver, "a receiver of Alertmanager", at: receivers))
      }
      if let points = root["contactPoints"], !points.items.isEmpty {
        facts.append(
          text.fact(.alertReceiver, "contact point \(points.items.first?["name"]?.string ?? "")", at: points))
      }
      for key in ["alertmanager", "kube-prometheus-stack"] {
        let config = root[[key, "config"]] ?? root[[key, "alertmanager", "config"]]
        if let receivers = config?["receivers"], reaches(receivers) {
          facts.append(text.fact(.alertReceiver, "a receiver of Alertmanager", at: receivers))
        }
      }
    }
    facts += objectAlerts(material)
    facts += objectiveFacts(material)
    return facts
  }

  private static func objectAlerts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for object in material.objects {
      switch object.kind {
      case "PrometheusRule", "Rules", "ClusterRules", "GlobalRules", "VMRule":
        let rules = (object.spec?["groups"]?.items ?? []).flatMap { $0["rules"]?.items ?? [] }
        for rule in rules {
          guard let name = rule["alert"]?.string else { continue }
          facts.append(
            object.fact(
              topic(of: name, rule["expr"]?.string ?? ""), "alert \(name)", at: rule, worksAlone: true))
        }
        facts += filesOf(object, in: material)
      case "AlertmanagerConfig":
        if let receivers = object.spec?["receivers"], reaches(receivers) {
          facts.append(
            object.fact(.alertReceiver, "AlertmanagerConfig \(object.name)", at: receivers, worksAlone: true))
        }
      case "HelmRelease":
        if let receivers = object.spec?[["values", "alertmanager", "config", "receivers"]], reaches(receivers)
        {
          facts.append(
            object.fact(.alertReceiver, "a receiver of Alertmanager", at: receivers, worksAlone: true))
        }
      case "DatadogMonitor":
        let query = object.spec?["query"]?.string ?? ""
        facts.append(object.fact(topic(of: object.name, query), "monitor \(object.name)", worksAlone: true))
        if object.spec?["message"]?.string?.contains("@") == true {
          facts.append(object.fact(.alertReceiver, "monitor \(object.name) notifies", worksAlone: true))
        }
        if query.contains("anomalies(") {
          facts.append(object.fact(.anomalyDetection, "anomaly monitor \(object.name)", worksAlone: true))
        }
      default: break
      }
    }
    return facts
  }

  /// Rules that a template takes in from files of its chart.
  private static func filesOf(_ object: SignalObject, in material: SignalMaterial) -> [Fact] {
    guard object.file.contains("templates/"), object.spec?["groups"]?.items.isEmpty != false else {
      return []
    }
    let root = object.file.split(separator: "/").prefix { $0 != "templates" }.joined(separator: "/")
    guard let text = material.tree[object.file]?.text,
      text.contains(".Files.Glob") || text.contains(".Files.Get")
    else { return [] }
    var facts: [Fact] = []
    for file in material.tree.files
    where file.path.hasPrefix(root + "/") && !file.path.contains("/templates/") {
      for document in file.documents where document["tests"] == nil {
        for rule in (document["groups"]?.items ?? []).flatMap({ $0["rules"]?.items ?? [] }) {
          guard let name = rule["alert"]?.string else { continue }
          facts.append(
            Fact(
              topic(of: name, rule["expr"]?.string ?? ""), subject: object.name, detail: "alert \(name)",
              state: object.ownState,
              at: file.at(rule.line)))
        }
      }
    }
    return facts
  }

  /// Whether an alert watches what users feel or only machines.
  static func topic(of name: String, _ query: String) -> FactTopic {
    let text = (name + " " + query).lowercased()
    let symptoms = [
      "error", "5xx", "5..", "status_code", "response_code", "latency", "duration", "quantile",
      "availability", "slo", "burn", "slow", "response_time",
      "responsetime", "failed_requests", "request_failure", "request", "errors", "http_", "probe_success",
      "apdex", "lag",
    ]
    let machines = [
      "node_", "kube_node", "container_memory", "container_cpu", "kubelet", "disk", "filesystem", "kube_pod_",
      "node ",
    ]
    let isMachine = machines.contains { text.contains($0) }
    let isSymptom = symptoms.contains { text.contains($0) }
    return isSymptom && !(isMachine && !text.contains("5xx") && !text.contains("latency"))
      ? .alertRule : .alertRuleOnMachines
  }

  private static func reaches(_ receivers: YAMLNode) -> Bool {
    receivers.items.contains { receiver in
      receiver.entries.contains {
        ($0.key.hasSuffix("_configs") || $0.key.hasSuffix("Configs")) && !$0.value.items.isEmpty
      }
    }
  }

  private static func objectiveFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for object in material.objects {
      switch (object.kind, object.group) {
      case ("PrometheusServiceLevel", _), ("ServiceLevelObjective", _), ("SLO", _):
        facts.append(object.fact(.serviceObjective, "\(object.kind) \(object.name)", worksAlone: true))
      default: break
      }
    }
    for text in material.configurations where text.root["slos"] != nil && text.root["service"] != nil {
      facts.append(
        text.fact(
          .serviceObjective, "objectives of \(text.root["service"]?.string ?? "a service")",
          at: text.root["slos"]))
    }
    return facts
  }
}
