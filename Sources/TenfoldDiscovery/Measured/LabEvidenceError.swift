/// Why a file of the lab cannot be used as evidence.
public struct LabEvidenceError: Error, Sendable, CustomStringConvertible {
  /// What was found, where, what was expected and what to do.
  public let description: String

  init(_ description: String) { self.description = description }
}
