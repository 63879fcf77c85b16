/// The command lines that reproduce what a served page shows.
struct ServedCommandLine: Sendable {
  /// Options that both the served command and the one shown have, with their values, in shell's spelling.
  private let shared: [String]
  private let load: [String]
  private let paths: [String]

  init(_ arguments: ParsedArguments) {
    func words(_ options: [OptionSpecification]) -> [String] {
      options.flatMap { option in
        arguments.all(option).flatMap { value in
          ["--\(option.name)"] + (option.value == .none ? [] : [Self.quoted(value)])
        }
      }
    }
    shared = words([.requestsPerUser, .figures, .noExternal, .composeFile, .profile, .fileSet])
    load = words([.growth, .users, .rate])
    paths = arguments.words.map(Self.quoted)
  }

  /// `tenfold solve --users 20000 --change db.readReplicas=2 shop`.
  func solving(users: Double, changes: [String]) -> String {
    line("tenfold solve", users, changes)
  }

  /// `tenfold simulate --scale-down auto --users 20000 --change db.readReplicas=2 shop`.
  func simulating(users: Double, changes: [String]) -> String {
    line("tenfold simulate --scale-down auto", users, changes)
  }

  private func line(_ command: String, _ users: Double, _ changes: [String]) -> String {
    let count = users == users.rounded() && users < 1e15 ? "\(Int(users))" : "\(users)"
    return (["\(command) --users \(count)"] + Self.options(changes) + shared + paths).joined(
      separator: " ")
  }

  /// `tenfold analyze --change db.readReplicas=2 shop`.
  func analyzing(changes: [String]) -> String {
    (["tenfold analyze"] + Self.options(changes) + load + shared + paths).joined(separator: " ")
  }

  private static func options(_ changes: [String]) -> [String] {
    changes.map { "--change \(quoted($0))" }
  }

  /// A word as a POSIX shell reads it back.
  private static func quoted(_ word: String) -> String {
    let plain = word.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
        || "%+,-./:=@_".unicodeScalars.contains($0)
    }
    if plain, !word.isEmpty { return word }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
