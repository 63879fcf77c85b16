/// Why a layered network cannot be solved: the place, what was found there and what was expected.
public enum LayeredNetworkError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A number is out of its range or not a number.
  case value(place: String, found: Double, expected: String)
  /// An index points at nothing.
  case unknown(place: String, found: Int, count: Int)
  /// Entries wait for each other in a circle: a thread would wait for itself.
  case cycle([String])
  /// Asynchronous calls beget at least as many of themselves: their number grows without end.
  case endlessCalls(entry: String)
  /// Users offer no entry or several, are called, or are asked from outside.
  case users(task: String, problem: String)

  /// What was found, where, what was expected and what to do.
  public var description: String {
    switch self {
    case .value(let place, let found, let expected):
      "\(place) is \(found); it must be \(expected)"
    case .unknown(let place, let found, let count):
      "\(place) is number \(found), but there are \(count); count from 0"
    case .cycle(let names):
      "\(names.joined(separator: " -> ")) wait for each other in a circle, so that a thread waits for itself; "
        + "make one of the calls asynchronous"
    case .endlessCalls(let entry):
      "each execution of entry \"\(entry)\" leads to at least one more of the same, so that calls grow without end; "
        + "lower the counts of the asynchronous calls"
    case .users(let task, let problem):
      "task \"\(task)\" stands for users but \(problem); give users one entry of their own that nothing calls"
    }
  }
}
