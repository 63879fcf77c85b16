internal import TenfoldPlatform

/// What the name and the top of a file tell about it as a Compose file.
enum ComposeFile {
  /// Names that `docker compose` looks for by itself, the preferred ones first.
  static let defaultNames = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"]
  /// Names of the file that it lays over them by itself.
  static let overrideNames = [
    "compose.override.yaml", "compose.override.yml", "docker-compose.override.yaml",
    "docker-compose.override.yml",
  ]

  /// Whether a file is a Compose file: by its top level, or by its name where the top level leaves it open.
  static func isCompose(_ file: SourceFile) -> Bool {
    guard !file.documents.isEmpty else { return false }
    return file.documents.allSatisfy { root in
      guard root.isMapping, root["apiVersion"] == nil, root["kind"] == nil else { return false }
      let isNamed = hasComposeName(file.name)
      guard root.entries.allSatisfy({ topLevel.contains($0.key) || $0.key.hasPrefix("x-") }) else {
        return isNamed && (root["services"]?.isMapping == true || isVersionOne(root))
      }
      if root["include"] != nil { return isNamed }
      guard let services = root["services"] else { return isNamed }
      guard services.isMapping else { return isNamed && services.isNull }
      return isNamed
        || services.entries.contains { entry in
          ["image", "build", "extends"].contains { entry.value[$0] != nil }
        }
    }
  }

  /// Whether a root is of the first version, in which services stand at the top.
  static func isVersionOne(_ root: YAMLNode) -> Bool {
    root["services"] == nil && root["version"] == nil && root["include"] == nil
      && root.entries.contains { $0.value["image"] != nil || $0.value["build"] != nil }
      && root.entries.allSatisfy { $0.value.isMapping || $0.key.hasPrefix("x-") }
  }

  /// Whether a name is one that people give to Compose and stack files.
  static func hasComposeName(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasPrefix("compose.") || name.hasPrefix("compose-") || name.hasPrefix("compose_")
      || name.contains("docker-compose") || name.contains("docker_compose") || name.contains("docker-stack")
      || name.hasSuffix("-compose.yml") || name.hasSuffix("-compose.yaml") || name.hasSuffix(".compose.yml")
      || name.hasSuffix(".compose.yaml") || name == "stack.yml" || name == "stack.yaml"
  }

  private static let topLevel: Set<String> = [
    "version", "name", "services", "networks", "volumes", "configs", "secrets", "include", "models",
  ]

  /// What a file's name says it is for; nil when it says nothing.
  static func purpose(of path: String) -> DeclarationSet.Purpose? {
    purpose(ofWords: FilePath.name(of: path))
  }

  /// What a file's name, or else the folders it lies in, say it is for.
  static func purpose(ofPlace path: String) -> DeclarationSet.Purpose? {
    purpose(of: path) ?? purpose(ofWords: FilePath.folder(of: path))
  }

  private static func purpose(ofWords text: String) -> DeclarationSet.Purpose? {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return purposes.first { $0.words.contains(where: words.contains) }?.purpose
  }

  private static let purposes: [(purpose: DeclarationSet.Purpose, words: Set<String>)] = [
    (
      .test,
      [
        "test", "tests", "testing", "e2e", "ci", "integration", "cypress", "playwright", "selenium", "smoke",
        "sut",
      ]
    ),
    (
      .load,
      [
        "load", "loadtest", "loadgen", "perf", "performance", "bench", "benchmark", "k6", "locust", "gatling",
        "jmeter",
      ]
    ),
    (
      .telemetry,
      [
        "logging", "logs", "monitoring", "monitor", "observability", "metrics", "tracing", "telemetry", "elk",
        "efk",
        "prometheus", "grafana", "jaeger", "zipkin", "otel", "opentelemetry", "profiling", "apm", "loki",
        "datadog",
        "kibana", "sentry",
      ]
    ),
    (
      .development,
      [
        "dev", "devel", "develop", "development", "local", "debug", "hot", "watch", "devcontainer", "tools",
        "build",
        "builder",
      ]
    ),
    (.production, ["prod", "production", "release", "staging", "stage", "live", "deploy"]),
    (
      .variant,
      [
        "swarm", "stack", "cluster", "sharding", "sharded", "shard", "ha", "tls", "ssl", "replica",
        "replicas",
        "images", "arm", "arm64", "m1", "gpu", "windows", "mac", "old", "legacy", "example", "sample",
        "minimal",
      ]
    ),
  ]
}
