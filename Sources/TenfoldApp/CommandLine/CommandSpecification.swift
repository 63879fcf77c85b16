/// One option of a command: the same declaration feeds parsing and help.
package struct OptionSpecification: Sendable, Equatable {
  /// Whether a value goes with the option.
  package enum Value: Sendable, Equatable {
    /// None: the option is there or not.
    case none
    /// Always: `--users 1M` or `--users=1M`.
    case required(String)
    /// Only when glued on: `--json` or `--json=FILE`.
    case optional(String)
  }

  /// Its name without dashes.
  package let name: String
  /// One letter for it, without a dash.
  package let short: Character?
  /// Whether a value goes with it, and what the help calls that value.
  package let value: Value
  /// True when it may be given several times.
  package let isRepeatable: Bool
  /// What it does, in a sentence.
  package let help: String

  package init(
    name: String, short: Character? = nil, value: Value = .none, isRepeatable: Bool = false, help: String
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.isRepeatable = isRepeatable
    self.help = help
  }

  /// How the help writes it: `-f, --compose-file FILE`.
  package var usage: String {
    let dashes = (short.map { "-\($0), " } ?? "    ") + "--\(name)"
    switch value {
    case .none: return dashes
    case .required(let placeholder): return "\(dashes) \(placeholder)"
    case .optional(let placeholder): return "\(dashes)[=\(placeholder)]"
    }
  }
}

/// One word, or a list of words, that a command takes without a dash.
package struct ArgumentSpecification: Sendable, Equatable {
  /// What the help calls it, in lower case.
  package let name: String
  /// True when it may be left out.
  package let isOptional: Bool
  /// True when it takes all words that are left.
  package let isRepeatable: Bool
  /// What it is, in a sentence.
  package let help: String
  /// Words that it may be, for shells to complete; empty where there are too many, or paths.
  package let values: [String]

  package init(
    name: String, isOptional: Bool = false, isRepeatable: Bool = false, help: String, values: [String] = []
  ) {
    self.values = values
    self.name = name
    self.isOptional = isOptional
    self.isRepeatable = isRepeatable
    self.help = help
  }

  /// How the help writes it: `PATH...`, `[CELL]`.
  package var usage: String {
    let word = name.uppercased() + (isRepeatable ? "..." : "")
    return isOptional ? "[\(word)]" : word
  }
}

/// Everything a command accepts and says about itself.
package struct CommandSpecification: Sendable {
  /// The word that calls it.
  package let name: String
  /// What it does, in a sentence.
  package let summary: String
  /// What a reader should know besides, in a paragraph.
  package let discussion: String?
  /// Words it takes, in order; only the last may be a list.
  package let arguments: [ArgumentSpecification]
  /// Options it takes, in the order of the help. `--help` is always among them.
  package let options: [OptionSpecification]
  /// Whole command lines that work.
  package let examples: [String]

  package init(
    name: String, summary: String, discussion: String? = nil, arguments: [ArgumentSpecification] = [],
    options: [OptionSpecification] = [], examples: [String]
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.arguments = arguments
    self.options = options + [.help]
    self.examples = examples
  }
}

/// One command: text becomes typed values in `init`, and the work is done in `run`.
package protocol Command: Sendable {
  /// What it accepts.
  static var specification: CommandSpecification { get }

  /// Reads its values from the words given.
  init(_ arguments: ParsedArguments) throws(UsageError)

  /// Does the work.
  func run(in environment: Environment) throws -> ExitStatus
}
