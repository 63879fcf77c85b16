internal import TenfoldAdvisor
internal import TenfoldCatalog
internal import TenfoldDiscovery
internal import TenfoldGenerate
internal import TenfoldModel
internal import TenfoldOutput
internal import TenfoldPlatform

/// `tenfold generate`: the files that carry out a remedy.
package struct GenerateCommand: Command {
  private static let remedy = OptionSpecification(
    name: "remedy", value: .required("ID"), help: "The remedy, by the id that analyze and roadmap print.")
  private static let on = OptionSpecification(
    name: "on", value: .required("NAME"), isRepeatable: true,
    help: "Component to apply it to; where the advisor would unless given.")
  private static let platform = OptionSpecification(
    name: "platform", value: .required("PLATFORM"),
    help: "compose or kubernetes; what the system's own files are for unless given.")
  private static let out = OptionSpecification(
    name: "out", short: "o", value: .required("FOLDER"),
    help: "Folder that the files belong in; without --write they are only compared with it.")
  private static let write = OptionSpecification(
    name: "write", help: "Write the files into the folder of --out.")

  package static let specification = CommandSpecification(
    name: "generate",
    summary: "Write the configuration that carries out a remedy: a dry run unless told otherwise.",
    discussion: """
      The numbers in the files are those of the remedy as it is solved for the growth asked for; each has a comment that \
      says where it comes from, and assumptions are called so. Passwords are references, never text. A file that was \
      not generated, or that somebody changed since, is never overwritten: then nothing is written at all, and the \
      status is 4. Remedies with files: \(Generator.remedies.map(\.id).joined(separator: ", ")).
      """,
    arguments: [.paths],
    options: [remedy, on, platform, out, write] + OptionSpecification.load + OptionSpecification.reading
      + OptionSpecification.writing,
    examples: [
      "tenfold generate --remedy autoscaling --platform kubernetes .",
      "tenfold generate --remedy connection-pooling --on main-db --out deploy --write .",
    ])

  private let reader: SystemReader
  private let writer: ResultWriter
  private let request: AnalysisRequest
  private let id: String
  private let names: [String]
  private let chosenPlatform: Platform?
  private let path: String?
  private let writes: Bool

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    reader = try SystemReader(arguments)
    writer = ResultWriter(arguments)
    request = try AnalysisRequest(arguments)
    names = arguments.all(Self.on)
    chosenPlatform = try arguments.choice(
      Self.platform, ["compose": Platform.compose, "kubernetes": .kubernetes])
    path = arguments.value(Self.out)
    writes = arguments.has(Self.write)
    let known = Generator.remedies.map(\.id)
    guard let id = arguments.value(Self.remedy) else {
      throw UsageError("generate needs --remedy ID, one of \(known.joined(separator: ", "))")
    }
    guard known.contains(id) || Catalog.remedy(id) != nil else {
      let nearest = Suggestion.nearest(to: id, among: known)
      throw UsageError(
        "no remedy has the id '\(id)'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? "; one of \(known.joined(separator: ", "))"))
    }
    self.id = id
    if writes, path == nil { throw UsageError("--write needs --out FOLDER, the folder to write into") }
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    guard Generator.remedies.contains(where: { $0.id == id }) else {
      throw GenerationError.noGenerator(remedy: id, known: Generator.remedies.map(\.id))
    }
    let progress = Progress(in: environment, isQuiet: writer.isQuiet)
    progress.begin("reading files")
    defer { progress.end() }
    let discovered = try reader.read(in: environment)
    progress.begin("sizing the remedy")
    let generation = generationRequest(for: try request.analysis(of: discovered), of: discovered)
    progress.end()
    let configuration = try Generator.generate(generation)
    let folder = GeneratedFolder(configuration.files, in: path)
    if writes {
      for entry in folder.refused {
        try environment.remark(
          "tenfold: \(path ?? "")/\(entry.file.path) is not overwritten: \(entry.reason ?? ""); move it away or "
            + "choose another --out\n")
      }
      guard folder.refused.isEmpty else {
        try environment.remark("tenfold: nothing was written\n")
        return .failure
      }
      try folder.write()
    }
    let text = GenerationText(
      request: generation, configuration: configuration, folder: folder, path: path, isWritten: writes)
    try writer.write(json: text.json, text: text.text(style: writer.style(in: environment)), in: environment)
    return try reader.coverageStatus(of: discovered, in: environment)
  }

  /// The remedy as the advisor sizes it, where a limit asks for it; else the system as it is.
  private func generationRequest(for analysis: Analysis, of discovered: Discovered) -> GenerationRequest {
    let answer = Advisor.changes(by: id, in: analysis)
    let suitable = Set(analysis.system.components.filter { Generator.suits(id, $0) }.map(\.name))
    let changes = answer.changes.filter { change in
      // What is no component is a process, such as deployments.
      (suitable.contains(change.subject) || analysis.system[change.subject] == nil)
        && (names.isEmpty || names.contains(change.subject))
    }
    let load = "\(QuantityText.users(analysis.goal.users)), \(QuantityText.rate(answer.goalRate))"
    var changed = analysis.system
    for change in changes { changed.take(change, from: analysis.system) }
    let subjects = Set(changes.map(\.subject))
    let targets = changed.components.filter {
      suitable.contains($0.name) && (subjects.contains($0.name) || analysis.system[$0.name] != $0)
    }.map(\.name)
    let reason =
      changes.isEmpty
      ? "no limit asks for it at \(load)"
        + (answer.refusals.first.map { " (\($0.reason))" } ?? "")
        + ", so numbers are those of today and of the catalogue"
      : changes.map(\.action).joined(separator: "; ") + ": sized for \(load)"
    return GenerationRequest(
      remedy: id, system: analysis.system, changed: changed, targets: names.isEmpty ? targets : names,
      platform: chosenPlatform ?? Self.platform(of: discovered), reason: reason,
      reasons: Dictionary(
        changes.map { ($0.subject, "\($0.action): sized for \(load)") },
        uniquingKeysWith: { first, _ in first }),
      ports: Dictionary(
        discovered.inventory.services.compactMap { service in service.port.map { (service.name, $0) } },
        uniquingKeysWith: { first, _ in first }),
      composeFiles: discovered.inventory.fileSets.first { $0.isInUse && $0.form == "compose" }?.files ?? [])
  }

  /// What the system's own files are for: Kubernetes where most of them say so, else Compose.
  private static func platform(of discovered: Discovered) -> Platform {
    let orchestrator = discovered.system.placement.orchestrator
    let given = discovered.inventory.given
    let isKubernetes =
      orchestrator.map { $0 == "kubernetes" } ?? (given.contains(.kubernetes) && !given.contains(.compose))
    return isKubernetes ? .kubernetes : .compose
  }
}

extension System {
  /// Takes over what a change does to a system, besides what other changes did.
  fileprivate mutating func take(_ change: RemedyChange, from original: System) {
    for component in change.system.components where original[component.name] != component {
      self[component.name] = component
    }
    if change.system.delivery != original.delivery { delivery = change.system.delivery }
    if change.system.observation != original.observation { observation = change.system.observation }
  }
}
