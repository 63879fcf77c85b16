internal import TenfoldModel
internal import TenfoldPlatform

/// The Compose files of one folder, sorted into sets: what plain use takes, what is laid over it, what replaces it.
struct ComposeFolder {
  private let tree: SourceTree
  private let profiles: [String]
  private let commands: ComposeCommands
  private let folder: String
  /// Files of the folder, sorted, without those that others include or extend.
  private let paths: [String]

  init(folder: String, paths: [String], tree: SourceTree, profiles: [String], commands: ComposeCommands) {
    self.folder = folder
    self.paths = paths
    self.tree = tree
    self.profiles = profiles
    self.commands = commands
  }

  /// The sets of the folder, the default first.
  var sets: [DeclarationSet] {
    guard let choice = defaultFiles, let base = choice.files.first else { return [] }
    let baseNames = names(in: Array(choice.files.prefix(1)))
    let overlays = paths.filter { path in
      path != base
        && (isOverlay(path, over: baseNames)
          || commands.combinations.contains { $0.files.first == base && $0.files.dropFirst().contains(path) })
    }
    let chosen = combined(choice, overlays: overlays)
    guard var main = set(chosen.files, named: base) else { return [] }
    if chosen.files.count > 1 {
      main.diagnostics.append(
        Diagnostic(
          .note, id: "TF-COMPOSE-010",
          "\(chosen.files.map { FilePath.name(of: $0) }.joined(separator: " + ")) are read together: \(chosen.reason)",
          at: chosen.location))
    }
    main.purpose = ComposeFile.purpose(ofPlace: base)
    var sets = [main]
    for path in paths where !chosen.files.contains(path) {
      let isLaidOver = overlays.contains(path)
      let files = isLaidOver ? chosen.files + [path] : [path]
      guard var other = set(files, named: path), !(other.workloads.isEmpty && other.inactive.isEmpty) else {
        continue
      }
      other.isDefault = false
      other.variantOf = main.name
      other.role = isLaidOver ? .overlay : .alternative
      other.purpose = ComposeFile.purpose(ofPlace: path)
      if isLaidOver {
        other.diagnostics.append(
          Diagnostic(
            .note, id: "TF-COMPOSE-011",
            "\(FilePath.name(of: path)) adds to \(FilePath.name(of: base)) and is read over it",
            at: SourceLocation(file: path)))
      }
      sets.append(other)
    }
    return sets
  }

  /// Files used together, and why.
  private struct Choice {
    var files: [String]
    var reason: String
    var location: SourceLocation
    /// True when nothing may be added.
    var isFinal = false
  }

  private func set(_ files: [String], named name: String) -> DeclarationSet? {
    ComposeProject(files, tree: tree)?.declarations(name: name, profiles: profiles)
  }

  /// What `docker compose up` takes here, before the commands that are written down are asked.
  private var defaultFiles: Choice? {
    let variables = ComposeVariables.ofProject(in: folder, tree: tree)
    if let stated = variables["COMPOSE_FILE"], let value = stated.value,
      FilePath.folder(of: stated.location.file) == folder
    {
      let separator = variables.value(of: "COMPOSE_PATH_SEPARATOR")?.first
      let files = value.split { $0 == separator || (separator == nil && ":;".contains($0)) }
        .map { ComposePath.resolved($0.trimmed, in: folder) }
      if !files.isEmpty, files.allSatisfy({ tree[$0] != nil }) {
        return Choice(
          files: files, reason: "COMPOSE_FILE names them", location: stated.location, isFinal: true)
      }
    }
    let known = Set(paths)
    for name in ComposeFile.defaultNames {
      let base = inFolder(name)
      guard known.contains(base) else { continue }
      let override = ComposeFile.overrideNames.map(inFolder).first { known.contains($0) }
      return Choice(
        files: [base] + (override.map { [$0] } ?? []),
        reason: "docker compose lays the override file over the other by itself",
        location: SourceLocation(file: override ?? base))
    }
    return likeliest.map {
      Choice(files: [$0], reason: "", location: SourceLocation(file: $0))
    }
  }

  private func inFolder(_ name: String) -> String { folder.isEmpty ? name : folder + "/" + name }

  /// Of files without a default name the one that describes the system most plainly: complete, for no special
  /// purpose or for production, named in a command, with most services.
  private var likeliest: String? {
    let named = Set(commands.combinations.compactMap(\.files.first))
    let ranked = paths.map { path -> (path: String, rank: [Int]) in
      let project = ComposeProject([path], tree: tree)
      let services = project?.services ?? []
      let complete = services.count { !Self.isStub($0) }
      let purpose =
        switch ComposeFile.purpose(of: path) {
        case nil, .production: 0
        case .variant: 1
        case .telemetry: 2
        case .development: 3
        case .test, .load: 4
        }
      return (
        path, [complete == services.count ? 0 : 1, purpose, named.contains(path) ? 0 : 1, -services.count]
      )
    }
    return ranked.min { left, right in
      left.rank == right.rank ? left.path < right.path : left.rank.lexicographicallyPrecedes(right.rank)
    }?.path
  }

  /// The default files with the overlays that the repository's own commands put over them.
  ///
  /// A combination counts when the words beside it call it the default, or when everything in it beyond the
  /// default files is an overlay for no special purpose.
  private func combined(_ choice: Choice, overlays: [String]) -> Choice {
    guard !choice.isFinal, let base = choice.files.first else { return choice }
    let candidates = commands.combinations.filter { combination in
      guard combination.files.count > 1, combination.files.first == base else { return false }
      let added = combination.files.dropFirst().filter { !choice.files.contains($0) }
      guard !added.isEmpty, added.allSatisfy(paths.contains) else { return false }
      let areNeutral = added.allSatisfy { overlays.contains($0) && ComposeFile.purpose(of: $0) == nil }
      return combination.isCalledDefault || areNeutral
    }
    let best = candidates.max { left, right in
      (left.isCalledDefault ? 1 : 0, left.count, -left.files.count)
        < (right.isCalledDefault ? 1 : 0, right.count, -right.files.count)
    }
    guard let best else { return choice }
    return Choice(
      files: best.files,
      reason: best.isCalledDefault
        ? "a command that is called the default names them" : "a command names them",
      location: best.location)
  }

  // MARK: Overlays

  private func names(in files: [String]) -> Set<String> {
    Set(ComposeProject(files, tree: tree)?.serviceNames ?? [])
  }

  /// Whether a file leaves to the base what it cannot do without: services that it only patches, or names
  /// that it refers to and does not declare.
  private func isOverlay(_ path: String, over base: Set<String>) -> Bool {
    guard let project = ComposeProject([path], tree: tree) else { return false }
    let services = project.services
    let own = Set(services.map(\.name))
    if services.contains(where: { Self.isStub($0) && base.contains($0.name) }) { return true }
    // Monitoring or a load generator beside the system replaces nothing of it.
    if own.isDisjoint(with: base), let purpose = ComposeFile.purpose(of: path), !base.isEmpty,
      purpose != .production, purpose != .variant
    {
      return true
    }
    return services.contains { service in
      service.workload.dependencies.contains { !own.contains($0.name) && base.contains($0.name) }
    }
  }

  private static func isStub(_ service: ComposeService) -> Bool {
    service.value["image"] == nil && service.value["build"] == nil && service.value["extends"] == nil
      && service.value["provider"] == nil
  }
}
