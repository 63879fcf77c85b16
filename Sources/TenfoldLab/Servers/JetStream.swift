internal import FoundationEssentials
internal import TenfoldPlatform

/// Questions to the API of a NATS server's JetStream, one at a time: the few words of its protocol that this takes.
///
/// **Source.** NATS client protocol, docs.nats.io/reference/reference-protocols/nats-protocol; the JetStream API's requests and answers
/// are JSON.
struct JetStream {
  /// What of an answer is looked at.
  struct Answer: Decodable {
    private struct Failure: Decodable { var description: String? }
    private struct Configuration: Decodable { var name: String? }

    private let failure: Failure?
    private let configuration: Configuration?
    /// Messages that a consumer was not given yet, and those that it has not acknowledged; nil where that is no part of the
    /// answer.
    let undelivered: Int?
    let unacknowledged: Int?

    private enum CodingKeys: String, CodingKey {
      case failure = "error"
      case configuration = "config"
      case undelivered = "num_pending"
      case unacknowledged = "num_ack_pending"
    }

    /// Why it did not do it; nil when it did.
    var error: String? { failure.map { $0.description ?? "it does not say why" } }
    /// Name of the stream that was made.
    var streamName: String? { configuration?.name }
  }

  private let socket: LoopbackSocket
  private let port: UInt16
  private static let inbox = "_INBOX.tenfold"
  private static let patience = 5.0

  /// Connects.
  ///
  /// - Throws: ``LabError`` when nothing listens.
  init(port: UInt16) throws(LabError) {
    self.port = port
    do {
      socket = try LoopbackSocket.connect(toPort: port)
    } catch {
      throw .refused("\(error)")
    }
    do {
      try send("CONNECT {\"verbose\":false,\"pedantic\":false}\r\nSUB \(Self.inbox) 1\r\n")
    } catch {
      socket.close()
      throw error
    }
  }

  /// Lets go of the connection.
  func close() { socket.close() }

  /// Asks, and waits for the answer.
  ///
  /// - Parameters:
  ///   - subject: What is asked, without the beginning that all have.
  ///   - text: JSON, or nothing.
  /// - Throws: ``LabError`` when no answer comes in five seconds, or none that can be read.
  func ask(_ subject: String, _ text: String = "") throws(LabError) -> Answer {
    try send("PUB $JS.API.\(subject) \(Self.inbox) \(text.utf8.count)\r\n\(text)\r\n")
    var received: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 1 << 14)
    let deadline = MonotonicClock.seconds + Self.patience
    while case let left = deadline - MonotonicClock.seconds, left > 0, socket.isReadable(withinSeconds: left)
    {
      switch room.withUnsafeMutableBytes({ socket.receive(into: $0) }) {
      case .wouldWait: continue
      case .closed: throw .refused("the NATS server at port \(port) closed the connection")
      case .bytes(let count): received += room[..<count]
      }
      while let event = Self.event(in: &received) {
        guard case .message(let message) = event else {
          try send("PONG\r\n")
          continue
        }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(message)) else {
          throw .refused("the NATS server at port \(port) answers \(subject) with what is no JSON of its API")
        }
        return answer
      }
    }
    throw .refused("the NATS server at port \(port) does not answer \(subject)")
  }

  /// Something that the server sends and that is to be answered or read.
  enum Event: Equatable {
    /// It asks whether anybody is there.
    case ping
    /// A message's bytes.
    case message([UInt8])
  }

  /// Takes lines out of what was received, up to the first event: `MSG subject number [reply] size`, then its bytes, or `PING`.
  ///
  /// - Returns: The event; nil when it has not come whole yet.
  static func event(in received: inout [UInt8]) -> Event? {
    while let end = received.firstRange(of: "\r\n".utf8) {
      let words = String(decoding: received[..<end.lowerBound], as: UTF8.self).split(separator: " ")
      guard words.first == "MSG", let size = words.last.flatMap({ Int($0) }), size >= 0 else {
        received.removeSubrange(..<end.upperBound)
        if words.first == "PING" { return .ping }
        continue
      }
      let next = end.upperBound + size + 2
      guard received.count >= next else { return nil }
      defer { received.removeSubrange(..<next) }
      return .message(Array(received[end.upperBound..<(end.upperBound + size)]))
    }
    return nil
  }

  private func send(_ text: String) throws(LabError) {
    let bytes = Array(text.utf8)
    guard bytes.withUnsafeBytes({ socket.send($0) }) == .bytes(bytes.count) else {
      throw .refused("the NATS server at port \(port) takes no more")
    }
  }
}
