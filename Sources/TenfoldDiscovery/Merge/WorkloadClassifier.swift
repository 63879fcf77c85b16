/// Tells what a workload is for, from its image, its name, its form and how it is configured.
struct WorkloadClassifier: Sendable {
  /// First lines of Dockerfiles that matter: last `FROM` image by build folder.
  var baseImages: [String: ImageReference]
  /// Names that others wait for until they end.
  var completing: Set<String>

  /// Classifies a workload. - Complexity: O(size of the workload).
  func classify(_ workload: WorkloadDeclaration) -> Classification {
    let main = Self.mainContainer(of: workload)
    let image = main?.image.flatMap { ImageReference($0) }
    let isBuilt = main?.buildContext != nil
    let isOwn = isBuilt || (image.map { !$0.isPublic } ?? true)
    let words = Naming.words(workload.name)
    func found(_ role: WorkloadRole, _ engine: String? = nil, own: Bool? = nil) -> Classification {
      Classification(role: role, engine: engine, isOwn: own ?? isOwn)
    }

    if workload.form == .job || workload.form == .cronJob { return found(.job) }
    if let engine = workload.engine {
      // Operators' poolers are named as their images are.
      if let known = KnownImages.entry(named: engine), known.role == .pooler {
        return found(.pooler, known.engine)
      }
      return found(Engines.role(of: engine), engine)
    }
    if let namespace = workload.namespace, let role = Self.systemNamespaces[namespace] {
      return found(role, own: false)
    }
    if let role = Self.role(ofWords: words) { return found(role) }
    let known = image.flatMap { KnownImages.entry(for: $0) } ?? Self.entry(tagged: image)
    if let known {
      switch known.role {
      case .proxy: return proxy(known, isOwn: isOwn)
      case .job where !isBuilt: return found(.job)
      case .job: break
      case .platform: return found(.platform, own: isBuilt)
      default: return found(known.role, known.engine, own: isBuilt)
      }
    }
    if completing.contains(workload.name) { return found(.job) }
    if let first = words.first, Self.clusterTools.contains(first) { return found(.platform, own: false) }
    if let role = Self.toolRole(ofWords: words) { return found(role) }
    if let named = KnownImages.entry(named: workload.name.lowercased()), named.role != .proxy,
      named.role != .job
    {
      return found(named.role, named.engine)
    }
    if let base = main?.buildContext.flatMap({ baseImages[$0] }), let known = KnownImages.entry(for: base),
      known.role.holdsData || known.role == .telemetry || known.role == .proxy || known.role == .pooler
    {
      return known.role == .proxy ? found(.service, known.engine) : found(known.role, known.engine)
    }
    if let engine = Self.storeEngine(of: workload, main: main, image: image, words: words) {
      return found(Engines.role(of: engine), engine)
    }
    return found(.service)
  }

  private func proxy(_ known: KnownImages.Entry, isOwn: Bool) -> Classification {
    Classification(role: isOwn ? .gateway : .proxy, engine: known.engine, isOwn: isOwn)
  }

  /// Images of one repository that differ in their tags only: `demo:1.0-kafka`.
  private static func entry(tagged image: ImageReference?) -> KnownImages.Entry? {
    guard let last = image?.tag?.split(separator: "-").last, image?.tag?.contains("-") == true else {
      return nil
    }
    guard let entry = KnownImages.entry(named: String(last)), entry.role.holdsData else { return nil }
    return entry
  }

  /// Namespaces that hold what a cluster needs and no system brings along.
  private static let systemNamespaces: [String: WorkloadRole] = [
    "kube-system": .platform, "istio-system": .platform, "cert-manager": .platform,
    "ingress-nginx": .platform,
    "argocd": .platform, "flux-system": .platform, "linkerd": .platform, "gatekeeper-system": .platform,
    "knative-serving": .platform, "keda": .platform, "kyverno": .platform, "external-secrets": .platform,
    "metallb-system": .platform, "gmp-system": .telemetry, "monitoring": .telemetry, "logging": .telemetry,
    "observability": .telemetry, "prometheus": .telemetry, "opentelemetry-operator-system": .telemetry,
  ]

  // MARK: Words

