internal import TenfoldPlatform

/// Defaults for options, from files and the environment: what a command line leaves out.
///
/// Weaker sources stand behind stronger ones: a flag, then the variable `TENFOLD_USERS` of an option `--users`, then the nearest
/// `.tenfold.yaml` from the working folder up to the root of its repository, then `tenfold/config.yaml` of the user.
package struct Configuration: Sendable {
  /// Where a value comes from.
  package enum Origin: Sendable, Equatable, CustomStringConvertible {
    case variable(String)
    case file(path: String, line: Int)

    /// `$TENFOLD_USERS`, `.tenfold.yaml:3`.
    package var description: String {
      switch self {
      case .variable(let name): "$\(name)"
      case .file(let path, let line): "\(path):\(line)"
      }
    }
  }

  /// One default.
  package struct Setting: Sendable, Equatable {
    /// Name of the option, without dashes.
    package let name: String
    /// Its values; several for an option that may be given several times, an empty text for one without a value.
    package let values: [String]
    /// Where it comes from.
    package let origin: Origin
  }

  /// Name of a project's file.
  static let projectFile = ".tenfold.yaml"

  /// Options that may have defaults: how files are read, the load, and how text looks. None that writes a file or makes a
  /// command end differently than asked: a folder that was only looked at must not do that.
  static let options: [OptionSpecification] =
    OptionSpecification.load + OptionSpecification.reading + [.think, .quiet, .noColor, .plain]

  /// Options of which one alone says the same thing: a stronger source of one silences weaker ones of all.
  private static let alternatives: [Set<String>] = [
    [OptionSpecification.users.name, OptionSpecification.rate.name]
  ]

  /// The defaults, the strongest of each option alone, in the order of ``options``.
  package let settings: [Setting]

  /// No defaults.
  static let none = Configuration(settings: [])

  private init(settings: [Setting]) { self.settings = settings }

  /// Reads variables and files.
  ///
  /// - Throws: ``InputError`` with everything that is wrong in a file, each with its line and what to write instead.
  package init(in environment: Environment) throws(InputError) {
    var sources = [Self.settings(of: environment.variables)]
    if let path = environment.folder.flatMap(Self.projectPath) {
      sources.append(try ConfigurationFile.settings(path: path))
    }
    if environment.folder != nil, let path = Self.userPath(environment.variables) {
      sources.append(try ConfigurationFile.settings(path: path))
    }
    var found: [Setting] = []
    for source in sources {
      let known = found.map(\.name)
      found += source.filter { setting in
        !known.contains(setting.name) && !Self.isSilenced(setting.name, by: known)
      }
    }
    settings = Self.options.compactMap { option in found.first { $0.name == option.name } }
  }

  /// True when another way to say the same is among the names given.
  static func isSilenced(_ name: String, by given: [String]) -> Bool {
    alternatives.contains { $0.contains(name) && !$0.isDisjoint(with: given) }
  }

  /// `TENFOLD_REQUESTS_PER_USER` of `requests-per-user`.
  static func variable(of option: OptionSpecification) -> String {
    "TENFOLD_" + String(option.name.uppercased().map { $0 == "-" ? "_" : $0 })
  }

  private static func settings(of variables: [String: String]) -> [Setting] {
    options.compactMap { option in
      let name = variable(of: option)
      guard let text = variables[name], !text.isEmpty else { return nil }
      let origin = Origin.variable(name)
      guard option.value == .none else { return Setting(name: option.name, values: [text], origin: origin) }
      return isYes(text) ? Setting(name: option.name, values: [""], origin: origin) : nil
    }
  }

  /// `1`, `true`, `yes` turn a flag on; everything else leaves it off.
  private static func isYes(_ text: String) -> Bool { ["1", "true", "yes"].contains(text.lowercased()) }

  /// The nearest file from a folder up to the root of its repository; without a repository, that of the folder alone.
  private static func projectPath(from folder: String) -> String? {
    guard let start = try? FilePath.resolved(folder) else { return nil }
    var folders: [String] = []
    var folder = start
    while true {
      folders.append(folder)
      if OutputFile.exists(folder + "/.git") { break }
      let above = FilePath.folder(of: folder)
      if above == folder || above.isEmpty || folder == "/" {
        folders = [start]
        break
      }
      folder = above
    }
    return folders.map { $0 + "/" + projectFile }.first(where: OutputFile.exists)
  }

  private static func userPath(_ variables: [String: String]) -> String? {
    let base =
      variables["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? variables["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.config" }
    return base.map { $0 + "/tenfold/config.yaml" }.flatMap { OutputFile.exists($0) ? $0 : nil }
  }
}
