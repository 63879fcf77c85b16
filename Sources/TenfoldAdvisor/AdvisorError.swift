/// Why a system could not be analyzed.
public enum AdvisorError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The system has no component.
  case noComponents(system: String)
  /// An option is out of its range.
  case badOption(name: String, value: Double, expected: String)
  /// The solver refuses the system at some load.
  case unsolvable(system: String, reason: String)

  /// What was found, what was expected and what to do.
  public var description: String {
    switch self {
    case .noComponents(let system):
      "\(system): no service, store or gateway was found, so there is nothing to analyze; "
        + "give a folder with Compose or Kubernetes files, or a tenfold.yaml"
    case .badOption(let name, let value, let expected):
      "option \(name) is \(value); it must be \(expected)"
    case .unsolvable(let system, let reason):
      "\(system) cannot be solved: \(reason)"
    }
  }
}
