internal import TenfoldPlatform

/// A server as it is to be started.
struct Server: Sendable {
  /// Its name in the bench.
  var name: String
  /// Path of the program and its arguments.
  var words: [String]
  /// Cores that it and what it starts get together; nil for as many as there are.
  var cores: Double?
  /// Seconds in which it must be ready.
  var patience = 20.0
  /// Signals that end it, each with the seconds after which the next one is sent.
  var end = gentleEnd
  /// True once it answers.
  var isReady: @Sendable () -> Bool

  /// Asks it to end, then makes it.
  static let gentleEnd: [(signal: Int32, seconds: Double)] = [
    (EndSignal.interrupt, 2), (EndSignal.quit, 2), (EndSignal.kill, 5),
  ]

  /// True when something listens at a port.
  static func answers(at port: UInt16) -> Bool {
    guard let socket = try? LoopbackSocket.connect(toPort: port) else { return false }
    socket.close()
    return true
  }
}
