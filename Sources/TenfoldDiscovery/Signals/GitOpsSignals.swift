import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// Reconcilers that carry changes to a cluster by themselves, and to how many clusters.
  static func gitOpsFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    var destinations: Set<String> = []
    var lastDestination: SignalObject?
    for object in material.objects(
      "Application", "ApplicationSet", "Kustomization", "HelmRelease", "GitRepo", "Cluster")
    {
      switch (object.kind, object.group) {
      case ("Application", "argoproj.io"):
        facts += argoFacts(object, spec: object.spec, in: material)
        let target =
          object.spec?[["destination", "server"]]?.string ?? object.spec?[["destination", "name"]]?.string
        if let target, object.ownState >= .referenced, !target.contains(TemplateSkeleton.placeholder) {
          destinations.insert(target)
          lastDestination = object
        }
      case ("ApplicationSet", "argoproj.io"):
        facts += argoFacts(object, spec: object.spec?[["template", "spec"]], in: material)
        facts += generatorFacts(object)
      case ("Kustomization", let group) where group.hasSuffix("fluxcd.io"):
        guard object.spec?["suspend"]?.bool != true else { continue }
        let path = object.spec?["path"]?.string ?? ""
        facts.append(
          carrying(
            object, path: path, what: "Flux Kustomization of \(path.isEmpty ? "a repository" : path)",
            in: material))
      case ("HelmRelease", let group) where group.hasSuffix("fluxcd.io"):
        guard object.spec?["suspend"]?.bool != true else { continue }
        let chart = object.spec?[["chart", "spec", "chart"]]?.string ?? ""
        facts.append(carrying(object, path: chart, what: "Flux HelmRelease \(object.name)", in: material))
      case ("GitRepo", "fleet.cattle.io"):
        let targets = object.spec?["targets"]?.items ?? []
        if targets.count > 1
          || targets.contains(where: { $0["clusterSelector"] != nil || $0["clusterGroup"] != nil })
        {
          facts.append(
            object.fact(
              .multiClusterPropagation, "Fleet GitRepo \(object.name) with targets", worksAlone: true))
        }
      default: break
      }
    }
    if destinations.count > 1, let object = lastDestination {
      facts.append(
        object.fact(
          .multiClusterGenerator, "Applications for \(destinations.count) clusters", worksAlone: true))
    }
    return facts
  }

  private static func argoFacts(_ object: SignalObject, spec: YAMLNode?, in material: SignalMaterial)
    -> [Fact]
  {
    guard let automated = spec?[["syncPolicy", "automated"]], !automated.isNull || automated.string == nil,
      automated["enabled"]?.bool != false
    else { return [] }
    let sources = [spec?["source"]].compactMap { $0 } + (spec?["sources"]?.items ?? [])
    let path = sources.compactMap { $0["path"]?.string ?? $0["chart"]?.string }.first ?? ""
    let heals = automated["selfHeal"]?.bool == true ? " and self-heal" : ""
    return [
      carrying(
        object, path: path, what: "Argo CD \(object.kind) with automated sync\(heals)", at: automated,
        in: material)
    ]
  }

  /// Whether a reconciler carries services or only add-ons, by the path it reads and by its name.
  private static func carrying(
    _ object: SignalObject, path: String, what: String, at place: YAMLNode? = nil, in material: SignalMaterial
  ) -> Fact {
    var folder = Substring(path)
    if folder.hasPrefix("./") { folder = folder.dropFirst(2) }
    while folder.hasSuffix("/") { folder = folder.dropLast() }
    let isTemplated = path.contains(TemplateSkeleton.placeholder)
    let isNamedAddOn = !object.isRepeated && AddOn.isAddOn(object.name, path: String(folder))
    let inside =
      isTemplated || folder.isEmpty || folder == "."
      ? [] : material.tree.files.filter { $0.path.hasPrefix(folder + "/") || $0.path.contains("/\(folder)/") }
    let carriesWorkload = inside.isEmpty || inside.contains { declaresWorkload($0, in: material) }
    let isService = object.isRepeated || (!isNamedAddOn && carriesWorkload)
    return object.fact(
      isService ? .gitOpsServices : .gitOpsAddOns, isService ? what : "\(what), which carries only add-ons",
      at: place, worksAlone: true)
  }

  private static func declaresWorkload(_ file: SourceFile, in material: SignalMaterial) -> Bool {
    if file.name == "Chart.yaml" || file.name == "kustomization.yaml" { return true }
    return material.objects.contains {
      $0.file == file.path
        && ["Deployment", "StatefulSet", "Rollout", "Application", "HelmRelease"].contains($0.kind)
        && !AddOn.isAddOn($0.name, path: "")
    }
  }

  private static func generatorFacts(_ object: SignalObject) -> [Fact] {
    let generators = object.spec?["generators"]?.items ?? []
    var facts: [Fact] = []
    func walk(_ generator: YAMLNode) {
      for entry in generator.entries {
        switch entry.key {
        case "clusters", "clusterDecisionResource":
          facts.append(
            object.fact(
              .multiClusterGenerator, "ApplicationSet over clusters", at: entry.value, worksAlone: true))
        case "list":
          let servers = Set(
            (entry.value["elements"]?.items ?? []).compactMap {
              $0["url"]?.string ?? $0["server"]?.string ?? $0["cluster"]?.string
            })
          if servers.count > 1 {
            facts.append(
              object.fact(
                .multiClusterGenerator, "ApplicationSet over \(servers.count) clusters", at: entry.value,
                worksAlone: true))
          } else if (entry.value["elements"]?.items.count ?? 0) >= 50 {
            facts.append(
              object.fact(
                .releaseList, "ApplicationSet of \(entry.value["elements"]?.items.count ?? 0) releases",
                at: entry.value, value: Double(entry.value["elements"]?.items.count ?? 0), worksAlone: true))
          }
        case "scmProvider":
          facts.append(
            object.fact(
              .repositoryList, "ApplicationSet over the repositories of an organisation", at: entry.value,
              worksAlone: true))
        case "matrix", "merge":
          for inner in entry.value["generators"]?.items ?? [] { walk(inner) }
        default: break
        }
      }
    }
    for generator in generators { walk(generator) }
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
