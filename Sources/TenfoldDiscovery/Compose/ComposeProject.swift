internal import TenfoldModel
internal import TenfoldPlatform

/// Compose files that are used together, merged.
struct ComposeProject {
  let tree: SourceTree
  let root: ComposeValue
  let variables: ComposeVariables
  let files: [String]
  private(set) var diagnostics: [Diagnostic]
  /// Names that other services' `links` give to a service.
  private(set) var linkAliases: [String: [String]] = [:]

  /// Reads and merges files, in the order of `-f`; nil when none of them can be read.
  init?(_ paths: [String], tree: SourceTree) {
    guard let first = paths.first else { return nil }
    let folder = FilePath.folder(of: first)
    var loader = ComposeLoader(tree: tree)
    variables = ComposeVariables.ofProject(in: folder, tree: tree)
    guard let root = loader.project(paths, folder: folder, variables: variables) else { return nil }
    self.tree = tree
    self.root = root
    files = loader.files
    diagnostics = loader.diagnostics
    if !loader.unset.isEmpty {
      let names = loader.unset.keys.sorted()
      let shown =
        names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
      diagnostics.append(
        Diagnostic(
          .note, id: "TF-COMPOSE-007",
          "\(shown): no file gives a value; set them in \(folder.isEmpty ? "" : folder + "/").env to make them known",
          at: loader.unset.values.min()))
    }
    if let source = variables.source, FilePath.name(of: source) != ".env" {
      diagnostics.append(
        Diagnostic(
          .note, id: "TF-COMPOSE-008", "there is no .env; values of variables are those of \(source)",
          at: SourceLocation(file: source)))
    }
    for service in root["services"]?.entries ?? [] {
      for link in service.value["links"]?.strings ?? [] {
        let parts = link.split(separator: ":").map(String.init)
        if parts.count == 2 { linkAliases[parts[0], default: []].append(parts[1]) }
      }
      for file in service.value["env_file"]?.itemsOrItself ?? [] where file["required"]?.string != "false" {
        guard let path = file.string ?? file["path"]?.string else { continue }
        let resolved = ComposePath.resolved(path, in: file.folder)
        guard !path.isEmpty, tree[resolved] == nil else { continue }
        let example = environmentFile(at: resolved)
        diagnostics.append(
          Diagnostic(
            .note, id: "TF-COMPOSE-009",
            "service \"\(service.key)\" takes variables from \(resolved), which is not among the files given"
              + (example.map { "; those of \($0.path) are used" } ?? ""),
            at: file.location))
      }
    }
  }

  /// The file that a service takes variables from, or the example of it that users are told to copy.
  func environmentFile(at path: String) -> SourceFile? {
    for ending in ["", ".example", ".sample", ".template", ".dist", ".default"] {
      if let file = tree[path + ending] { return file }
    }
    return nil
  }

  /// Names of the services, in the order of the files.
  var serviceNames: [String] { services.map(\.name) }

  /// The services, active or not.
  var services: [ComposeService] {
    (root["services"]?.entries ?? []).filter { $0.value.isMapping && !$0.key.isEmpty }.map {
      ComposeService(name: $0.key, location: $0.location, value: $0.value, project: self)
    }
  }

  /// The project as a set of declarations.
  func declarations(name: String, profiles: [String]) -> DeclarationSet {
    let stated = variables.value(of: "COMPOSE_PROFILES")?.split(separator: ",").map { $0.trimmed } ?? []
    var active = Set(profiles.isEmpty ? stated : profiles)
    var set = DeclarationSet(
      name: name, form: .compose, files: files, configurations: configurations, diagnostics: diagnostics)
    let startsNothing = services.allSatisfy { $0.reasonToRest(activeProfiles: active) != nil }
    if startsNothing && profiles.isEmpty, services.contains(where: { !$0.profiles.isEmpty }) {
      active = ["*"]
      set.diagnostics.append(
        Diagnostic(
          .note, id: "TF-COMPOSE-012",
          "every service has a profile and none is active; all are read. Choose with --profile",
          at: root.location))
    }
    for service in services {
      if let reason = service.reasonToRest(activeProfiles: active) {
        set.inactive.append((service.workload, reason))
      } else {
        set.workloads.append(service.workload)
      }
    }
    return set
  }

  /// Top-level `configs` with their text; of `secrets` no more than their names.
  private var configurations: [ConfigurationDeclaration] {
    let configs = (root["configs"]?.entries ?? []).map { entry -> ConfigurationDeclaration in
      let content = entry.value["content"]
      let path = entry.value["file"].flatMap { file in
        file.string.map { ComposePath.resolved($0, in: file.folder) }
      }
      let file = path.flatMap { tree[$0] }
      let text = content?.string ?? file?.text
      return ConfigurationDeclaration(
        name: entry.key, values: text.map { [entry.key: $0] } ?? [:],
        lines: [entry.key: file == nil ? content?.location.line ?? 1 : 1],
        location: file?.at(1) ?? entry.location)
    }
    let secrets = (root["secrets"]?.entries ?? []).map { entry in
      ConfigurationDeclaration(name: entry.key, isSecret: true, values: [:], location: entry.location)
    }
    return configs + secrets
  }
}
