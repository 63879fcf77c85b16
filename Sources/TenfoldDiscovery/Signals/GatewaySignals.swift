import TenfoldModel
import TenfoldPlatform

extension SignalReader {
  /// API gateways: products and objects with routes to own services, and what they enforce.
  static func gatewayFacts(_ material: SignalMaterial) -> [Fact] {
    objectRoutes(material) + fileRoutes(material) + labelRoutes(material) + policies(material)
  }

  private static func objectRoutes(_ material: SignalMaterial) -> [Fact] {
    var backends: [String: (targets: Set<String>, first: SignalObject)] = [:]
    func add(_ gateway: String, _ targets: [String], _ object: SignalObject) {
      backends[gateway, default: ([], object)].targets.formUnion(targets)
    }
    let classes = ["kong", "apisix", "traefik", "tyk", "ambassador", "emissary", "gloo", "krakend"]
    for object in material.objects
    where object.state >= .referenced || object.ownState >= .referenced && !object.name.isEmpty {
      guard object.state >= .referenced else { continue }
      switch object.kind {
      case "HTTPRoute", "GRPCRoute":
        let parents = (object.spec?["parentRefs"]?.items ?? []).filter {
          ($0["kind"]?.string ?? "Gateway") == "Gateway"
        }
        let targets = (object.spec?["rules"]?.items ?? []).flatMap { $0["backendRefs"]?.items ?? [] }
          .compactMap { $0["name"]?.string }
        for parent in parents { add("Gateway \(parent["name"]?.string ?? "")", targets, object) }
      case "VirtualService":
        let gateways = (object.spec?["gateways"]?.strings ?? []).filter { $0 != "mesh" }
        let targets = (object.spec?["http"]?.items ?? []).flatMap { $0["route"]?.items ?? [] }.compactMap {
          $0[["destination", "host"]]?.string
        }
        for gateway in gateways { add("Istio gateway \(gateway)", targets, object) }
      case "Ingress":
        let name =
          (object.spec?["ingressClassName"]?.string ?? object.node[[
            "metadata", "annotations", "kubernetes.io/ingress.class",
          ]]?.string ?? "").lowercased()
        guard let product = classes.first(where: { name.contains($0) }) else { continue }
        let targets = (object.spec?["rules"]?.items ?? []).flatMap { $0[["http", "paths"]]?.items ?? [] }
          .compactMap {
            $0[["backend", "service", "name"]]?.string ?? $0[["backend", "serviceName"]]?.string
          }
        add(product, targets, object)
      case "IngressRoute":
        let targets = (object.spec?["routes"]?.items ?? []).flatMap { $0["services"]?.items ?? [] }.compactMap
        { $0["name"]?.string }
        add("traefik", targets, object)
      case "ApisixRoute":
        let targets = (object.spec?["http"]?.items ?? []).flatMap { $0["backends"]?.items ?? [] }.compactMap {
          $0["serviceName"]?.string
        }
        add("apisix", targets, object)
      case "Mapping" where object.group == "getambassador.io":
        add("emissary", [object.spec?["service"]?.string ?? ""], object)
      case "HTTPProxy":
        let targets = (object.spec?["routes"]?.items ?? []).flatMap { $0["services"]?.items ?? [] }.compactMap
        { $0["name"]?.string }
        add("contour", targets, object)
      default: break
      }
    }
    return backends.sorted { $0.key < $1.key }.map { gateway, entry in
      entry.first.fact(
        .gatewayRoutes, "\(gateway) routes to \(entry.targets.sorted().prefix(6).joined(separator: ", "))",
        subject: gateway,
        value: Double(entry.targets.count))
    }
  }

