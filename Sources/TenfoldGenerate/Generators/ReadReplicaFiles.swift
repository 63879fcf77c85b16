import TenfoldCatalog
import TenfoldModel

/// Standbys of a PostgreSQL server that follow it by streaming replication and answer reads.
struct ReadReplicaFiles: RemedyGenerator {
  let remedy = "read-replicas"
  let summary = "PostgreSQL primary and standby settings, standbys, one address for reads"
  let expected = "PostgreSQL stores"

  /// Taken where the engine's version is not known.
  private static let usualVersion = "16"
  private static let port = 5432

  func suits(_ component: Component) -> Bool { component.isPostgreSQL }

  func generate(_ request: GenerationRequest) -> GeneratedConfiguration {
    let plans = request.components.map { StandbyPlan(of: $0, in: request) }
    return request.platform == .compose ? compose(plans, request) : kubernetes(plans, request)
  }

  private func steps(for plan: StandbyPlan, settings: String) -> [String] {
    [
      "let \(plan.store.name) include \(settings) (include_if_exists in postgresql.conf) and restart it once: wal_level "
        + "and max_wal_senders are read at the start",
      "as a superuser of \(plan.store.name): create role replicator with replication login, and \\password replicator",
      "add to pg_hba.conf of \(plan.store.name), then reload: host replication replicator samenet scram-sha-256",
      "let reads that may be \(plan.lag.map { QuantityText.duration($0.likely) } ?? "a little") old connect to "
        + "\(plan.readName):\(Self.port); what must see its own write stays with \(plan.store.name)",
    ]
  }

  private func image(_ plan: StandbyPlan) -> YAMLValue {
    let version = plan.store.engine?.split(separator: "@").dropFirst().first.map(String.init)
    let major = version.map { String($0.prefix { $0.isASCII && $0.isNumber }) } ?? ""
    return major.isEmpty
      ? YAMLValue.text("postgres:\(Self.usualVersion)").because(
        "an assumption: a standby must have the major version of its primary, which is not known")
      : YAMLValue.text("postgres:\(major)").because("the major version of \(plan.store.name)")
  }

  private func compose(_ plans: [StandbyPlan], _ request: GenerationRequest) -> GeneratedConfiguration {
    var files: [GeneratedFile] = []
    var services: [(String, YAMLValue)] = []
    var volumes: [(String, YAMLValue)] = []
    var secrets: [(String, YAMLValue)] = []
    var steps: [String] = []
    for plan in plans {
      let folder = "\(remedy)/\(plan.name)"
      let secret = "\(plan.name)-replicator"
      files += [
        request.file(
          "\(folder)/primary.conf", for: "settings of \(plan.store.name) that let standbys follow it",
          plan.primarySettings),
        request.file("\(folder)/standby.conf", for: "settings of its standbys", plan.standbySettings),
        request.file(
          "\(folder)/standby.sh", for: "copies the primary once, then follows it", StandbyPlan.script),
      ]
      for number in 1...plan.count {
        let name = "\(plan.name)-standby-\(number)"
        services.append(
          (
            name,
            [
              "image": image(plan), "restart": "unless-stopped", "user": "postgres",
              "entrypoint": ["sh", "/standby/standby.sh"],
              "environment": [
                "PRIMARY_HOST": .text(Spelling.service(plan.store.name)),
                "SLOT": .text(Self.slot(plan.name, number)), "PGDATA": "/var/lib/postgresql/data/pgdata",
                "PASSWORD_FILE": .text("/run/secrets/\(secret)"),
              ],
              "secrets": [.text(secret)],
              "volumes": [
                "./\(folder):/standby:ro", .text("\(name):/var/lib/postgresql/data"),
              ],
              "depends_on": [.text(Spelling.service(plan.store.name))],
            ]
          ))
        volumes.append((name, .map([])))
      }
      secrets.append((secret, ["file": "./\(folder)/replicator-password.txt"]))
      services.append((plan.readName, balancer(folder)))
      files.append(
        request.file(
          "\(folder)/haproxy.cfg", for: "one address for reads, spread over the standbys",
          HAProxyText.text(of: [
            HAProxyText.Pool(
              name: plan.readName, port: Self.port, mode: "tcp",
              lines: ["balance leastconn", "option pgsql-check user replicator"],
              servers: (1...plan.count).map {
                ("standby-\($0)", 1, "\(plan.name)-standby-\($0):\(Self.port)")
              }, comment: plan.origin)
          ])))
      steps += self.steps(for: plan, settings: "\(folder)/primary.conf")
      steps.append(
        "write the password of replicator into \(folder)/replicator-password.txt; keep it out of version control"
      )
    }
    let override: YAMLValue = [
      "services": .members(services), "volumes": .members(volumes), "secrets": .members(secrets),
    ]
    files.insert(
      request.file(
        "compose.\(remedy).yaml", for: "the standbys and the address for reads", override.document), at: 0)
    steps.append(request.composeCommand)
    return GeneratedConfiguration(files: files, manualSteps: steps)
  }

