import TenfoldCatalog
import TenfoldModel

/// A stream of NATS JetStream that takes what callers need not wait for, and the server that keeps it.
struct TopicFiles: RemedyGenerator {
  let remedy = "async-messaging"
  let summary = "NATS with JetStream, and the stream that calls move to"
  let expected = "stores that are written and outside services"

  private static let image = "nats:2.10"
  private static let tools = "natsio/nats-box:latest"
  private static let port = 4222
  /// Servers of the cluster, and copies of each message: the least of which one may fail.
  private static let copies = 3

  func suits(_ component: Component) -> Bool {
    (component.kind == .store && !Catalog.keepsFiles(component)) || component.kind == .external
  }

  func generate(_ request: GenerationRequest) -> GeneratedConfiguration {
    let isCompose = request.platform == .compose
    let streams = request.components.map {
      StreamPlan(for: $0, copies: isCompose ? 1 : Self.copies, in: request)
    }
    let memory = Catalog.assumption("memory", of: ["topic"])
    let settings = self.settings(isCluster: !isCompose, memory: memory)
    let files = streams.map {
      request.file(
        "\(remedy)/\($0.name).stream.json", for: "the stream for \($0.component.name)", $0.definition)
    }
    let server = request.file("\(remedy)/nats.conf", for: "the server", settings)
    let platformFile =
      isCompose
      ? request.file(
        "compose.\(remedy).yaml", for: "the server, and a job that makes the streams",
        compose(streams).document)
      : request.file(
        "kubernetes/\(remedy)/nats.yaml", for: "three servers, and a job that makes the streams",
        YAMLValue.documents(
          objects(
            settings: settings, streams: zip(streams, files).map { ("\($0.name).json", $1.text) }, streams)))
    return GeneratedConfiguration(
      files: [platformFile, server] + files,
      manualSteps: streams.flatMap { $0.steps(in: request) } + [
        "give the server users and TLS before anything but the system can reach its port",
        request.startCommand,
      ])
  }

  private func settings(isCluster: Bool, memory: Quantity?) -> String {
    let text = NATSText.settings(
      port: Self.port, monitoringPort: 8222, folder: "/data", memory: (memory?.likely ?? 1e9) / 4,
      comment: "memory of one server: \(memory.origin); a quarter of it for streams in memory")
    guard isCluster else { return text }
    let routes = (0..<Self.copies).map { "    nats://nats-\($0).nats-servers:6222" }.joined(separator: "\n")
    return text + "cluster {\n  name: nats\n  port: 6222\n  routes: [\n\(routes)\n  ]\n}\n"
  }

  private func compose(_ streams: [StreamPlan]) -> YAMLValue {
    [
      "services": [
        "nats": [
          "image": .text(Self.image), "restart": "unless-stopped", "command": ["-c", "/etc/nats/nats.conf"],
          "volumes": ["./\(remedy)/nats.conf:/etc/nats/nats.conf:ro", "nats:/data"],
        ],
        "nats-streams": [
          "image": .text(Self.tools), "restart": "on-failure", "depends_on": ["nats"],
          "volumes": ["./\(remedy):/streams:ro"],
          "command": ["sh", "-ec", .text(adding(streams, server: "nats", suffix: ".stream.json"))],
        ],
      ],
      "volumes": ["nats": .map([])],
    ]
  }

  /// The commands that make streams which are not there yet. A dollar sign would be Compose's.
  private func adding(_ streams: [StreamPlan], server: String, suffix: String) -> String {
    streams.map {
      "nats -s \(server) stream info \($0.name) >/dev/null 2>&1 || "
        + "nats -s \(server) stream add \($0.name) --config /streams/\($0.name)\(suffix)"
    }.joined(separator: "\n")
  }

  private func objects(
    settings: String, streams texts: [(String, String)], _ streams: [StreamPlan]
  ) -> [YAMLValue] {
    let name = "nats"
    let pod: YAMLValue = [
      "containers": [
        [
          "name": .text(name), "image": .text(Self.image),
          "args": ["-c", "/etc/nats/nats.conf", "--name", "$(POD_NAME)"],
          "env": [["name": "POD_NAME", "valueFrom": ["fieldRef": ["fieldPath": "metadata.name"]]]],
          "ports": [["containerPort": .count(Double(Self.port))]],
          "readinessProbe": ["httpGet": ["path": "/healthz", "port": 8222]],
          "volumeMounts": [
            ["name": "settings", "mountPath": "/etc/nats"], ["name": "data", "mountPath": "/data"],
          ],
        ]
      ],
      "volumes": [["name": "settings", "configMap": ["name": .text(name)]]],
    ]
    let bytes = streams.reduce(0) { $0 + $1.bytes }
    let claim: YAMLValue = [
      "metadata": ["name": "data"],
      "spec": [
        "accessModes": ["ReadWriteOnce"],
        "resources": [
          "requests": [
            "storage": YAMLValue.text("\(max(1, Int((bytes * 1.2 / 1_073_741_824).rounded(.up))))Gi").because(
              "what the streams may keep, and a fifth more")
          ]
        ],
      ],
    ]
    let job: YAMLValue = [
      "containers": [
        [
          "name": "streams", "image": .text(Self.tools),
          "command": ["sh", "-ec", .text(adding(streams, server: name, suffix: ".json"))],
          "volumeMounts": [["name": "streams", "mountPath": "/streams"]],
        ]
      ],
      "volumes": [["name": "streams", "configMap": ["name": "nats-streams"]]], "restartPolicy": "OnFailure",
    ]
    return [
      KubernetesObject.configuration(name, [("nats.conf", settings)]),
      KubernetesObject.configuration("nats-streams", texts),
      KubernetesObject.make(
        "apps/v1", "StatefulSet", name,
        [
          "serviceName": "nats-servers", "podManagementPolicy": "Parallel",
          "replicas": YAMLValue.count(Double(Self.copies)).because("the least of which one may fail"),
          "selector": KubernetesObject.selector(name), "template": KubernetesObject.template(name, pod),
          "volumeClaimTemplates": [claim],
        ]),
      KubernetesObject.service(name, port: Self.port),
      KubernetesObject.service("nats-servers", port: 6222, selecting: name, isHeadless: true),
      KubernetesObject.disruptionBudget(of: name, selector: KubernetesObject.selector(name)),
      KubernetesObject.make("batch/v1", "Job", "nats-streams", ["template": ["spec": job]]),
    ]
  }
}
