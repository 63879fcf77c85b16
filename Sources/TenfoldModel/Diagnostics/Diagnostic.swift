/// Something doubtful in the input that did not stop the work.
public struct Diagnostic: Sendable, Hashable, Codable {
  /// How much the answer suffers.
  public enum Severity: String, Sendable, Hashable, Codable {
    /// Good to know.
    case note
    /// The answer may be wrong because of it.
    case warning
    /// A part of the input could not be used.
    case error
  }

  /// How much the answer suffers.
  public var severity: Severity
  /// A stable id, such as `TF-DESC-003`.
  public var id: String
  /// What was found, what was expected and what to do.
  public var message: String
  /// Where, when it is somewhere.
  public var location: SourceLocation?

  /// Makes a diagnostic.
  public init(_ severity: Severity, id: String, _ message: String, at location: SourceLocation? = nil) {
    self.severity = severity
    self.id = id
    self.message = message
    self.location = location
  }
}
