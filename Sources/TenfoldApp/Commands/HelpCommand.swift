/// `tenfold help`: what the tool, or one command, does.
package struct HelpCommand: Command {
  package static let specification = CommandSpecification(
    name: "help", summary: "Show the commands, or what one of them accepts.",
    arguments: [ArgumentSpecification(name: "command", isOptional: true, help: "A command's name.")],
    examples: ["tenfold help", "tenfold help analyze"])

  private let topic: CommandSpecification?

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    topic = try arguments.words.first.map(Application.specification)
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    let help = HelpText(width: environment.width)
    let text = topic.map { help.text(of: $0) } ?? help.text(of: Application.specifications)
    try environment.write(text)
    return .success
  }
}
