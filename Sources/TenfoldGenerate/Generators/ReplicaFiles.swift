import TenfoldModel

/// More replicas of components without state, and a balancer in front of them where the platform has none that checks.
struct ReplicaFiles: RemedyGenerator {
  let remedy = "stateless-horizontal"
  let summary = "replicas, HAProxy in front of them for Compose, a kustomize component for Kubernetes"
  let expected = "services and gateways without state"

  private static let firstPort = 10_001
  private static let balancerVersion = "3.0"

  /// Replicas of one component that Compose may be asked for, which runs on one machine.
  private static let mostOnOneMachine = 200.0

  func suits(_ component: Component) -> Bool { component.isStateless }

  func refusal(of request: GenerationRequest) -> String? {
    guard request.platform == .compose,
      let most = request.components.max(by: {
        replicas(of: $0, request).count < replicas(of: $1, request).count
      })
    else { return nil }
    let count = replicas(of: most, request).count
    guard count > Self.mostOnOneMachine else { return nil }
    return
      "\(most.name) needs \(QuantityText.count(count, "replica")), and Compose runs on one machine; take "
      + "--platform kubernetes, or --on NAME for one that needs fewer"
  }

  func generate(_ request: GenerationRequest) -> GeneratedConfiguration {
    request.platform == .compose ? compose(request) : kubernetes(request)
  }

  /// The number of replicas and where it comes from.
  private func replicas(of component: Component, _ request: GenerationRequest) -> (
    count: Double, origin: String
  ) {
    let planned = component.scaling.replicas?.likely.rounded() ?? 1
    let now = request.system[component.name]?.scaling.replicas?.likely.rounded() ?? 1
    if planned > now { return (planned, request.reason(for: component)) }
    return (max(2, now), "no limit asks for more than \(Int(now)); at least 2, so that one may fail")
  }

  private func compose(_ request: GenerationRequest) -> GeneratedConfiguration {
    var services = request.components.map { component -> (String, YAMLValue) in
      let replicas = replicas(of: component, request)
      return (
        Spelling.service(component.name),
        ["deploy": ["replicas": YAMLValue.count(replicas.count).because(replicas.origin)]]
      )
    }
    var steps = [
      "take container_name and published host ports off these services: two replicas cannot share either",
      "keep sessions and files out of the replicas: any of them may get the next request",
    ]
    var files: [GeneratedFile] = []
    // Who only takes messages, or only calls others, needs nobody in front of it.
    let awaited = request.awaited
    let balanced = request.components.filter { awaited.contains($0.name) }
    if !balanced.isEmpty {
      let pools = balanced.enumerated().map { pool(of: $1, port: Self.firstPort + $0, request) }
      services.append(("balancer", balancer(of: balanced, request)))
      files.append(
        request.file(
          "\(remedy)/haproxy.cfg", for: "what the balancer spreads over the replicas, and how it checks them",
          HAProxyText.text(of: pools)))
      let routes = zip(balanced, pools).map { "\($0.name) as http://balancer:\($1.port)" }
      steps.insert("let callers address \(routes.joined(separator: ", "))", at: 0)
      steps.insert(
        "where callers speak gRPC, add proto h2 to the bind and server lines of \(remedy)/haproxy.cfg", at: 1)
    }
    files.insert(
      request.file(
        "compose.\(remedy).yaml",
        for: "the numbers of replicas" + (balanced.isEmpty ? "" : ", and the balancer"),
        (["services": .members(services)] as YAMLValue).document), at: 0)
    steps.append(request.composeCommand)
    return GeneratedConfiguration(files: files, manualSteps: steps)
  }

  private func pool(of component: Component, port: Int, _ request: GenerationRequest) -> HAProxyText.Pool {
    let replicas = replicas(of: component, request)
    let name = Spelling.name(component.name)
    let variable = Spelling.variable(component.name, "PORT")
    return HAProxyText.Pool(
      name: name, port: port, mode: "http", lines: ["balance leastconn"],
      servers: [(name, Int(replicas.count), "\(Spelling.service(component.name)):\"${\(variable)}\"")],
      comment: "\(component.name): \(replicas.origin)")
  }

  private func balancer(of components: [Component], _ request: GenerationRequest) -> YAMLValue {
    let ports = components.map { component -> (String, YAMLValue) in
      let variable = Spelling.variable(component.name, "PORT")
      let port = request.port(of: component)
      return (variable, YAMLValue.text("${\(variable):-\(port.number)}").because(port.origin))
    }
    return [
      "image": "haproxy:\(Self.balancerVersion)", "restart": "unless-stopped",
      "environment": .members(ports),
      "volumes": ["./\(remedy)/haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro"],
      "depends_on": .list(components.map { .text(Spelling.service($0.name)) }),
    ]
  }

  private func kubernetes(_ request: GenerationRequest) -> GeneratedConfiguration {
    let folder = "kubernetes/\(remedy)"
    let names = request.components.map { Spelling.name($0.name) }
    let counts = zip(request.components, names).map { component, name -> YAMLValue in
      let replicas = replicas(of: component, request)
      return ["name": .text(name), "count": YAMLValue.count(replicas.count).because(replicas.origin)]
    }
    let budgets = names.map {
      KubernetesObject.disruptionBudget(of: $0, selector: KubernetesObject.ownSelector($0))
    }
    return GeneratedConfiguration(
      files: [
        request.file(
          "\(folder)/budgets.yaml", for: "budgets, so that maintenance takes one replica at a time",
          YAMLValue.documents(budgets)),
        request.file(
          "\(folder)/kustomization.yaml", for: "a kustomize component that sets the numbers of replicas",
          KubernetesObject.component(resources: ["budgets.yaml"], replicas: counts)),
      ],
      manualSteps: KubernetesObject.joining(remedy, to: request) + [
        "take the number from the autoscaler instead where one acts on \(names.joined(separator: ", "))",
        "keep sessions and files out of the replicas: any of them may get the next request",
      ])
  }
}