  /// Routes in the gateways' own files.
  private static func fileRoutes(_ material: SignalMaterial) -> [Fact] {
    var facts: [Fact] = []
    for file in material.tree.files where !FilePlace.isBeside(file.path) {
      for root in file.documents {
        var targets: Set<String> = []
        var product = ""
        var place = root
        if root["_format_version"] != nil, let services = root["services"] {
          product = "Kong"
          targets = Set(
            services.items.compactMap { $0["host"]?.string ?? $0["url"]?.string ?? $0["name"]?.string })
          place = services
        } else if let endpoints = root["endpoints"],
          root["$schema"]?.string?.contains("krakend") == true || root["version"]?.int == 3,
          endpoints.isSequence
        {
          product = "KrakenD"
          targets = Set(
            endpoints.items.flatMap { $0["backend"]?.items ?? [] }.flatMap { $0["host"]?.strings ?? [] })
          place = endpoints
        } else if let routes = root[["spring", "cloud", "gateway", "routes"]]
          ?? root[["spring", "cloud", "gateway", "server", "webflux", "routes"]]
        {
          product = "Spring Cloud Gateway"
          targets = Set(routes.items.compactMap { $0["uri"]?.string })
          place = routes
        } else if let routes = root[["zuul", "routes"]] {
          product = "Zuul"
          targets = Set(
            routes.entries.map { $0.value["serviceId"]?.string ?? $0.value["url"]?.string ?? $0.key })
          place = routes
        } else if let routes = root[["ReverseProxy", "Clusters"]] {
          product = "YARP"
          targets = Set(routes.entries.map(\.key))
          place = routes
        } else if let routes = root["Routes"] ?? root["ReRoutes"],
          routes.items.contains(where: { $0["DownstreamPathTemplate"] != nil })
        {
          product = "Ocelot"
          targets = Set(
            routes.items.compactMap {
              $0["DownstreamHostAndPorts"]?.items.first?["Host"]?.string ?? $0["ServiceName"]?.string
            })
          place = routes
        } else if let routers = root[["http", "routers"]], let services = root[["http", "services"]] {
          product = "Traefik"
          targets = Set(services.entries.map(\.key))
          place = routers
        } else if let endpoints = root["apiEndpoints"], let services = root["serviceEndpoints"] {
          product = "Express Gateway"
          targets = Set(services.entries.map(\.key))
          place = endpoints
        }
        guard !targets.isEmpty else { continue }
        facts.append(
          Fact(
            .gatewayRoutes, subject: product, detail: "\(product) routes to \(targets.count) services",
            state: .referenced,
            at: file.at(place.line), value: Double(targets.count)))
        if product == "Kong", root["plugins"] != nil || place.items.contains(where: { $0["plugins"] != nil })
        {
          facts.append(
            Fact(
              .gatewayPolicy, subject: product, detail: "Kong plugins", state: .referenced,
              at: file.at(place.line)))
        }
        if product == "KrakenD",
          root.descendant("qos/ratelimit/router") != nil || root.descendant("auth/validator") != nil
        {
          facts.append(
            Fact(
              .gatewayPolicy, subject: product, detail: "KrakenD limits or authenticates", state: .referenced,
              at: file.at(place.line)))
        }
      }
      guard file.name.hasSuffix(".tf") else { continue }
      let routes = TerraformBlock.read(file).filter {
        [
          "aws_apigatewayv2_route", "aws_api_gateway_resource", "aws_apigatewayv2_integration",
          "azurerm_api_management_api", "google_api_gateway_api_config",
        ].contains($0.type)
      }
      if let first = routes.first {
        facts.append(
          first.fact(
            .gatewayRoutes, "cloud API gateway with \(routes.count) routes", value: Double(routes.count)))
      }
    }
    return facts
  }

  /// Routes in labels of Compose services.
  private static func labelRoutes(_ material: SignalMaterial) -> [Fact] {
    let routed = material.workloads.filter { workload in
      workload.state >= .referenced
        && workload.declaration.labels.contains {
          $0.key.hasPrefix("traefik.http.routers.") && $0.key.hasSuffix(".rule")
        }
    }
    guard let first = routed.first else { return [] }
    return [
      first.fact(
        .gatewayRoutes, "Traefik routes to \(routed.count) services by labels", value: Double(routed.count),
        subject: "traefik")
    ]
  }

  private static func policies(_ material: SignalMaterial) -> [Fact] {
    let kinds: Set<String> = [
      "KongPlugin", "KongClusterPlugin", "BackendTrafficPolicy", "SecurityPolicy", "RateLimitPolicy",
      "AuthPolicy", "ApisixPluginConfig",
      "RequestAuthentication", "RateLimit", "Filter", "GCPBackendPolicy",
    ]
    var facts = material.objects.filter { kinds.contains($0.kind) }.map {
      $0.fact(.gatewayPolicy, "\($0.kind) \($0.name)")
    }
    for object in material.objects("Middleware") {
      guard
        object.spec?["rateLimit"] != nil || object.spec?["forwardAuth"] != nil
          || object.spec?["basicAuth"] != nil
      else { continue }
      facts.append(object.fact(.gatewayPolicy, "Middleware \(object.name)"))
    }
    return facts
  }
}
