/// How a run ended, as the shell sees it.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  /// The work is done.
  case success = 0
  /// A gate the user asked for was not met.
  case gateFailed = 1
  /// The command line says something Tenfold does not understand.
  case usage = 2
  /// The input could not be read, or less of it than was asked for.
  case unreadable = 3
  /// The result could not be written, or Tenfold itself is at fault.
  case failure = 4
  /// Ctrl-C. Set by ``TenfoldPlatform/Interruption``, never returned by a command.
  case interrupted = 130
  /// A request to end, as `kill` sends it. Returned by commands that have something to take away first.
  case terminated = 143

  /// What it means, for the help.
  package var meaning: String {
    switch self {
    case .success: "done"
    case .gateFailed: "a gate was not met (check, --require, what a scenario expects)"
    case .usage: "the command line was not understood"
    case .unreadable: "the input could not be read, or less of it than --min-coverage"
    case .failure: "the result could not be written, or an internal error"
    case .interrupted: "interrupted"
    case .terminated: "asked to end"
    }
  }
}

/// A command line that cannot be understood: what was found, what was expected, what to do.
package struct UsageError: Error, Sendable, Equatable {
  /// The sentence for the user.
  package let message: String

  package init(_ message: String) {
    self.message = message
  }
}
