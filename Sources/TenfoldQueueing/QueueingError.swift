/// Why a queueing model cannot be solved: what was given, where, and what would do.
///
/// That a station is overloaded is no error but an answer: see ``Saturation``.
public enum QueueingError: Error, Sendable, Hashable {
  /// A number is out of its range, or not a number. `value` is written out, so that equal errors are equal.
  case invalidValue(place: String, quantity: String, value: String, expected: String)
  /// An array has another length than what it goes with.
  case wrongCount(place: String, quantity: String, count: Int, expected: Int)
  /// The probabilities of leaving a station add up to more than 1.
  case routingExceedsOne(station: String, sum: String)
  /// Requests that reach these stations never leave the network.
  case noExit(stations: [String])
  /// Customers of a class need no time anywhere, which would make its throughput infinite.
  case noTimeAnywhere(place: String)
  /// An exact answer would take more states than the limit.
  case tooManyStates(count: Double, limit: Int)
  /// An iteration did not settle.
  case notConverged(method: String, iterations: Int, change: String, wanted: String)
}

extension QueueingError: CustomStringConvertible {
  /// What was found, where, what was expected and what to do.
  public var description: String {
    switch self {
    case .invalidValue(let place, let quantity, let value, let expected):
      return "\(place): \(quantity) is \(value); it must be \(expected)"
    case .wrongCount(let place, let quantity, let count, let expected):
      return "\(place): \(count) values of \(quantity); there must be \(expected)"
    case .routingExceedsOne(let station, let sum):
      return
        "\(station): the probabilities of going on add up to \(sum); they must add up to at most 1, and what is missing to 1 leaves"
    case .noExit(let stations):
      return
        "requests that reach \(stations.joined(separator: ", ")) never leave; let at least one probability of going on from there add up to less than 1"
    case .noTimeAnywhere(let place):
      return
        "\(place): all service demands and the think time are 0, so throughput would be infinite; give one of them"
    case .tooManyStates(let count, let limit):
      return
        "an exact solution takes \(count) states, more than \(limit); ask for an approximate one, or raise the limit"
    case .notConverged(let method, let iterations, let change, let wanted):
      return "\(method) stopped after \(iterations) iterations at change \(change) (wanted \(wanted))"
    }
  }
}

/// Checks of arguments, each with the place and the name of what it looks at.
enum Check {
  /// Throws unless `value` is finite and at least `low`.
  static func atLeast(
    _ low: Double, _ value: Double, _ quantity: String, at place: @autoclosure () -> String
  ) throws(QueueingError) {
    guard value.isFinite, value >= low else {
      throw invalid(
        value, quantity, low == 0 ? "a finite number, 0 or more" : "a finite number, \(low) or more", place())
    }
  }

  /// Throws unless `value` is finite and above 0.
  static func positive(
    _ value: Double, _ quantity: String, at place: @autoclosure () -> String
  ) throws(QueueingError) {
    guard value.isFinite, value > 0 else {
      throw invalid(value, quantity, "a finite number above 0", place())
    }
  }

  /// Throws unless `value` lies in 0...1.
  static func share(
    _ value: Double, _ quantity: String, at place: @autoclosure () -> String
  ) throws(QueueingError) {
    guard value >= 0, value <= 1 else { throw invalid(value, quantity, "between 0 and 1", place()) }
  }

  /// Throws unless `count` is at least `low`.
  static func count(
    _ count: Int, atLeast low: Int, _ quantity: String, at place: @autoclosure () -> String
  ) throws(QueueingError) {
    guard count >= low else {
      throw .invalidValue(place: place(), quantity: quantity, value: "\(count)", expected: "\(low) or more")
    }
  }

  private static func invalid(
    _ value: Double, _ quantity: String, _ expected: String, _ place: String
  ) -> QueueingError {
    .invalidValue(place: place, quantity: quantity, value: "\(value)", expected: expected)
  }
}
