import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// A mesh: its control plane, who is enrolled, and what it enforces.
  static func meshFacts(_ material: SignalMaterial) -> [Fact] {
    controlPlaneFacts(material) + enrolmentFacts(material) + policyFacts(material)
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

  private static func controlPlaneFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for workload in material.workloads {
      for image in workload.images {
        if let plane = planes.first(where: { image.contains($0.image) }) {
          facts.append(workload.fact(.meshControlPlane, "\(plane.name) control plane", worksAlone: true))
        }
      }
    }
    for object in material.objects {
      switch (object.kind, object.group) {
      case ("IstioOperator", _), ("Istio", "sailoperator.io"), ("ServiceMeshControlPlane", _),
        ("Mesh", "kuma.io"), ("ControlPlaneRevision", _):
        facts.append(object.fact(.meshControlPlane, "\(object.kind) \(object.name)", worksAlone: true))
      case ("HelmRelease", _), ("HelmChart", _), ("Application", _):
        let chart = object.node.descendant("chart")
        let name = chart?.string ?? chart?[["spec", "chart"]]?.string ?? ""
        if charts.contains(name) {
          facts.append(object.fact(.meshControlPlane, "chart \(name)", at: chart, worksAlone: true))
        }
      default: break
      }
    }
    for file in material.tree.files {
      if file.name == "Chart.yaml" || file.name == "requirements.yaml" || file.name == "helmfile.yaml" {
        let root = file.documents.first
        for dependency in (root?["dependencies"]?.items ?? []) + (root?["releases"]?.items ?? []) {
          let name = dependency["name"]?.string ?? ""
          let chart = dependency["chart"]?.string?.split(separator: "/").last.map(String.init) ?? name
          guard charts.contains(name) || charts.contains(chart) else { continue }
          facts.append(
            Fact(
              .meshControlPlane, detail: "chart \(chart)",
              state: FilePlace.isBeside(file.path) ? .declared : .referenced, at: file.at(dependency.line)))
        }
      }
      if file.name.hasSuffix(".tf") {
        for block in TerraformBlock.read(file) {
          let chart = block.attribute("chart") ?? ""
          if block.type == "helm_release", charts.contains(chart) || chart.hasSuffix("istiod") {
            facts.append(block.fact(.meshControlPlane, "chart \(chart)"))
          }
          if block.type == "google_gke_hub_feature", block.attribute("name") == "servicemesh" {
            facts.append(block.fact(.meshControlPlane, "managed service mesh of the fleet"))
          }
          if block.type == "aws_appmesh_mesh" {
            facts.append(block.fact(.meshControlPlane, "App Mesh \(block.name)"))
          }
          if block.type == "google_network_services_mesh" {
            facts.append(block.fact(.meshControlPlane, "Cloud Service Mesh"))
          }
        }
      }
      if file.name.hasSuffix(".sh") || file.name.lowercased() == "makefile", !FilePlace.isBeside(file.path) {
        for command in PipelineStep.commands(of: file.text, from: 1) {
          let words = CommandWords(command.text)
          guard
            words.runs("istioctl", "install") || words.runs("linkerd", "install")
              || words.runs("cilium", "install")
          else { continue }
          facts.append(
            Fact(
              .meshControlPlane, detail: "\(file.name) installs a mesh", state: .referenced,
              at: file.at(command.line)))
        }
      }
    }
    // Mesh configuration in a dump shows that its definitions are installed; only a running plane counts.
    return facts
  }

  private static func isEnrolling(_ labels: YAMLNode?) -> YAMLNode? {
    let marks: [(String, [String])] = [
      ("istio-injection", ["enabled"]), ("istio.io/dataplane-mode", ["ambient"]),
      ("linkerd.io/inject", ["enabled", "ingress"]),
      ("kuma.io/sidecar-injection", ["enabled"]), ("consul.hashicorp.com/connect-inject", ["true"]),
      ("sidecar.istio.io/inject", ["true"]),
    ]
    for entry in labels?.entries ?? [] {
      if marks.contains(where: { $0.0 == entry.key && $0.1.contains(entry.value.string ?? "") }) {
        return entry.value
      }
      if entry.key == "istio.io/rev" { return entry.value }
    }
    return nil
  }

  private static func enrolmentFacts(_ material: SignalMaterial) -> [Fact] {
    var namespaces: [String: SignalObject] = [:]
    for object in material.objects("Namespace") where object.ownState >= .referenced {
      if isEnrolling(object.labels) != nil || isEnrolling(object.node[["metadata", "annotations"]]) != nil {
        namespaces[object.name] = object
      }
    }
    let own = material.workloads.filter { $0.state >= .referenced && $0.isOwn }
    let marks = [
      "sidecar.istio.io/inject", "linkerd.io/inject", "consul.hashicorp.com/connect-inject",
      "kuma.io/sidecar-injection",
    ]
    let enrolled = own.filter { workload in
      let declaration = workload.declaration
      let isMarked = marks.contains {
        ["true", "enabled"].contains(declaration.annotations[$0] ?? declaration.labels[$0] ?? "")
      }
      let isOut = marks.contains {
        ["false", "disabled"].contains(declaration.annotations[$0] ?? declaration.labels[$0] ?? "")
      }
      return isMarked || (!isOut && namespaces[declaration.namespace ?? "default"] != nil)
    }
    if !own.isEmpty, let first = enrolled.first {
      let place = namespaces[first.declaration.namespace ?? "default"]?.at() ?? first.declaration.location
      let share = Double(enrolled.count) / Double(own.count)
      return [
        first.fact(
          .meshEnrolment, "\(enrolled.count) of \(own.count) own workloads are enrolled in a mesh", at: place,
          value: share, subject: "")
      ]
    }
    return namespaces.values.sorted { $0.name < $1.name }.map {
      $0.fact(
        .meshEnrolment, "namespace \($0.name) is enrolled in a mesh", value: own.isEmpty ? 1 : 0,
        worksAlone: true)
    }
  }

  private static func policyFacts(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for object in material.objects {
      switch object.kind {
      case "PeerAuthentication" where object.spec?[["mtls", "mode"]]?.string == "STRICT":
        facts.append(
          object.fact(.meshMutualTLS, "PeerAuthentication \(object.name) is strict", worksAlone: true))
      case "MeshTLSAuthentication", "MeshMTLS":
        facts.append(object.fact(.meshMutualTLS, "\(object.kind) \(object.name)", worksAlone: true))
      case "DestinationRule":
        let policy = object.node.descendant("outlierDetection") ?? object.node.descendant("connectionPool")
        if let policy {
          facts.append(
            object.fact(.meshOutlierDetection, "DestinationRule \(object.name)", at: policy, worksAlone: true)
          )
        }
      case "VirtualService", "HTTPRoute", "GRPCRoute", "ServiceProfile":
        let gateways = object.spec?["gateways"]?.strings ?? []
        let parents = object.spec?["parentRefs"]?.items ?? []
        let isInside =
          object.kind == "VirtualService"
          ? gateways.isEmpty || gateways.contains("mesh")
          : object.kind == "ServiceProfile" || parents.contains { $0["kind"]?.string == "Service" }
        let limit =
          object.node.descendant("retries") ?? object.node.descendant("timeout") ?? object.node.descendant(
            "timeouts") ?? object.node.descendant("retryBudget")
        if isInside, let limit {
          facts.append(
            object.fact(
              .meshRetries, "\(object.kind) \(object.name) limits or retries calls", at: limit,
              worksAlone: true))
        }
      case "AuthorizationPolicy", "ServerAuthorization", "ServiceIntentions", "MeshTrafficPermission":
        facts.append(object.fact(.meshAuthorization, "\(object.kind) \(object.name)", worksAlone: true))
      case "ServiceEntry", "Sidecar":
        if object.group.hasSuffix("istio.io") {
          facts.append(object.fact(.meshScope, "\(object.kind) \(object.name)", worksAlone: true))
        }
      case "Gateway" where object.spec?["gatewayClassName"]?.string == "istio-waypoint":
        facts.append(object.fact(.meshScope, "waypoint \(object.name)", worksAlone: true))
      default: break
      }
    }
    return facts
  }
}
