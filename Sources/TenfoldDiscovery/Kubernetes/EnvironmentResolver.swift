import TenfoldModel
import TenfoldPlatform

/// Tells the values that containers see: written with them, in ConfigMaps and Secrets, and put together from
/// other variables with `$(NAME)`.
struct EnvironmentResolver {
  /// ConfigMaps and Secrets by name.
  private let configurations: [String: [ConfigurationDeclaration]]
  /// Services by the name their variables begin with: `REDIS_CART`.
  private let services: [String: NetworkName]

  init(_ set: DeclarationSet) {
    configurations = Dictionary(grouping: set.configurations, by: \.name)
    services = Dictionary(
      set.names.map { (String($0.name.uppercased().map { $0 == "-" ? "_" : $0 }), $0) }
    ) { $1 }
  }

  /// The environment of a container: what `envFrom` imports, then what `env` sets; the last of a name counts.
  func entries(of container: YAMLNode, in object: KubernetesObject) -> [EnvironmentEntry] {
    var entries: [EnvironmentEntry] = []
    var places: [String: Int] = [:]
    func set(_ entry: EnvironmentEntry) {
      if let place = places[entry.name] {
        entries[place] = entry
      } else {
        places[entry.name] = entries.count
        entries.append(entry)
      }
    }
    for source in container["envFrom"]?.items ?? [] {
      imported(by: source, in: object).forEach(set)
    }
    var values = self.values(of: entries)
    for variable in container["env"]?.items ?? [] {
      guard var entry = entry(variable, in: object) else { continue }
      // Kubernetes expands only the values written with the container, not those it takes from objects.
      if entry.origin == .literal, let value = entry.value {
        entry.value = expand(value, with: values)
      }
      values[entry.name] = entry.value
      set(entry)
    }
    return entries
  }

  /// Known values by name.
  func values(of entries: [EnvironmentEntry]) -> [String: String] {
    entries.reduce(into: [:]) { $0[$1.name] = $1.value }
  }

  /// Longest value that expansion makes: variables that double each other grow without end.
  private static let longestValue = 1 << 16

  /// Replaces `$(NAME)` by its value; `$$` stands for `$`, and unknown names stay as they are, save the
  /// `…_SERVICE_HOST` and `…_SERVICE_PORT` that a cluster sets for each Service.
  func expand(_ text: String, with values: [String: String]) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      guard result.utf8.count <= Self.longestValue else { return text }
      rest = rest[dollar...].dropFirst()
      if rest.first == "$" {
        result.append("$")
        rest = rest.dropFirst()
      } else if rest.first == "(", let end = rest.firstIndex(of: ")") {
        let name = String(rest[rest.index(after: rest.startIndex)..<end])
        result += values[name] ?? clusterVariable(name) ?? "$(\(name))"
        rest = rest[end...].dropFirst()
      } else {
        result.append("$")
      }
    }
    return result + rest
  }

  private func entry(_ variable: YAMLNode, in object: KubernetesObject) -> EnvironmentEntry? {
    guard let name = variable["name"]?.string else { return nil }
    guard let source = variable["valueFrom"] else {
      let value = variable["value"]
      return EnvironmentEntry(name: name, value: value?.string ?? "", location: object.at(value ?? variable))
    }
    for (key, isSecret) in [("configMapKeyRef", false), ("secretKeyRef", true)] {
      guard let reference = source[key], let from = reference["name"]?.string,
        let wanted = reference["key"]?.string
      else { continue }
      let found = configuration(from, isSecret: isSecret, namespace: object.namespace)
      let written = found.flatMap { found in
        found.lines[wanted].map { SourceLocation(file: found.location.file, line: $0) }
      }
      return EnvironmentEntry(
        name: name, value: found?.values[wanted],
        origin: isSecret
          ? .secret(object: from, isShared: false) : .configuration(object: from, isShared: false),
        location: written ?? object.at(reference))
    }
    return EnvironmentEntry(name: name, value: nil, location: object.at(source))
  }

  private func imported(by source: YAMLNode, in object: KubernetesObject) -> [EnvironmentEntry] {
    let prefix = source["prefix"]?.string ?? ""
    for (key, isSecret) in [("configMapRef", false), ("secretRef", true)] {
      guard let from = source[[key, "name"]]?.string,
        let found = configuration(from, isSecret: isSecret, namespace: object.namespace)
      else { continue }
      return found.values.sorted { (found.lines[$0.key] ?? 0, $0.key) < (found.lines[$1.key] ?? 0, $1.key) }
        .map { name, value in
          EnvironmentEntry(
            name: prefix + name, value: value,
            origin: isSecret
              ? .secret(object: from, isShared: true) : .configuration(object: from, isShared: true),
            location: SourceLocation(
              file: found.location.file, line: found.lines[name] ?? found.location.line))
        }
    }
    return []
  }

  private func configuration(
    _ name: String, isSecret: Bool, namespace: String?
  ) -> ConfigurationDeclaration? {
    let named = (configurations[name] ?? []).filter { $0.isSecret == isSecret }
    // Manifests often leave the namespace of one side to the command line.
    return named.last { $0.namespace == namespace }
      ?? named.last { $0.namespace == nil || namespace == nil }
  }

  private func clusterVariable(_ variable: String) -> String? {
    for (suffix, isHost) in [("_SERVICE_HOST", true), ("_SERVICE_PORT", false)]
    where variable.hasSuffix(suffix) {
      guard let service = services[String(variable.dropLast(suffix.count))] else { continue }
      return isHost ? service.name : service.ports.first.map(String.init)
    }
    return nil
  }
}
