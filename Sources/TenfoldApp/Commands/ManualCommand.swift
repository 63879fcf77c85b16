/// `tenfold manual`: manual pages, for people and for packages.
package struct ManualCommand: Command {
  package static let specification = CommandSpecification(
    name: "manual", summary: "Print the manual page of the tool or of one of its commands.",
    arguments: [ArgumentSpecification(name: "command", isOptional: true, help: "A command's name.")],
    examples: ["tenfold manual solve | man -l -", "tenfold manual > /usr/local/share/man/man1/tenfold.1"])

  private let topic: CommandSpecification?

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    topic = try arguments.words.first.map(Application.specification)
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    try environment.write(topic.map(ManualPage.text) ?? ManualPage.text(of: Application.specifications))
    return .success
  }
}