  private static let loadKeys = [
    "loadgenerator", "loadgen", "loadtest", "usersim", "trafficgen", "stresstest", "locust", "jmeter",
    "gatling",
    "loadsimul", "virtualcustomer", "virtualworker", "loadrunner", "loaddriver", "clientsimulator",
    "loadtester",
  ]
  private static let jobWords: Set<String> = [
    "migrate", "migration", "migrations", "migrator", "seed", "seeder", "seeding", "initdb", "dbinit",
    "flyway",
    "liquibase", "fixtures", "dbmigrate", "dbmigrator", "dbseed", "cronjob", "cronjobs",
  ]
  private static let jobEnds: Set<String> = [
    "init", "setup", "bootstrap", "backup", "restore", "provision", "provisioner", "populate", "initializer",
    "createtopics", "initialize", "job", "jobs", "perms", "chown", "sync",
  ]
  private static let testWords: Set<String> = [
    "e2e", "test", "tests", "smoke", "mock", "mocks", "mockserver", "synthetic", "cypress", "playwright",
    "selenium", "testing",
  ]

  /// Roles that a name alone gives away.
  private static func role(ofWords words: [String]) -> WorkloadRole? {
    let key = words.joined()
    if words == ["load"] || words.contains("k6") || loadKeys.contains(where: { key.contains($0) }) {
      return .loadGenerator
    }
    if words.contains(where: { testWords.contains($0) }) { return .test }
    let isService = words.last.map { Naming.genericEndings.contains($0) } ?? false
    if words.contains(where: { jobWords.contains($0) }) { return .job }
    if !isService, words.count > 1, let first = words.first, let last = words.last,
      jobEnds.contains(last) || first == "init" || first == "setup"
    {
      return .job
    }
    return nil
  }

  private static let telemetryWords: Set<String> = [
    "prometheus", "grafana", "jaeger", "zipkin", "kibana", "logstash", "fluentd", "fluentbit", "filebeat",
    "alertmanager", "loki", "promtail", "otelcol", "opentelemetry", "turbine", "hystrix", "cadvisor",
    "exporter",
    "metricbeat", "opamp", "apm", "heapster", "kiali",
  ]
  private static let platformKeys: Set<String> = [
    "configserver", "discoveryserver", "eureka", "eurekaserver", "serviceregistry", "adminserver",
    "servicediscovery", "namingserver", "springbootadmin", "cloudconfig", "cloudconfigserver",
    "eurekaservice", "discoveryservice", "configurationserver", "bootadmin",
  ]

  /// True for a name that nothing but a registry or a server of configuration bears: asked at start, not by requests.
  static func isAskedAtStart(_ name: String) -> Bool {
    let key = Naming.words(name).joined()
    return platformKeys.contains(key) || ["config", "registry", "discovery"].contains(key)
  }

  private static let clusterTools: Set<String> = [
    "argo", "argocd", "kyverno", "istio", "istiod", "velero", "karpenter", "keda", "fluxcd", "certmanager",
    "kured",
  ]

  /// Tools that a name gives away when the image does not.
  private static func toolRole(ofWords words: [String]) -> WorkloadRole? {
    let key = words.joined()
    if words.contains(where: { telemetryWords.contains($0) }) || words.first == "otel" || key == "monitoring"
    {
      return .telemetry
    }
    if platformKeys.contains(key) || words.contains("flagd") { return .platform }
    if let last = words.last, ["ui", "commander", "console", "admin", "express", "manager"].contains(last),
      let first = words.first, Engines.byWord[first] != nil, words.count == 2
    {
      return .console
    }
    if key.hasSuffix("admintools")
      || ["adminer", "pgadmin", "phpmyadmin", "kafdrop", "akhq"].contains(where: { key.contains($0) })
    {
      return .console
    }
    return nil
  }

  // MARK: Stores behind images built in-house

  private static let storeWords: Set<String> = ["db", "database", "datastore", "sql", "datadb"]
  private static let clientWords: Set<String> = [
    "exporter", "ui", "admin", "commander", "express", "client", "consumer", "producer", "worker", "service",
    "svc", "api", "init", "migrate", "operator", "proxy", "gateway", "bridge", "connector", "connect", "sync",
    "backup", "manager", "dashboard", "monitor", "setup", "web", "adapter", "publisher", "subscriber",
    "handler",
    "processor", "listener", "app", "frontend", "backend", "rest", "streams", "stream",
  ]

