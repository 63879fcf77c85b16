import TenfoldApp
import TenfoldModel
import TenfoldTestSupport

/// A served page, by a command line of `tenfold serve`, without a socket.
struct Served {
  let page: ServedPage
  private let trials: Trials

  init(_ words: [String]) throws {
    let command = try ServeCommand(ParsedArguments(words, for: ServeCommand.specification))
    trials = command.trials()
    page = ServedPage(trials: trials)
    try Self.renew(page, trials, by: command)
  }

  /// Serves what another command line makes of its files, on the same page.
  func renew(_ words: [String]) throws {
    try Self.renew(page, trials, by: ServeCommand(ParsedArguments(words, for: ServeCommand.specification)))
  }

  private static func renew(_ page: ServedPage, _ trials: Trials, by command: ServeCommand) throws {
    let sink = MemorySink()
    try command.renew(
      page, trials,
      in: Environment(
        variables: [:], output: sink, errors: sink, today: CalendarDate(secondsSinceEpoch: 0),
        readInput: { nil }))
  }
}