  private func balancer(_ folder: String) -> YAMLValue {
    [
      "image": "haproxy:3.0", "restart": "unless-stopped",
      "volumes": ["./\(folder)/haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro"],
    ]
  }

  /// A replication slot's name: lower case letters, digits and underscores.
  private static func slot(_ name: String, _ number: Int) -> String {
    name.map { $0 == "-" ? "_" : String($0) }.joined() + "_standby_\(number)"
  }

  private func kubernetes(_ plans: [StandbyPlan], _ request: GenerationRequest) -> GeneratedConfiguration {
    let folder = "kubernetes/\(remedy)"
    var files: [GeneratedFile] = []
    var steps: [String] = []
    for plan in plans {
      files += [
        request.file(
          "\(folder)/\(plan.name).yaml", for: "the standbys of \(plan.store.name), and one address for reads",
          YAMLValue.documents(objects(plan))),
        request.file(
          "\(remedy)/\(plan.name)/primary.conf",
          for: "settings of \(plan.store.name) that let standbys follow it",
          plan.primarySettings),
      ]
      steps += self.steps(for: plan, settings: "\(remedy)/\(plan.name)/primary.conf")
      steps.append(
        "kubectl create secret generic \(plan.name)-replicator --from-file=password, the password of replicator"
      )
    }
    steps.append("kubectl apply -f \(folder)")
    return GeneratedConfiguration(files: files, manualSteps: steps)
  }

  private func objects(_ plan: StandbyPlan) -> [YAMLValue] {
    let name = "\(plan.name)-standby"
    let disk = plan.store.state?.size
    let size = YAMLValue.text("\(max(1, Int(((disk?.likely ?? 10e9) * 2 / 1_073_741_824).rounded(.up))))Gi")
    let pod: YAMLValue = [
      "securityContext": ["runAsUser": 999, "runAsGroup": 999, "fsGroup": 999],
      "containers": [
        [
          "name": "postgresql", "image": image(plan), "command": ["sh", "/standby/standby.sh"],
          "env": [
            ["name": "PRIMARY_HOST", "value": .text(Spelling.name(plan.store.name))],
            ["name": "PGDATA", "value": "/var/lib/postgresql/data/pgdata"],
            ["name": "PASSWORD_FILE", "value": "/run/secrets/replicator/password"],
          ],
          "ports": [["containerPort": .count(Double(Self.port))]],
          "readinessProbe": [
            "exec": ["command": ["pg_isready", "-q"]], "periodSeconds": 5,
          ],
          "resources": plan.resources,
          "volumeMounts": [
            ["name": "data", "mountPath": "/var/lib/postgresql/data"],
            ["name": "settings", "mountPath": "/standby"],
            ["name": "password", "mountPath": "/run/secrets/replicator"],
          ],
        ]
      ],
      "volumes": [
        ["name": "settings", "configMap": ["name": .text(name)]],
        ["name": "password", "secret": ["secretName": .text("\(plan.name)-replicator")]],
      ],
    ]
    let claim: YAMLValue = [
      "metadata": ["name": "data"],
      "spec": [
        "accessModes": ["ReadWriteOnce"],
        "resources": [
          "requests": ["storage": size.because("twice what \(plan.store.name) keeps: \(disk.origin)")]
        ],
      ],
    ]
    return [
      KubernetesObject.configuration(
        name, [("standby.conf", plan.standbySettings), ("standby.sh", StandbyPlan.script)]),
      KubernetesObject.make(
        "apps/v1", "StatefulSet", name,
        [
          "serviceName": .text(name),
          "replicas": YAMLValue.count(Double(plan.count)).because(plan.origin),
          "selector": KubernetesObject.selector(name), "template": KubernetesObject.template(name, pod),
          "volumeClaimTemplates": [claim],
        ]),
      KubernetesObject.service(name, port: Self.port, isHeadless: true),
      KubernetesObject.service(plan.readName, port: Self.port, selecting: name),
      KubernetesObject.disruptionBudget(of: name, selector: KubernetesObject.selector(name)),
    ]
  }
}