  private static func storeEngine(
    of workload: WorkloadDeclaration, main: ContainerDeclaration?, image: ImageReference?, words: [String]
  ) -> String? {
    let imageWords = image.map { Naming.words($0.name) } ?? []
    let isClient =
      words.contains { clientWords.contains($0) } || imageWords.contains { clientWords.contains($0) }
    let variables = main?.environment ?? []
    func serverEngine(_ isMeant: (String) -> Bool) -> String? {
      for entry in variables where isMeant(entry.name) {
        if let engine = Engines.serverVariables[entry.name] { return engine }
      }
      return nil
    }
    let mounted = (main?.mounts ?? []).lazy.compactMap { Engines.engine(ofPath: $0.path) }.first
    if !isClient, !isClientOfOthers(workload, main: main) {
      // The name of an image built in-house says more than that of the workload: `db` from `acme/mysql-users`.
      for names in [imageWords, words] {
        if let engine = names.lazy.compactMap({ word in Engines.named(word) }).first {
          return engine
        }
      }
      if let last = words.last ?? nil,
        storeWords.contains(String(last.prefix { !$0.isNumber }))
          || imageWords.last.map({ storeWords.contains($0) }) == true
      {
        return serverEngine { _ in true } ?? mounted
          ?? main?.ports.lazy.compactMap({ Engines.byPort[$0.container] }).first ?? "unknown"
      }
    }
    if let engine = serverEngine({ Engines.certainServerVariables.contains($0) }) { return engine }
    if let mounted, main?.buildContext == nil || !isClient { return mounted }
    if let ports = main?.ports, ports.count == 1, let engine = Engines.byPort[ports[0].container], !isClient {
      return engine
    }
    return nil
  }

  /// True for what is told the address of a store elsewhere.
  private static func isClientOfOthers(_ workload: WorkloadDeclaration, main: ContainerDeclaration?) -> Bool {
    guard let main, main.image.flatMap({ ImageReference($0) })?.isPublic != true else { return false }
    return main.environment.contains { entry in
      guard AddressName.engine(entry.name) != nil || entry.name.uppercased().hasPrefix("DB_"),
        let value = entry.value,
        AddressName.isAddress(entry.name)
      else { return false }
      return AddressParser.addresses(in: value, named: entry.name).contains {
        $0.host != workload.name.lowercased() && !$0.host.hasPrefix(Placeholder.mark)
      }
    }
  }

  // MARK: Containers

  private static let sidecarNames: Set<String> = [
    "istio-proxy", "linkerd-proxy", "envoy", "envoy-sidecar", "cloud-sql-proxy", "cloudsql-proxy",
    "oauth2-proxy",
    "fluent-bit", "fluentd", "filebeat", "vault-agent", "daprd", "jaeger-agent", "otel-agent",
    "datadog-agent",
    "config-reloader", "configmap-reload", "promtail", "exporter", "metrics",
  ]

  /// The container that does the workload's work.
  static func mainContainer(of workload: WorkloadDeclaration) -> ContainerDeclaration? {
    guard workload.containers.count > 1 else { return workload.containers.first }
    let rest = workload.containers.filter { !isSidecar($0) }
    let key = Naming.stem(workload.name)
    return rest.first { Naming.stem($0.name) == key } ?? rest.first { !isProxyBeside($0) } ?? rest.first
      ?? workload.containers.first
  }

  private static func isSidecar(_ container: ContainerDeclaration) -> Bool {
    if sidecarNames.contains(container.name) || container.name.hasSuffix("-exporter") { return true }
    guard let image = container.image.flatMap({ ImageReference($0) }) else { return false }
    return KnownImages.entry(for: image)?.role == .telemetry || image.name.contains("cloud-sql-proxy")
      || image.name.contains("cloudsql-proxy") || image.name == "proxyv2" || image.name == "daprd"
  }

  private static func isProxyBeside(_ container: ContainerDeclaration) -> Bool {
    container.image.flatMap { ImageReference($0) }.flatMap { KnownImages.entry(for: $0) }?.role == .proxy
  }
}
