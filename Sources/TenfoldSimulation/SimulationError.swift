/// Why something cannot be simulated; found before the first event.
public enum SimulationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A number is out of range, or a reference leads nowhere.
  case invalid(place: String, problem: String)
  /// What is asked of the system would need more work in flight than fits into memory.
  case tooLarge(what: String, value: Double, limit: Double)

  /// What was found, where, what was expected and what to do.
  public var description: String {
    switch self {
    case .invalid(let place, let problem): "\(place): \(problem)"
    case .tooLarge(let what, let value, let limit):
      "\(what) would be \(value), more than \(limit); ask for a shorter run or a smaller system"
    }
  }
}
