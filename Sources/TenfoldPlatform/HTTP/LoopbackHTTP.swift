/// Asks a server of this machine once.
package enum LoopbackHTTP {
  /// The body of an answer to GET; nil when there is none within `seconds`.
  package static func get(_ path: String, port: UInt16, seconds: Double = 5) -> String? {
    guard let socket = try? LoopbackSocket.connect(toPort: port) else { return nil }
    defer { socket.close() }
    let request = Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".utf8)
    guard request.withUnsafeBytes({ socket.send($0) }) == .bytes(request.count) else { return nil }
    var answer: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 1 << 16)
    let deadline = MonotonicClock.seconds + seconds
    while case let left = deadline - MonotonicClock.seconds, left > 0, socket.isReadable(withinSeconds: left)
    {
      switch room.withUnsafeMutableBytes({ socket.receive(into: $0) }) {
      case .bytes(let count): answer += room[..<count]
      case .wouldWait: continue
      case .closed:
        let text = String(decoding: answer, as: UTF8.self)
        guard let range = text.firstRange(of: "\r\n\r\n") else { return nil }
        return String(text[range.upperBound...])
      }
    }
    return nil
  }
}
