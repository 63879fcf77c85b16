import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// Reconcilers that carry changes to a cluster by themselves, and to how many clusters.
  static func gitOpsFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    var clusters = ReconciledClusters(material.tree)
    for object in material.objects(
      "Application", "ApplicationSet", "Kustomization", "HelmRelease", "GitRepo", "Bundle")
    {
      switch (object.kind, object.group) {
      case ("Application", "argoproj.io"):
        facts += argoFacts(object, spec: object.spec, in: material)
        if carriesServices(object, path: sourcePath(object.spec), in: material) {
          clusters.addDestination(of: object)
        }
      case ("ApplicationSet", "argoproj.io"):
        let template = object.spec?[["template", "spec"]]
        facts += argoFacts(object, spec: template, in: material)
        facts += generatorFacts(
          object, reachesServices: carriesServices(object, path: sourcePath(template), in: material),
          in: material.tree)
      case ("Kustomization", let group) where group.hasSuffix("fluxcd.io"):
        guard object.spec?["suspend"]?.bool != true else { continue }
        let path = object.spec?["path"]?.string ?? ""
        facts.append(
          carrying(
            object, path: path, what: "Flux Kustomization of \(path.isEmpty ? "a repository" : path)",
            in: material))
        if carriesServices(object, path: path, in: material) { clusters.addFlux(object) }
      case ("HelmRelease", let group) where group.hasSuffix("fluxcd.io"):
        guard object.spec?["suspend"]?.bool != true else { continue }
        let chart = object.spec?[["chart", "spec", "chart"]]?.string ?? ""
        facts.append(carrying(object, path: chart, what: "Flux HelmRelease \(object.name)", in: material))
        if carriesServices(object, path: chart, in: material) { clusters.addFlux(object) }
      case ("GitRepo", "fleet.cattle.io"), ("Bundle", "fleet.cattle.io"):
        guard object.spec?["paused"]?.bool != true else { continue }
        let path = object.spec?["paths"]?.strings.first ?? ""
        facts.append(carrying(object, path: path, what: "Fleet \(object.kind) \(object.name)", in: material))
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

  private static func argoFacts(_ object: SignalObject, spec: YAMLNode?, in material: SignalMaterial)
    -> [Fact]
  {
    guard let automated = spec?[["syncPolicy", "automated"]], !automated.isNull || automated.string == nil,
      automated["enabled"]?.bool != false
    else { return [] }
    let path = sourcePath(spec)
    let heals = automated["selfHeal"]?.bool == true ? " and self-heal" : ""
    return [
      carrying(
        object, path: path, what: "Argo CD \(object.kind) with automated sync\(heals)", at: automated,
        in: material)
    ]
  }

  /// The folder or chart that an Application reads first.
  private static func sourcePath(_ spec: YAMLNode?) -> String {
    let sources = [spec?["source"]].compactMap { $0 } + (spec?["sources"]?.items ?? [])
    return sources.compactMap { $0["path"]?.string ?? $0["chart"]?.string }.first ?? ""
  }

  private static func carrying(
    _ object: SignalObject, path: String, what: String, at place: YAMLNode? = nil, in material: SignalMaterial
  ) -> Fact {
    let isService = carriesServices(object, path: path, in: material)
    return object.fact(
      isService ? .gitOpsServices : .gitOpsAddOns, isService ? what : "\(what), which carries only add-ons",
      at: place, worksAlone: true)
  }

  /// Whether a reconciler carries services or only add-ons, by the path it reads and by its name.
  private static func carriesServices(_ object: SignalObject, path: String, in material: SignalMaterial)
    -> Bool
  {
    var folder = Substring(path)
    if folder.hasPrefix("./") { folder = folder.dropFirst(2) }
    while folder.hasSuffix("/") { folder = folder.dropLast() }
    let isTemplated = path.contains(TemplateSkeleton.placeholder) || path.contains("{{")
    let isNamedAddOn = !object.isRepeated && AddOn.isAddOn(object.name, path: String(folder))
    let inside =
      isTemplated || folder.isEmpty || folder == "."
      ? [] : material.tree.files.filter { $0.path.hasPrefix(folder + "/") || $0.path.contains("/\(folder)/") }
    let carriesWorkload = inside.isEmpty || inside.contains { declaresWorkload($0, in: material) }
    return object.isRepeated || (!isNamedAddOn && carriesWorkload)
  }

  private static func declaresWorkload(_ file: SourceFile, in material: SignalMaterial) -> Bool {
    if file.name == "Chart.yaml" || file.name == "kustomization.yaml" { return true }
    return material.objects.contains {
      $0.file == file.path
        && ["Deployment", "StatefulSet", "Rollout", "Application", "HelmRelease"].contains($0.kind)
        && !AddOn.isAddOn($0.name, path: "")
    }
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
