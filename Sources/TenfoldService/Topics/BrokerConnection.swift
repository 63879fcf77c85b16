internal import CNATS
internal import Synchronization

/// The one connection of a service to a NATS server, over which all its threads publish and consume.
final class BrokerConnection: Sendable {
  /// What libnats made; unchecked because libnats lets threads share it.
  private struct Handles: @unchecked Sendable {
    var connection: OpaquePointer?
    var stream: OpaquePointer?
  }

  private let port: UInt16
  private let timeout: Double
  private let name: String
  private let handles = Mutex(Handles())

  /// Connects when it is first needed; then libnats keeps the connection, and makes it again when it breaks.
  ///
  /// - Parameters:
  ///   - timeout: Seconds that an answer of the server may take.
  ///   - name: Whose connection it is, for the server.
  init(port: UInt16, timeout: Double, name: String) {
    self.port = port
    self.timeout = timeout
    self.name = name
  }

  deinit {
    let made = handles.withLock { $0 }
    jsCtx_Destroy(made.stream)
    natsConnection_Destroy(made.connection)
  }

  /// Its JetStream; nil when the server cannot be reached.
  var stream: OpaquePointer? {
    let made = handles.withLock { handles -> Handles in
      if handles.stream == nil {
        var (connection, stream): (OpaquePointer?, OpaquePointer?) = (nil, nil)
        if tenfold_nats_connect(Int32(port), timeout, name, &connection, &stream) == NATS_OK {
          handles = Handles(connection: connection, stream: stream)
        }
      }
      return handles
    }
    return made.stream
  }

  /// Publishes a text, and waits until the server has taken it.
  ///
  /// - Parameter context: The span that publishes; nil when it is not traced.
  /// - Returns: True when it has; false leaves open whether it was taken.
  func publish(_ text: String, to topic: String, in context: TraceContext? = nil) -> Bool {
    guard let stream else { return false }
    var text = text
    return text.withUTF8 {
      tenfold_nats_publish(
        stream, topic, $0.baseAddress, Int32($0.count), TraceContext.header, context?.text) == NATS_OK
    }
  }
}
