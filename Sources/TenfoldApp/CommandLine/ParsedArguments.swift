/// The words of a command line, sorted into options and arguments by a ``CommandSpecification``.
package struct ParsedArguments: Sendable, Equatable {
  /// Words without a dash, in order.
  package private(set) var words: [String] = []
  /// Values by option name, in order; an empty text for an option given without one.
  private var values: [String: [String]] = [:]
  /// Defaults that stand in for what was not given.
  private(set) var defaults: [Configuration.Setting] = []

  /// Sorts words by what a command accepts.
  ///
  /// Understands `--name value`, `--name=value`, `-n value`, `-nvalue`, flags run together (`-qh`), `--` before
  /// words that begin with a dash, and `-` as a word.
  package init(_ line: [String], for command: CommandSpecification) throws(UsageError) {
    var rest = line[...]
    while let word = rest.popFirst() {
      if word == "--" {
        words += rest
        break
      } else if word.hasPrefix("--") {
        try readLong(word.dropFirst(2), rest: &rest, of: command)
      } else if word.hasPrefix("-"), word != "-" {
        try readShort(word.dropFirst(), rest: &rest, of: command)
      } else {
        words.append(word)
      }
    }
    if !has(.help) { try checkWords(against: command) }
  }

  /// Takes defaults for those options of a command that were not given, nor another way to say the same.
  mutating func fill(from configuration: Configuration, for command: CommandSpecification) {
    let given = Array(values.keys)
    let names = Set(command.options.map(\.name))
    defaults = configuration.settings.filter { setting in
      names.contains(setting.name) && !given.contains(setting.name)
        && !Configuration.isSilenced(setting.name, by: given)
    }
    for setting in defaults { values[setting.name] = setting.values }
  }

  /// True when the option was given.
  package func has(_ option: OptionSpecification) -> Bool {
    values[option.name] != nil
  }

  /// The last value given to the option.
  package func value(_ option: OptionSpecification) -> String? {
    values[option.name]?.last
  }

  /// Every value given to the option.
  package func all(_ option: OptionSpecification) -> [String] {
    values[option.name] ?? []
  }

  /// The last value given to the option, as what `read` makes of it.
  ///
  /// - Parameter expected: What the value should look like, for the message: `a number of users such as 1M`.
  package func value<Value>(
    _ option: OptionSpecification, expected: String, _ read: (String) -> Value?
  ) throws(UsageError) -> Value? {
    guard let text = value(option) else { return nil }
    guard let value = read(text) else {
      throw UsageError("--\(option.name) is '\(text)'; it must be \(expected)")
    }
    return value
  }

  private mutating func readLong(
    _ word: Substring, rest: inout ArraySlice<String>, of command: CommandSpecification
  ) throws(UsageError) {
    let mark = word.firstIndex(of: "=")
    let name = String(word[..<(mark ?? word.endIndex)])
    guard let option = command.options.first(where: { $0.name == name }) else {
      let nearest = Suggestion.nearest(to: name, among: command.options.map(\.name))
      throw UsageError(
        "unknown option '--\(name)'" + (nearest.map { "; did you mean '--\($0)'?" } ?? "")
          + Self.seeHelp(of: command))
    }
    try record(option, glued: mark.map { String(word[word.index(after: $0)...]) }, rest: &rest)
  }

  private mutating func readShort(
    _ letters: Substring, rest: inout ArraySlice<String>, of command: CommandSpecification
  ) throws(UsageError) {
    var letters = letters
    while let letter = letters.popFirst() {
      guard let option = command.options.first(where: { $0.short == letter }) else {
        throw UsageError("unknown option '-\(letter)'" + Self.seeHelp(of: command))
      }
      if case .required = option.value, !letters.isEmpty {
        return try record(option, glued: String(letters), rest: &rest)
      }
      try record(option, glued: nil, rest: &rest)
    }
  }

  private mutating func record(
    _ option: OptionSpecification, glued: String?, rest: inout ArraySlice<String>
  ) throws(UsageError) {
    guard option.isRepeatable || option.value == .none || values[option.name] == nil else {
      throw UsageError("--\(option.name) is given twice; give it once")
    }
    switch option.value {
    case .none:
      guard glued == nil else { throw UsageError("--\(option.name) takes no value") }
      values[option.name, default: []].append("")
    case .optional:
      values[option.name, default: []].append(glued ?? "")
    case .required(let placeholder):
      guard let value = glued ?? rest.popFirst(), !value.isEmpty else {
        throw UsageError("--\(option.name) needs a value: --\(option.name) \(placeholder)")
      }
      values[option.name, default: []].append(value)
    }
  }

  private func checkWords(against command: CommandSpecification) throws(UsageError) {
    let needed = command.arguments.count { !$0.isOptional }
    if words.count < needed {
      throw UsageError(
        "\(command.arguments[words.count].name) is missing: tenfold \(command.name) \(command.arguments[words.count].usage)"
          + Self.seeHelp(of: command))
    }
    let takesAll = command.arguments.last?.isRepeatable ?? false
    if !takesAll, words.count > command.arguments.count {
      throw UsageError("unexpected word '\(words[command.arguments.count])'" + Self.seeHelp(of: command))
    }
  }

  private static func seeHelp(of command: CommandSpecification) -> String {
    "\nsee tenfold \(command.name) --help"
  }
}

extension UsageError {
  /// The same error with the place of a default that it is about.
  func naming(_ defaults: [Configuration.Setting]) -> UsageError {
    let culprits = defaults.filter { message.contains("--\($0.name)") }
    guard !culprits.isEmpty else { return self }
    let places = culprits.map { "--\($0.name) \($0.values.joined(separator: ", ")) is from \($0.origin)" }
    return UsageError(
      message + "\n" + places.joined(separator: "\n") + "; tenfold config show --origin lists all defaults")
  }
}
