import TenfoldCatalog
import TenfoldModel

/// PgBouncer in front of a PostgreSQL server, so that many clients share few connections.
struct PoolerFiles: RemedyGenerator {
  let remedy = "connection-pooling"
  let summary = "PgBouncer with its pools sized, as a Compose service or a Deployment"
  let expected = "PostgreSQL stores"

  /// PgBouncer publishes no image itself; this one reads the configuration that it is given.
  private static let image = "edoburu/pgbouncer:latest"
  private static let imageNote =
    "PgBouncer publishes no image of its own; pin a version you checked, 1.21 or later where clients prepare statements"
  private static let port = 6432

  func suits(_ component: Component) -> Bool { component.isPostgreSQL }

  func generate(_ request: GenerationRequest) -> GeneratedConfiguration {
    let isCompose = request.platform == .compose
    let stores = request.components.map { (component: $0, name: Spelling.name($0.name) + "-pooler") }
    var files: [GeneratedFile] = []
    var steps: [String] = []
    var services: [(String, YAMLValue)] = []
    var secrets: [(String, YAMLValue)] = []
    for (store, name) in stores {
      let settings = PgBouncerText(for: store, poolers: isCompose ? 1 : 2, in: request).text
      let clients = request.clients(of: store.name).map(\.name)
      if isCompose {
        let secret = name + "-users"
        files.append(
          request.file("\(remedy)/\(name).ini", for: "the pooler of \(store.name)", settings))
        services.append((name, service(store, name, secret)))
        secrets.append((secret, ["file": "./\(remedy)/\(secret).txt"]))
        steps.append(
          "write \(remedy)/\(secret).txt, a line \"user\" \"secret\" for each user, from: select rolname, rolpassword "
            + "from pg_authid where rolcanlogin; keep it out of version control")
      } else {
        files.append(
          request.file(
            "kubernetes/\(remedy)/\(name).yaml",
            for: "the pooler of \(store.name), two pods behind a Service",
            YAMLValue.documents(objects(name, settings))))
        steps.append(
          "kubectl create secret generic \(name)-users --from-file=userlist.txt, a line \"user\" \"secret\" for each "
            + "user, from: select rolname, rolpassword from pg_authid where rolcanlogin")
      }
      steps.append(
        "let \(clients.isEmpty ? "the clients" : clients.joined(separator: ", ")) connect to \(name):\(Self.port) "
          + "instead of \(store.name):5432")
    }
    if isCompose {
      files.insert(
        request.file(
          "compose.\(remedy).yaml", for: "the pooler as a service",
          (["services": .members(services), "secrets": .members(secrets)] as YAMLValue).document), at: 0)
    }
    steps.append(request.startCommand)
    steps.append(
      "look for session features in the clients: SET, LISTEN, advisory locks and temporary tables do not survive a "
        + "transaction; prepared statements need PgBouncer 1.21")
    return GeneratedConfiguration(files: files, manualSteps: steps)
  }

  private func service(_ store: Component, _ name: String, _ secret: String) -> YAMLValue {
    [
      "image": YAMLValue.text(Self.image).because(Self.imageNote),
      "restart": "unless-stopped", "entrypoint": ["pgbouncer", "/etc/pgbouncer/pgbouncer.ini"],
      "volumes": ["./\(remedy)/\(name).ini:/etc/pgbouncer/pgbouncer.ini:ro"],
      "secrets": [["source": .text(secret), "target": "/etc/pgbouncer/userlist.txt"]],
      "depends_on": [.text(Spelling.service(store.name))],
    ]
  }

  private func objects(_ name: String, _ settings: String) -> [YAMLValue] {
    let pod: YAMLValue = [
      "containers": [
        [
          "name": "pgbouncer", "image": YAMLValue.text(Self.image).because(Self.imageNote),
          "command": ["pgbouncer", "/etc/pgbouncer/pgbouncer.ini"],
          "ports": [["containerPort": .count(Double(Self.port))]],
          "readinessProbe": ["tcpSocket": ["port": .count(Double(Self.port))]],
          "resources": YAMLValue.map([
            .init(key: "requests", value: ["cpu": "100m", "memory": "64Mi"]),
            .init(key: "limits", value: ["memory": "256Mi"]),
          ]).because("an assumption: one process, one core at most; watch it"),
          "volumeMounts": [
            ["name": "settings", "mountPath": "/etc/pgbouncer/pgbouncer.ini", "subPath": "pgbouncer.ini"],
            ["name": "users", "mountPath": "/etc/pgbouncer/userlist.txt", "subPath": "userlist.txt"],
          ],
        ]
      ],
      "volumes": [
        ["name": "settings", "configMap": ["name": .text(name)]],
        ["name": "users", "secret": ["secretName": .text(name + "-users")]],
      ],
    ]
    return [
      KubernetesObject.configuration(name, [("pgbouncer.ini", settings)]),
      KubernetesObject.deployment(
        name, replicas: YAMLValue.plain("2").because("so that one may fail; the pools are halved for it"),
        pod: pod),
      KubernetesObject.service(name, port: Self.port),
      KubernetesObject.disruptionBudget(of: name, selector: KubernetesObject.selector(name)),
    ]
  }
}

extension Component {
  /// True for a PostgreSQL server or what speaks as one.
  var isPostgreSQL: Bool { kind == .store && Catalog.family(of: engineName) == "postgresql" }
}
