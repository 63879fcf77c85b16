internal import TenfoldAdvisor
internal import TenfoldCatalog
internal import TenfoldDiscovery
internal import TenfoldGenerate
internal import TenfoldOutput
internal import TenfoldPlatform
internal import TenfoldQueueing
internal import TenfoldSimulation

/// The tool: finds the command a command line names, runs it, and turns what goes wrong into a message and a
/// status.
package enum Application {
  /// Every command, in the order of the help.
  package static let commands: [any Command.Type] = [
    AnalyzeCommand.self, CheckCommand.self, DiffCommand.self, RenderCommand.self, RoadmapCommand.self,
    DiscoverCommand.self,
    GenerateCommand.self, GraphCommand.self, ExportCommand.self, AssessCommand.self, EstimateCommand.self,
    SolveCommand.self,
    SimulateCommand.self, ServeCommand.self, LabCommand.self, InitCommand.self, LadderCommand.self,
    CatalogCommand.self,
    ExplainCommand.self, SchemaCommand.self, MCPCommand.self, ConfigCommand.self, CompletionsCommand.self,
    ManualCommand.self,
    HelpCommand.self,
  ]

  /// Runs one command line.
  ///
  /// - Parameter arguments: The words after the program's name.
  package static func run(_ arguments: [String], in environment: Environment) -> ExitStatus {
    do {
      return try dispatch(arguments, in: environment)
    } catch let error as UsageError {
      return report(error.message, .usage, in: environment)
    } catch OutputError.readerGone {
      return .success
    } catch let error as OutputError {
      return report(error.description, .failure, in: environment)
    } catch let error as InputError {
      return report(error.description, .unreadable, in: environment)
    } catch let error as DiscoveryError {
      return report(error.description, .unreadable, in: environment)
    } catch let error as AdvisorError {
      return report(error.description, .unreadable, in: environment)
    } catch let error as GenerationError {
      return report(error.description, .usage, in: environment)
    } catch let error as LayeredNetworkError {
      return report(error.description, .unreadable, in: environment)
    } catch let error as ScenarioError {
      return report(error.description, .unreadable, in: environment)
    } catch let error as FiguresError {
      return report(error.description, .unreadable, in: environment)
    } catch let error as LabEvidenceError {
      return report(error.description, .unreadable, in: environment)
    } catch let error as SimulationError {
      return report(error.description, .unreadable, in: environment)
    } catch let error as WebServerError {
      return report(error.description, .failure, in: environment)
    } catch {
      return report("internal error: \(error)", .failure, in: environment)
    }
  }

  private static func dispatch(_ arguments: [String], in environment: Environment) throws -> ExitStatus {
    guard let first = arguments.first else {
      let help = HelpText(width: environment.width).text(of: specifications)
      try environment.remark(help)
      return .usage
    }
    if first == "--version" || first == "-V" {
      try environment.write("tenfold \(Release.version) (result schema \(Release.schemaVersion))\n")
      return .success
    }
    let isHelp = first == "--help" || first == "-h"
    if let command = command(named: isHelp ? "help" : first) {
      return try run(command, Array(arguments.dropFirst()), in: environment)
    }
    let command = try implied(by: first)
    return try run(command, arguments, in: environment)
  }

  /// What every command accepts.
  static var specifications: [CommandSpecification] { commands.map { $0.specification } }

  /// The command of a name.
  static func command(named name: String) -> (any Command.Type)? {
    commands.first { $0.specification.name == name }
  }

  /// What the command of a name accepts.
  static func specification(of name: String) throws(UsageError) -> CommandSpecification {
    if let command = command(named: name) { return command.specification }
    let nearest = Suggestion.nearest(to: name, among: specifications.map(\.name))
    throw UsageError("no command is named '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
  }

  /// The command meant by a line that names none: a path is analyzed.
  private static func implied(by word: String) throws(UsageError) -> any Command.Type {
    let names = specifications.map(\.name)
    if word.hasPrefix("-") && word != "-" || OutputFile.exists(word) || word.contains("/") || word == "-" {
      if let analyze = command(named: "analyze") { return analyze }
    }
    let nearest = Suggestion.nearest(to: word, among: names)
    throw UsageError(
      "'\(word)' is neither a command nor a file or folder that exists"
        + (nearest.map { "; did you mean 'tenfold \($0)'?" } ?? "\nsee tenfold --help"))
  }

  private static func run(
    _ command: any Command.Type, _ words: [String], in environment: Environment
  ) throws -> ExitStatus {
    var parsed = try ParsedArguments(words, for: command.specification)
    if parsed.has(.help) {
      try environment.write(HelpText(width: environment.width).text(of: command.specification))
      return .success
    }
    // What shows the defaults takes none itself, so that it can show wrong ones.
    if command.specification.name != ConfigCommand.specification.name {
      parsed.fill(from: try Configuration(in: environment), for: command.specification)
    }
    do {
      return try run(command, parsed, in: environment)
    } catch let error as UsageError {
      throw error.naming(parsed.defaults)
    }
  }

  private static func run(
    _ command: any Command.Type, _ parsed: ParsedArguments, in environment: Environment
  ) throws -> ExitStatus {
    let figures = try parsed.value(.figures).map { try FiguresReader.read(path: $0) }
    return try Catalog.with(figures ?? OwnFigures()) { try command.init(parsed).run(in: environment) }
  }

  private static func report(
    _ message: String, _ status: ExitStatus, in environment: Environment
  ) -> ExitStatus {
    // A message that cannot be written has nowhere else to go; the status still tells.
    try? environment.remark("tenfold: \(message)\n")
    return status
  }
}

/// Input that could not be read, apart from what discovery says itself.
package struct InputError: Error, Sendable, CustomStringConvertible {
  /// What was found and what to do.
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}
