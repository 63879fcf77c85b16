import TenfoldCatalog
import TenfoldModel

/// Redis as a cache in front of a store, sized for what is asked for again and again.
struct CacheFiles: RemedyGenerator {
  let remedy = "cache-aside"
  let summary = "Redis sized as a cache, as a Compose service or a StatefulSet"
  let expected = "stores that answer reads"

  private static let port = 6379
  private static let image = "redis:7"
  /// Memory over `maxmemory` for buffers, fragmentation and the program itself.
  private static let overhead = 1.25

  func suits(_ component: Component) -> Bool {
    component.kind == .store && !Catalog.keepsFiles(component)
  }

  /// A cache for one store: the one that the advisor added, or one of the catalogue's size.
  private struct Plan {
    let store: Component
    let name: String
    let nodes: Int
    let memory: Quantity?
    let timeToLive: Quantity?
    let origin: String

    init(for store: Component, in request: GenerationRequest) {
      self.store = store
      let added = request.changed["\(store.name)-cache"]
      let isPlanned = added != nil && request.system["\(store.name)-cache"] == nil
      name = Spelling.name(store.name) + "-cache"
      nodes = max(1, Int(added?.state?.sharding?.count.likely.rounded() ?? 1))
      memory = added?.resources.memory ?? Catalog.assumption("memory", of: ["cache"])
      timeToLive = added?.state?.timeToLive ?? Catalog.assumption("timeToLive", of: ["cache"])
      origin = isPlanned ? request.reason(for: store) : memory.origin
    }

    var settings: String {
      """
      port \(CacheFiles.port)
      # What is cached may be lost: nothing is written to disk, and a restart begins empty.
      save ""
      appendonly no

      """ + CommentText.hash("what one node keeps: \(origin)")
        + "maxmemory \(Spelling.mebibytes(memory?.likely ?? 1e9))mb\n"
        + CommentText.hash("the entry that was asked for least often makes room")
        + "maxmemory-policy allkeys-lfu\nlazyfree-lazy-eviction yes\nlazyfree-lazy-expire yes\n"
        + CommentText.hash("clients that went away without a word are forgotten, in seconds")
        + "timeout 300\ntcp-keepalive 60\n"
    }

    var limit: Int {
      Int((Double(Spelling.mebibytes(memory?.likely ?? 1e9)) * CacheFiles.overhead).rounded(.up))
    }
  }

  func generate(_ request: GenerationRequest) -> GeneratedConfiguration {
    let plans = request.components.map { Plan(for: $0, in: request) }
    var files: [GeneratedFile] = []
    var services: [(String, YAMLValue)] = []
    var steps: [String] = []
    for plan in plans {
      let addresses: [String]
      switch request.platform {
      case .compose:
        addresses = (1...plan.nodes).map { plan.nodes == 1 ? plan.name : "\(plan.name)-\($0)" }
        files.append(
          request.file(
            "\(remedy)/\(plan.name)/redis.conf", for: "the cache of \(plan.store.name)", plan.settings))
        services += addresses.map { ($0, service(plan)) }
      case .kubernetes:
        addresses = (0..<plan.nodes).map { "\(plan.name)-\($0).\(plan.name)" }
        files.append(
          request.file(
            "kubernetes/\(remedy)/\(plan.name).yaml", for: "the cache of \(plan.store.name)",
            YAMLValue.documents(objects(plan))))
      }
      steps += self.steps(for: plan, addresses: addresses, in: request)
    }
    if request.platform == .compose {
      files.insert(
        request.file(
          "compose.\(remedy).yaml", for: "the cache as a service",
          (["services": .members(services)] as YAMLValue).document), at: 0)
    }
    steps.append(request.startCommand)
    return GeneratedConfiguration(files: files, manualSteps: steps)
  }

  private func steps(for plan: Plan, addresses: [String], in request: GenerationRequest) -> [String] {
    let clients = request.clients(of: plan.store.name).map(\.name)
    let who = clients.isEmpty ? "the clients of \(plan.store.name)" : clients.joined(separator: ", ")
    let time = plan.timeToLive
    var steps = [
      "let \(who) ask \(addresses.joined(separator: ", ")) (port \(Self.port)) before \(plan.store.name), and on a miss "
        + "set the answer with a time to live of \(QuantityText.duration(time?.likely ?? 300)) (\(time.origin))",
      "invalidate: after the commit of a write to \(plan.store.name), delete (do not set) the keys it changes; until then, "
        + "and where a delete is lost, readers see what is up to that time old",
      "on a miss of a key that many ask for, let one caller fetch it and the others wait, or the store meets all of them",
    ]
    if plan.nodes > 1 {
      steps.append("spread the keys over the \(plan.nodes) nodes in the client, by consistent hashing")
    }
    return steps
  }

  private func service(_ plan: Plan) -> YAMLValue {
    [
      "image": .text(Self.image), "restart": "unless-stopped",
      "command": ["redis-server", "/usr/local/etc/redis/redis.conf"],
      "volumes": ["./\(remedy)/\(plan.name)/redis.conf:/usr/local/etc/redis/redis.conf:ro"],
      "deploy": [
        "resources": [
          "limits": [
            "memory": YAMLValue.text("\(plan.limit)M").because("maxmemory and a quarter more for buffers")
          ]
        ]
      ],
      "healthcheck": ["test": ["CMD", "redis-cli", "ping"], "interval": "5s"],
    ]
  }

  private func objects(_ plan: Plan) -> [YAMLValue] {
    let memory = YAMLValue.text("\(plan.limit)Mi").because("maxmemory and a quarter more for buffers")
    let pod: YAMLValue = [
      "containers": [
        [
          "name": "redis", "image": .text(Self.image),
          "command": ["redis-server", "/settings/redis.conf"],
          "ports": [["containerPort": .count(Double(Self.port))]],
          "readinessProbe": ["exec": ["command": ["redis-cli", "ping"]], "periodSeconds": 5],
          "resources": ["requests": ["cpu": "250m", "memory": memory], "limits": ["memory": memory]],
          "volumeMounts": [["name": "settings", "mountPath": "/settings"]],
        ]
      ],
      "volumes": [["name": "settings", "configMap": ["name": .text(plan.name)]]],
    ]
    return [
      KubernetesObject.configuration(plan.name, [("redis.conf", plan.settings)]),
      KubernetesObject.make(
        "apps/v1", "StatefulSet", plan.name,
        [
          "serviceName": .text(plan.name),
          "replicas": YAMLValue.count(Double(plan.nodes)).because(plan.origin),
          "selector": KubernetesObject.selector(plan.name),
          "template": KubernetesObject.template(plan.name, pod),
        ]),
      KubernetesObject.service(plan.name, port: Self.port, isHeadless: true),
    ]
  }
}
