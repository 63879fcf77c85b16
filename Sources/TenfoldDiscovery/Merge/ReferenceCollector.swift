import TenfoldModel
import TenfoldPlatform

/// Collects every place where parts name hosts: variables, arguments, mounted and built-in configuration,
/// start-up order, credentials.
struct ReferenceCollector {
  private let sets: [DeclarationSet]
  private let tree: SourceTree
  private(set) var references: [Reference] = []
  /// Parts whose own configuration files were read, so that what they do not name is not used.
  private(set) var configured: Set<Int> = []
  private let configurations: [Int: [String: ConfigurationDeclaration]]
  /// Values of mounted objects that do not depend on who mounts them.
  private var mountedValues: [String: [ConfigurationText.Value]] = [:]
  /// What the names on the network lead to.
  private var knownHosts: [String: WorkloadRole] = [:]

  init(sets: [DeclarationSet], tree: SourceTree) {
    self.sets = sets
    self.tree = tree
    var configurations: [Int: [String: ConfigurationDeclaration]] = [:]
    for (index, set) in sets.enumerated() where !set.configurations.isEmpty {
      configurations[index] = Dictionary(
        set.configurations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
    self.configurations = configurations
  }

  /// Collects for all parts. - Complexity: O(size of the declarations and of the files that belong to them).
  mutating func collect(for parts: [Part]) {
    knownHosts = Dictionary(
      parts.lazy.flatMap { part in part.hosts.map { ($0, part.role) } },
      uniquingKeysWith: { first, _ in first })
    let owned = ConfigurationFiles(tree: tree, parts: parts, sets: sets)
    for (index, part) in parts.enumerated() {
      for declared in part.declarations {
        collect(declared, of: index)
      }
      let environment = Self.environment(of: part)
      for file in owned.files(of: index) {
        add(file: file, to: index, environment: environment)
      }
    }
    for shared in owned.shared {
      let values =
        ProxyConfiguration.values(in: shared.file, environment: [:])
        ?? ConfigurationText.values(in: shared.file, environment: [:])
      for index in shared.parts {
        add(values, to: index, ground: .shared(object: shared.file.path), isTwin: false, set: nil)
      }
    }
  }

  private mutating func add(file: SourceFile, to index: Int, environment: [String: String]) {
    let values =
      ProxyConfiguration.values(in: file, environment: environment)
      ?? ConfigurationText.values(in: file, environment: environment)
    let isFrameworks = ["application", "bootstrap", "appsettings"].contains { file.name.hasPrefix($0) }
    if !values.isEmpty || isFrameworks { configured.insert(index) }
    add(values, to: index, ground: .own, isTwin: false, set: nil)
  }

  private static func environment(of part: Part) -> [String: String] {
    var environment: [String: String] = [:]
    for container in part.containers {
      for entry in container.environment { if let value = entry.value { environment[entry.name] = value } }
    }
    return environment
  }

  // MARK: One workload

  private mutating func collect(_ declared: Part.Declared, of index: Int) {
    let workload = declared.workload
    for container in workload.containers {
      for entry in container.environment { add(entry, to: index, declared) }
      for argument in container.arguments {
        add(
          [
            ConfigurationText.Value(
              name: Self.flag(of: argument.text), text: argument.text, location: argument.location)
          ],
          to: index, ground: .own, isTwin: declared.isTwin, set: declared.set)
      }
      for mount in container.mounts { add(mount, of: container, to: index, declared) }
    }
    for dependency in workload.dependencies {
      references.append(
        Reference(
          from: index, host: dependency.name, name: "depends_on",
          ground: .startOrder(condition: dependency.condition), isTwin: declared.isTwin, set: declared.set,
          location: dependency.location))
    }
  }

  /// The option an argument belongs to, as far as it stands in the same text: `--redis.addr=cache:6379`.
  private static func flag(of argument: String) -> String {
    guard argument.hasPrefix("-"), let equals = argument.firstIndex(of: "=") else { return "arguments" }
    return String(argument[..<equals].drop { $0 == "-" })
  }

  private mutating func add(_ entry: EnvironmentEntry, to index: Int, _ declared: Part.Declared) {
    if AddressName.isNoCall(entry.name) { return }
    var ground = Reference.Ground.own
    if case .configuration(let object, true) = entry.origin { ground = .shared(object: object) }
    if case .secret(let object, true) = entry.origin { ground = .shared(object: object) }
    if let value = entry.value, !value.isEmpty, !Self.emptyWords.contains(value.lowercased()) {
      add(
        [ConfigurationText.Value(name: entry.name, text: value, location: entry.location)], to: index,
        ground: ground, isTwin: declared.isTwin, set: declared.set)
      return
    }
    if case .secret(let object, false) = entry.origin {
      ground = .credential(object: object, key: entry.name)
    } else {
      ground = .withoutValue
    }
    references.append(
      Reference(
        from: index, host: "", engine: AddressName.engine(entry.name), name: entry.name, ground: ground,
        isTwin: declared.isTwin, set: declared.set, location: entry.location))
  }

  /// Values that only switch something on or stand for one that somebody else fills in.
  private static let emptyWords: Set<String> = [
    "true", "1", "yes", "on", "value-required", "changeme", "change-me", "todo", "tbd", "placeholder", "xxx",
    "null",
  ]

  private mutating func add(
    _ mount: MountDeclaration, of container: ContainerDeclaration, to index: Int, _ declared: Part.Declared
  ) {
    guard case .configuration(let name) = mount.source, let object = configurations[declared.set]?[name]
    else {
      return
    }
    var environment: [String: String] = [:]
    for entry in container.environment { if let value = entry.value { environment[entry.name] = value } }
    for (key, text) in object.values.sorted(by: { $0.key < $1.key }) {
      let location = SourceLocation(
        file: object.location.file, line: object.lines[key] ?? object.location.line)
      let identity = "\(declared.set) \(name) \(key)"
      let values =
        mountedValues[identity]
        ?? ProxyConfiguration.values(in: text, named: key, at: location, environment: environment)
        ?? ConfigurationText.values(in: text, named: key, at: location, environment: environment)
      if !text.contains("${") { mountedValues[identity] = values }
      if !values.isEmpty { configured.insert(index) }
      add(values, to: index, ground: .shared(object: name), isTwin: declared.isTwin, set: declared.set)
    }
  }

  /// A value that is nothing but the name of a part, under a key that does not mean something else.
  private func bareHost(_ value: ConfigurationText.Value) -> Address? {
    guard value.text.utf8.count < 64 else { return nil }
    let host = value.text.lowercased()
    guard let role = knownHosts[host], !AddressName.namesSomethingElse(value.name),
      role.holdsData || value.name.lowercased().hasPrefix("connectionstrings")
    else { return nil }
    return Address(host: host)
  }

  private mutating func add(
    _ values: [ConfigurationText.Value], to index: Int, ground: Reference.Ground, isTwin: Bool, set: Int?
  ) {
    for value in values where !AddressName.isNoCall(value.name) {
      var addresses = AddressParser.addresses(in: value.text, named: value.name)
      if addresses.isEmpty, let bare = bareHost(value) { addresses = [bare] }
      // What is given in variables tells databases apart by itself.
      let database = set == nil && !addresses.isEmpty ? DatabaseAddress(value.text)?.database : nil
      for address in addresses {
        references.append(
          Reference(
            from: index, host: address.host, port: address.port, scheme: address.scheme,
            engine: address.engine ?? AddressName.engine(value.name), database: database, name: value.name,
            ground: ground, route: value.route ?? RouteTable(keys: value.name), isTwin: isTwin,
            set: set, location: value.location
          )
          .ofResource(address.resource))
      }
    }
  }
}
