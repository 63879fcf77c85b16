import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// Reconcilers that carry changes to a cluster by themselves, and to how many clusters.
  static func gitOpsFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    var clusters = ReconciledClusters()
    var folders = CarriedFolders(material)
    for object in material.objects(
      "Application", "ApplicationSet", "Kustomization", "HelmRelease", "GitRepo", "Bundle")
    {
      switch (object.kind, object.group) {
      case ("Application", "argoproj.io"):
        let isService = folders.holdServices(at: sourcePath(object.spec), readBy: object)
        facts += argoFacts(object, spec: object.spec, isService: isService)
        if isService { clusters.addDestination(of: object) }
      case ("ApplicationSet", "argoproj.io"):
        let template = object.spec?[["template", "spec"]]
        let isService = folders.holdServices(at: sourcePath(template), readBy: object)
        facts += argoFacts(object, spec: template, isService: isService)
        facts += generatorFacts(object, reachesServices: isService, in: material.tree)
      case ("Kustomization", let group) where group.hasSuffix("fluxcd.io"):
        guard object.spec?["suspend"]?.bool != true else { continue }
        let path = object.spec?["path"]?.string ?? ""
        let isService = folders.holdServices(at: path, readBy: object)
        facts.append(
          carrying(
            object, what: "Flux Kustomization of \(path.isEmpty ? "a repository" : path)",
            isService: isService))
        if isService { clusters.addFlux(object) }
      case ("HelmRelease", let group) where group.hasSuffix("fluxcd.io"):
        guard object.spec?["suspend"]?.bool != true else { continue }
        let chart = object.spec?[["chart", "spec", "chart"]]?.string ?? ""
        let isService = folders.holdServices(at: chart, readBy: object)
        facts.append(carrying(object, what: "Flux HelmRelease \(object.name)", isService: isService))
        if isService { clusters.addFlux(object) }
      case ("GitRepo", "fleet.cattle.io"), ("Bundle", "fleet.cattle.io"):
        guard object.spec?["paused"]?.bool != true else { continue }
        let path = object.spec?["paths"]?.strings.first ?? ""
        facts.append(
          carrying(
            object, what: "Fleet \(object.kind) \(object.name)",
            isService: folders.holdServices(at: path, readBy: object)))
        let targets = object.spec?["targets"]?.items ?? []
        if targets.count > 1
          || targets.contains(where: { $0["clusterSelector"] != nil || $0["clusterGroup"] != nil })
        {
          facts.append(
            object.fact(
              .multiClusterPropagation, "Fleet \(object.kind) \(object.name) with targets", worksAlone: true))
        }
      default: break
      }
    }
    return facts + clusters.facts
  }

  private static func argoFacts(_ object: SignalObject, spec: YAMLNode?, isService: Bool) -> [Fact] {
    guard let automated = spec?[["syncPolicy", "automated"]], !automated.isNull || automated.string == nil,
      automated["enabled"]?.bool != false
    else { return [] }
    let heals = automated["selfHeal"]?.bool == true ? " and self-heal" : ""
    return [
      carrying(
        object, what: "Argo CD \(object.kind) with automated sync\(heals)", at: automated,
        isService: isService)
    ]
  }

  /// The folder or chart that an Application reads first.
  private static func sourcePath(_ spec: YAMLNode?) -> String {
    let sources = [spec?["source"]].compactMap { $0 } + (spec?["sources"]?.items ?? [])
    return sources.compactMap { $0["path"]?.string ?? $0["chart"]?.string }.first ?? ""
  }

  /// The fact that a reconciler deploys, services or only add-ons.
  private static func carrying(
    _ object: SignalObject, what: String, at place: YAMLNode? = nil, isService: Bool
  ) -> Fact {
    object.fact(
      isService ? .gitOpsServices : .gitOpsAddOns, isService ? what : "\(what), which carries only add-ons",
      at: place, worksAlone: true)
  }

  /// What the generators of an ApplicationSet say: clusters, releases, repositories.
  private static func generatorFacts(
    _ object: SignalObject, reachesServices: Bool, in tree: SourceTree
  ) -> [Fact] {
    var facts: [Fact] = []
    func add(_ topic: FactTopic, _ detail: String, at place: YAMLNode, value: Double? = nil) {
      facts.append(object.fact(topic, detail, at: place, value: value, worksAlone: true))
    }
    func walk(_ generator: YAMLNode) {
      for entry in generator.entries {
        switch entry.key {
        case "clusters", "clusterDecisionResource":
          if reachesServices { add(.multiClusterGenerator, "ApplicationSet over clusters", at: entry.value) }
        case "list":
          let elements = entry.value["elements"]?.items ?? []
          let clusters = ReconciledClusters.running(
            elements.compactMap {
              $0["url"]?.string ?? $0["server"]?.string ?? $0["cluster"]?.string
            }, named: elements.compactMap { $0["cluster"]?.string ?? $0["name"]?.string })
          if clusters.count > 1 {
            if reachesServices {
              add(.multiClusterGenerator, "ApplicationSet over \(clusters.count) clusters", at: entry.value)
            }
          } else if elements.count >= 50 {
            add(
              .releaseList, "ApplicationSet of \(elements.count) releases", at: entry.value,
              value: Double(elements.count))
          }
        case "git":
          let clusters = ReconciledClusters.generated(by: entry.value, for: object, in: tree)
          if reachesServices, clusters.count > 1 {
            add(.multiClusterGenerator, "ApplicationSet over \(clusters.count) clusters", at: entry.value)
          }
        case "scmProvider":
          add(.repositoryList, "ApplicationSet over the repositories of an organisation", at: entry.value)
        case "matrix", "merge":
          for inner in entry.value["generators"]?.items ?? [] { walk(inner) }
        default: break
        }
      }
    }
    for generator in object.spec?["generators"]?.items ?? [] { walk(generator) }
    return facts
  }
}

/// Parts of a cluster that serve every system on it.
enum AddOn {
  private static let words: [String] = [
    "prometheus", "grafana", "loki", "tempo", "jaeger", "cert-manager", "ingress", "external-dns",
    "external-secrets",
    "kyverno", "gatekeeper", "autoscaler", "argo", "flux", "reloader", "renovate", "monitoring", "logging",
    "metrics-server",
    "istio", "linkerd", "cilium", "velero", "sealed-secrets", "cluster-secrets", "namespaces", "policies",
    "crossplane",
    "cluster-manifests", "cluster-config", "infrastructure", "addons", "add-ons", "infra-", "kube-system",
    "karpenter",
    "opentelemetry", "otel-", "fluent", "vector", "datadog", "keda", "crds", "storage-class", "rbac", "vault",
    "metallb",
  ]

  /// True for names and paths of such parts.
  static func isAddOn(_ name: String, path: String) -> Bool {
    let name = name.lowercased()
    let path = path.lowercased()
    return words.contains { name.contains($0) || path.contains($0) }
  }
}
