/// Why a load could not be put on a server.
public enum LoadError: Error, Sendable, Equatable, CustomStringConvertible {
  /// No connection could be made at the beginning.
  case notConnected(reason: String)

  /// What was found and what to do.
  public var description: String {
    switch self {
    case .notConnected(let reason): "no connection: \(reason); start the server first"
    }
  }
}
