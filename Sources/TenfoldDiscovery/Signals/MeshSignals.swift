import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// A mesh: its control plane, who is enrolled, and what it enforces.
  static func meshFacts(_ material: SignalMaterial) -> [Fact] {
    controlPlaneFacts(material) + enrolmentFacts(material) + policyFacts(material)
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
