import TenfoldModel
import TenfoldPlatform

/// A chart that a GitOps controller installs: an Argo CD Application or a Flux HelmRelease.
struct HelmApplication {
  let name: String
  let namespace: String
  /// Path of a chart in the repository; nil for one out of a chart repository.
  let path: String?
  /// Name of a chart of a chart repository.
  let chart: String?
  /// Values files relative to the chart.
  let valueFiles: [String]
  let values: TemplateMap
  let location: SourceLocation

  /// Every chart that an object installs; none for other objects.
  static func all(in object: KubernetesObject) -> [HelmApplication] {
    if object.kind == "Application", object.group == "argoproj.io" {
      let sources = object.spec("sources")?.items ?? object.spec("source").map { [$0] } ?? []
      return sources.compactMap { HelmApplication(object, source: $0) }
    }
    if object.kind == "HelmRelease", object.group == "helm.toolkit.fluxcd.io" {
      return HelmApplication(fluxRelease: object).map { [$0] } ?? []
    }
    return []
  }

  private init?(_ object: KubernetesObject, source: YAMLNode) {
    path = source["path"]?.string
    chart = source["chart"]?.string
    guard path != nil || chart != nil else { return nil }
    let helm = source["helm"]
    name = helm?["releaseName"]?.string ?? object.name
    namespace = object.spec("destination", "namespace")?.string ?? "default"
    valueFiles = helm?["valueFiles"]?.strings ?? []
    let written = helm?["values"]?.string.flatMap { try? YAMLParser.documents(of: $0).first } ?? nil
    values = written.map { TemplateValue($0) }?.map ?? TemplateMap()
    if let more = helm?["valuesObject"].map({ TemplateValue($0) })?.map {
      HelmValues.complete(more, with: values)
      values.entries = more.entries
    }
    for parameter in helm?["parameters"]?.items ?? [] {
      guard let name = parameter["name"]?.string, let value = parameter["value"]?.string else { continue }
      HelmApplication.set(
        name.split(separator: ".").map(String.init), to: YAMLScalar.value(of: value), in: values)
    }
    location = object.location
  }

  private init?(fluxRelease object: KubernetesObject) {
    guard let chart = object.spec("chart", "spec", "chart")?.string else { return nil }
    let isPath = chart.hasPrefix(".") || chart.contains("/")
    path = isPath ? chart : nil
    self.chart = isPath ? nil : chart
    name = object.spec("releaseName")?.string ?? object.name
    namespace = object.spec("targetNamespace")?.string ?? object.namespace ?? "default"
    valueFiles = object.spec("chart", "spec", "valuesFiles")?.strings ?? []
    values = object.spec("values").map { TemplateValue($0) }?.map ?? TemplateMap()
    location = object.location
  }

  private static func set(_ path: [String], to value: TemplateValue, in map: TemplateMap) {
    guard let key = path.first else { return }
    if path.count == 1 {
      map[key] = value
    } else {
      let inner = map[key].map ?? TemplateMap()
      map[key] = .map(inner)
      set(Array(path.dropFirst()), to: value, in: inner)
    }
  }

  /// The workload that its values describe, for a chart that is not among the files.
  ///
  /// Charts differ, their values hardly: an image, a count of replicas, an environment, resources. Nil when the
  /// values name neither an image nor an environment.
  var workload: WorkloadDeclaration? {
    let image = self.image
    let environment = environmentEntries
    guard image != nil || !environment.isEmpty else { return nil }
    let container = TemplateMap(["name": .string(name), "env": .list(environment)])
    if let image { container["image"] = .string(image) }
    for key in ["appResources", "resources"] where values[key].map != nil {
      container["resources"] = values[key]
    }
    let spec = TemplateMap([
      "template": .map(
        TemplateMap(["spec": .map(TemplateMap(["containers": .list([.map(container)])]))]))
    ])
    for key in ["replicas", "replicaCount"] where values[key].number != nil { spec["replicas"] = values[key] }
    let object = TemplateMap([
      "apiVersion": .string("apps/v1"), "kind": .string("Deployment"),
      "metadata": .map(TemplateMap(["name": .string(name), "namespace": .string(namespace)])),
      "spec": .map(spec),
    ])
    let node = YAMLNode(.map(object), line: location.line ?? 1)
    let set = DeclarationSet(name: "", form: .helm)
    guard let written = KubernetesObject(node: node, file: location.file),
      var workload = WorkloadDeclaration(written, environment: EnvironmentResolver(set))
    else { return nil }
    workload.form = .application
    return workload
  }

  private var image: String? {
    let keys = values.sortedKeys.filter { $0 == "image" || $0.hasSuffix("Image") }
    for key in ["image", "appImage"] + keys {
      if let text = values[key].string, !text.isEmpty { return text }
      guard let repository = values[key]["repository"].string ?? values[key]["name"].string else { continue }
      let tag = values[key]["tag"].text
      return tag.isEmpty ? repository : repository + ":" + tag
    }
    return nil
  }

  private var environmentEntries: [TemplateValue] {
    ["env", "environment", "envVars", "extraEnv", "extraEnvVars", "extraEnvs"].flatMap {
      key -> [TemplateValue] in
      switch values[key] {
      case .list(let items): return items.filter { $0["name"].string != nil }
      case .map(let map):
        return map.sortedKeys.filter { map[$0].map == nil }.map {
          .map(TemplateMap(["name": .string($0), "value": .string(map[$0].text)]))
        }
      default: return []
      }
    }
  }
}

extension YAMLNode {
  /// A value as a node, all of it on one line.
  init(_ value: TemplateValue, line: Int) {
    switch value {
    case .map(let map):
      let entries = map.sortedKeys.map { Entry(key: $0, line: line, value: YAMLNode(map[$0], line: line)) }
      self.init(content: .mapping(entries), line: line)
    case .list(let items):
      self.init(content: .sequence(items.map { YAMLNode($0, line: line) }), line: line)
    case .string(let text):
      self.init(content: .scalar(text: text, isPlain: false), line: line)
    default:
      self.init(content: .scalar(text: value.isNull ? "null" : value.text, isPlain: true), line: line)
    }
  }
}
