import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// What installs a mesh: a running plane, an operator's object, a chart wherever one is named, a managed mesh.
  ///
  /// Mesh configuration in a dump shows that its definitions are installed; only a plane counts.
  static func controlPlaneFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for workload in material.workloads {
      for image in workload.images {
        if let plane = planes.first(where: { image.contains($0.image) }) {
          facts.append(workload.fact(.meshControlPlane, "\(plane.name) control plane", worksAlone: true))
        }
      }
    }
    for object in material.objects { facts += controlPlaneFacts(of: object) }
    for file in material.tree.files {
      switch file.name {
      case "Chart.yaml", "requirements.yaml", "helmfile.yaml": facts += chartFacts(in: file)
      case "kustomization.yaml", "kustomization.yml": facts += chartFacts(in: file)
      case let name where name.hasSuffix(".tf"): facts += infrastructurePlaneFacts(in: file)
      case let name where name.hasSuffix(".sh") || name.lowercased() == "makefile":
        if !FilePlace.isBeside(file.path) { facts += scriptedPlaneFacts(in: file) }
      default: break
      }
    }
    return facts
  }

  private static let planes: [(image: String, name: String)] = [
    ("istio/pilot", "istio"), ("/pilot:", "istio"), ("linkerd/controller", "linkerd"),
    ("cilium/operator", "cilium"), ("kumahq/kuma-cp", "kuma"),
    ("/kuma-cp", "kuma"), ("consul-k8s-control-plane", "consul"), ("osm-controller", "osm"),
    ("traefik/mesh", "traefik mesh"),
  ]
  private static let charts: Set<String> = [
    "istiod", "istio-base", "linkerd-control-plane", "linkerd2", "kuma", "kong-mesh", "gloo-mesh", "ztunnel",
    "istio-discovery",
  ]

  private static func controlPlaneFacts(of object: SignalObject) -> [Fact] {
    switch (object.kind, object.group) {
    case ("IstioOperator", _), ("Istio", "sailoperator.io"), ("ServiceMeshControlPlane", _),
      ("Mesh", "kuma.io"), ("ControlPlaneRevision", _):
      return [object.fact(.meshControlPlane, "\(object.kind) \(object.name)", worksAlone: true)]
    case ("HelmRelease", _), ("HelmChart", _), ("Application", _), ("ApplicationSet", _):
      // An ApplicationSet of add-ons names a chart in each element of its list.
      return object.node.descendants("chart").compactMap { node in
        guard let name = node.string.map(chartName), charts.contains(name) else { return nil }
        return object.fact(.meshControlPlane, "chart \(name)", at: node, worksAlone: true)
      }
    case ("OCIRepository", _):
      let name = chartName(object.spec?["url"]?.string ?? "")
      return charts.contains(name)
        ? [object.fact(.meshControlPlane, "chart \(name)", at: object.spec?["url"], worksAlone: true)] : []
    default: return []
    }
  }

  /// `istiod` of `istio/istiod`, and of a path to a chart in the house.
  private static func chartName(_ text: String) -> String {
    text.split(separator: "/").last.map(String.init) ?? text
  }

  private static func chartFacts(in file: SourceFile) -> [Fact] {
    let root = file.documents.first
    let named = ["dependencies", "releases", "helmCharts"].flatMap { root?[$0]?.items ?? [] }
    return named.compactMap { dependency in
      let name = dependency["name"]?.string ?? ""
      let chart = dependency["chart"]?.string.map(chartName) ?? name
      guard charts.contains(name) || charts.contains(chart) else { return nil }
      return Fact(
        .meshControlPlane, detail: "chart \(chart)",
        state: FilePlace.isBeside(file.path) ? .declared : .referenced, at: file.at(dependency.line))
    }
  }

  private static func infrastructurePlaneFacts(in file: SourceFile) -> [Fact] {
    TerraformBlock.read(file).compactMap { block in
      switch block.type {
      case "helm_release":
        let chart = chartName(block.attribute("chart") ?? "")
        return charts.contains(chart) ? block.fact(.meshControlPlane, "chart \(chart)") : nil
      case "google_gke_hub_feature":
        return block.attribute("name") == "servicemesh"
          ? block.fact(.meshControlPlane, "managed service mesh of the fleet") : nil
      case "azurerm_kubernetes_cluster":
        guard block.contains("service_mesh_profile") else { return nil }
        return block.fact(
          .meshControlPlane, "managed Istio of \(block.name)", line: block.line(of: "service_mesh_profile"))
      case "aws_appmesh_mesh": return block.fact(.meshControlPlane, "App Mesh \(block.name)")
      case "google_network_services_mesh": return block.fact(.meshControlPlane, "Cloud Service Mesh")
      default: return nil
      }
    }
  }

  private static func scriptedPlaneFacts(in file: SourceFile) -> [Fact] {
    PipelineStep.commands(of: file.text, from: 1).compactMap { command in
      let words = CommandWords(command.text)
      let installs =
        words.runs("istioctl", "install") || words.runs("linkerd", "install")
        || words.runs("cilium", "install")
      let charted =
        words.runs("helm", "install") || words.runs("helm", "upgrade")
        ? words.parts.joined().first { $0.contains("/") && charts.contains(chartName($0)) } : nil
      guard installs || charted != nil else { return nil }
      return Fact(
        .meshControlPlane, detail: charted.map { "chart \(chartName($0))" } ?? "\(file.name) installs a mesh",
        state: .referenced, at: file.at(command.line))
    }
  }
}

extension YAMLNode {
  /// Every value under a key anywhere below, in order. - Complexity: O(nodes).
  func descendants(_ key: String) -> [YAMLNode] {
    entries.flatMap { ($0.key == key ? [$0.value] : []) + $0.value.descendants(key) }
      + items.flatMap { $0.descendants(key) }
  }
}
