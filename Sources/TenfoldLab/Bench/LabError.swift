/// Why the lab cannot do what was asked.
public enum LabError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The machine does not allow it, or something that is needed is missing.
  case refused(String)
  /// A server did not come up; with the end of what it wrote.
  case notReady(server: String, seconds: Double, log: String)
  /// The system asks for something that the lab cannot stand up.
  case unsupported(String)
  /// Ctrl-C.
  case interrupted

  /// What was found and what to do.
  public var description: String {
    switch self {
    case .refused(let reason): reason
    case .notReady(let server, let seconds, let log):
      "\(server) was not ready after \(Int(seconds)) s"
        + (log.isEmpty ? "; it wrote nothing" : "; the end of what it wrote:\n\(log)")
    case .unsupported(let what): what
    case .interrupted: "interrupted; everything that was started has been ended"
    }
  }
}
