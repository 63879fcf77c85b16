/// `tenfold completions`: the script by which a shell completes command lines.
package struct CompletionsCommand: Command {
  private static let shells = CompletionScript.Shell.allCases.map(\.rawValue)

  package static let specification = CommandSpecification(
    name: "completions", summary: "Print the script by which bash, zsh or fish completes command lines.",
    arguments: [
      ArgumentSpecification(name: "shell", help: "bash, zsh or fish.", values: shells)
    ],
    examples: [
      "tenfold completions bash > /usr/share/bash-completion/completions/tenfold",
      "tenfold completions zsh > ~/.zfunc/_tenfold",
      "tenfold completions fish > ~/.config/fish/completions/tenfold.fish",
    ])

  private let shell: CompletionScript.Shell

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    let name = arguments.words[0]
    guard let shell = CompletionScript.Shell(rawValue: name) else {
      throw UsageError(
        "no completions for '\(name)'; there are some for \(Self.shells.joined(separator: ", "))")
    }
    self.shell = shell
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    try environment.write(CompletionScript.text(for: shell, of: Application.specifications))
    return .success
  }
}
