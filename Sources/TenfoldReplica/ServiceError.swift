/// Why a service process cannot do its work.
public enum ServiceError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Its configuration cannot be read.
  case unreadable(path: String, reason: String)
  /// It cannot listen on its port.
  case notListening(port: UInt16)

  /// What was found and what to do.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): \(reason)"
    case .notListening(let port):
      "port \(port) of 127.0.0.1 cannot be listened on; is it taken by another process?"
    }
  }
}
