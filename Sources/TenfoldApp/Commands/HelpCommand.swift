/// `tenfold help`: what the tool, or one command, does.
package struct HelpCommand: Command {
  package static let specification = CommandSpecification(
    name: "help", summary: "Show the commands, or what one of them accepts.",
    arguments: [ArgumentSpecification(name: "command", isOptional: true, help: "A command's name.")],
    examples: ["tenfold help", "tenfold help analyze"])

  private let topic: (any Command.Type)?

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    guard let name = arguments.words.first else {
      topic = nil
      return
    }
    guard let command = Application.commands.first(where: { $0.specification.name == name }) else {
      let nearest = Suggestion.nearest(to: name, among: Application.specifications.map(\.name))
      throw UsageError("no command is named '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }
    topic = command
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let help = HelpText(width: environment.width)
    let text =
      topic.map { help.text(of: $0.specification) } ?? help.text(of: Application.specifications)
    try environment.write(text)
    return .success
  }
}
