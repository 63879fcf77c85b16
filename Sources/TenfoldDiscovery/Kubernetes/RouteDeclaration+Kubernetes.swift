import TenfoldModel
import TenfoldPlatform

extension RouteDeclaration {
  /// Reads an Ingress of any age, a route of the Gateway API, an Istio VirtualService and the routes of common
  /// gateways; nil for every other object.
  init?(_ object: KubernetesObject) {
    var gateways: [String] = []
    var backends: [String] = []
    switch (object.group, object.kind) {
    case (_, "Ingress") where ["extensions", "networking.k8s.io"].contains(object.group):
      backends = Self.ingressBackends(object)
    case (let group, let kind) where kind.hasSuffix("Route") && Self.routeGroups.contains(group):
      gateways = object.spec("parentRefs")?.items.compactMap { $0["name"]?.string } ?? []
      backends = Self.gatewayBackends(object)
    case ("networking.istio.io", "VirtualService"):
      gateways = object.spec("gateways")?.strings ?? []
      backends = Self.virtualServiceBackends(object)
    case ("route.openshift.io", "Route"), ("", "Route"):
      backends =
        [object.spec("to", "name")?.string].compactMap { $0 }
        + (object.spec("alternateBackends")?.items ?? []).compactMap { $0["name"]?.string }
    case ("traefik.io", "IngressRoute"), ("traefik.containo.us", "IngressRoute"),
      ("traefik.io", "IngressRouteTCP"), ("traefik.containo.us", "IngressRouteTCP"),
      ("projectcontour.io", "HTTPProxy"):
      backends = (object.spec("routes")?.items ?? []).flatMap { $0["services"]?.items ?? [] }
        .compactMap { $0["name"]?.string }
    case ("getambassador.io", "Mapping"):
      backends = [object.spec("service")?.string].compactMap { $0 }.map(Self.serviceName)
    default:
      return nil
    }
    self.init(
      kind: object.kind, name: object.name, gateways: Self.unique(gateways), backends: Self.unique(backends),
      location: object.location)
  }

  private static let routeGroups: Set<String> = [
    "gateway.networking.k8s.io", "networking.x-k8s.io", "policy.linkerd.io",
  ]

  private static func ingressBackends(_ object: KubernetesObject) -> [String] {
    let paths = (object.spec("rules")?.items ?? []).flatMap { $0[["http", "paths"]]?.items ?? [] }
    let backends =
      [object.spec("defaultBackend"), object.spec("backend")] + paths.map { $0["backend"] }
    return backends.compactMap { $0?[["service", "name"]]?.string ?? $0?["serviceName"]?.string }
  }

  private static func gatewayBackends(_ object: KubernetesObject) -> [String] {
    (object.spec("rules")?.items ?? []).flatMap { rule in
      let mirrors = (rule["filters"]?.items ?? []).compactMap { $0[["requestMirror", "backendRef"]] }
      return ((rule["backendRefs"]?.items ?? []) + mirrors).compactMap { reference in
        (reference["kind"]?.string ?? "Service") == "Service" ? reference["name"]?.string : nil
      }
    }
  }

  private static func virtualServiceBackends(_ object: KubernetesObject) -> [String] {
    ["http", "tcp", "tls"].flatMap { object.spec($0)?.items ?? [] }.flatMap { rule in
      let mirrors = [rule["mirror"]].compactMap { $0 } + (rule["mirrors"]?.items ?? [])
      let destinations = (rule["route"]?.items ?? []) + mirrors
      return destinations.compactMap { $0[["destination", "host"]]?.string ?? $0["host"]?.string }
        .map(serviceName)
    }
  }

  /// The Service's name of an address such as `http://reviews.shop.svc.cluster.local:9080`.
  private static func serviceName(_ address: String) -> String {
    var host = address[...]
    if let scheme = host.firstRange(of: "://") { host = host[scheme.upperBound...] }
    host = host.prefix { $0 != ":" && $0 != "/" }
    let labels = host.split(separator: ".")
    return labels.count > 2 && labels[2] == "svc" ? String(labels[0]) : String(host)
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
