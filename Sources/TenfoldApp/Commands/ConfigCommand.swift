internal import TenfoldOutput

/// `tenfold config show`: which defaults are in force, and where each comes from.
package struct ConfigCommand: Command {
  private static let origin = OptionSpecification(
    name: "origin", help: "Also say where each value comes from, and name the options that have none.")

  package static let specification = CommandSpecification(
    name: "config",
    summary: "Show the defaults of options that files and the environment give.",
    discussion: """
      What a command line leaves out is looked for in the variable TENFOLD_NAME of an option --name, in the nearest \
      .tenfold.yaml from the working folder up to the root of its repository, and in tenfold/config.yaml below \
      $XDG_CONFIG_HOME, or ~/.config. Options that write files, and those that say what is wanted, stand on the command line \
      alone.
      """,
    arguments: [ArgumentSpecification(name: "task", help: "show.")],
    options: [origin] + OptionSpecification.writing,
    examples: ["tenfold config show", "tenfold config show --origin"])

  private let showsOrigin: Bool
  private let writer: ResultWriter

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    guard arguments.words == ["show"] else {
      throw UsageError(
        "'\(arguments.words.joined(separator: " "))' is no task of config; write tenfold config show --origin"
      )
    }
    showsOrigin = arguments.has(Self.origin)
    writer = ResultWriter(arguments)
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let settings = try Configuration(in: environment).settings
    let json = JSONValue.object([
      .init(
        "settings",
        .array(
          settings.map { setting in
            .object([
              .init("option", .string(setting.name)),
              .init("values", .array(setting.values.map { .string($0.isEmpty ? "true" : $0) })),
              .init("origin", .string("\(setting.origin)")),
            ])
          }))
    ])
    try writer.write(json: json, text: text(of: settings), in: environment)
    return .success
  }

  private func text(of settings: [Configuration.Setting]) -> String {
    let shown = showsOrigin ? Configuration.options.map(\.name) : settings.map(\.name)
    guard !shown.isEmpty else {
      return
        "nothing is set: no variable TENFOLD_NAME, no .tenfold.yaml from here up to the root of the repository, and no "
        + "tenfold/config.yaml of yours\n"
    }
    let width = shown.map(\.count).max() ?? 0
    let values = settings.map { $0.values.map { $0.isEmpty ? "true" : $0 }.joined(separator: ", ") }
    let valueWidth = max(7, values.map(\.count).max() ?? 0)
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    return shown.map { name in
      guard let index = settings.firstIndex(where: { $0.name == name }) else {
        return "\(padded(name, width))  \(padded("not set", valueWidth))  default\n"
      }
      let line = "\(padded(name, width))  \(padded(values[index], valueWidth))"
      return
        (showsOrigin
        ? "\(line)  \(settings[index].origin)" : String(line.reversed().drop { $0 == " " }.reversed())) + "\n"
    }.joined()
  }
}
