internal import Synchronization
internal import TenfoldPlatform
internal import TenfoldReplica

/// Makes one kind of call for a service, on the calling thread, over connections that are kept and counted.
final class DownstreamCalls: Sendable {
  private let call: ServiceConfiguration.Call
  /// The request's bytes before and after its key, up to headers of its own.
  private let request: (start: [UInt8], end: [UInt8])
  private let slots: WorkerSlots
  /// Connections that are open and free, for each port.
  private let idle: Mutex<[[LoopbackSocket]]>
  private let turn = Atomic(0)

  /// What is asked for, such as `GET /item`.
  var name: String { "\(call.method) \(call.path)" }

  init(_ call: ServiceConfiguration.Call) {
    self.call = call
    request = (
      Array("\(call.method) \(call.path)?key=".utf8),
      Array(" HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n".utf8)
    )
    slots = WorkerSlots(count: call.poolSize)
    idle = Mutex(call.ports.map { _ in [] })
  }

  deinit {
    for socket in idle.withLock({ $0.joined().map { $0 } }) { socket.close() }
  }

  /// Calls, and calls again after a failure as often as is allowed, each time the next replica.
  ///
  /// - Parameters:
  ///   - key: The row that it is about.
  ///   - context: The span that calls; nil when it is not traced.
  /// - Returns: True when an answer with a status below 500 came in time.
  func succeeds(key: Int = 1, in context: TraceContext? = nil) -> Bool {
    var bytes = request.start
    bytes += String(key).utf8
    bytes += request.end
    if let context { bytes += "\(TraceContext.header): \(context.text)\r\n".utf8 }
    bytes += "\r\n".utf8
    let request = bytes
    return slots.whenFree {
      for _ in 0...call.retries where attempt(request) { return true }
      return false
    }
  }

  private func attempt(_ request: [UInt8]) -> Bool {
    let deadline = MonotonicClock.seconds + call.timeout
    let index = turn.add(1, ordering: .relaxed).oldValue % call.ports.count
    // A connection that was kept may have been closed by the other side meanwhile: that is no failure of the call.
    while let kept = idle.withLock({ $0[index].popLast() }) {
      if let status = exchange(request, over: kept, of: index, until: deadline) { return status < 500 }
      if MonotonicClock.seconds >= deadline { return false }
    }
    guard let socket = try? LoopbackSocket.connect(toPort: call.ports[index]) else { return false }
    return exchange(request, over: socket, of: index, until: deadline).map { $0 < 500 } ?? false
  }

  /// Sends the request and waits for the answer; keeps the connection where it can be used again.
  ///
  /// - Returns: The status; nil when none came in time.
  private func exchange(
    _ request: [UInt8], over socket: LoopbackSocket, of index: Int, until deadline: Double
  ) -> Int? {
    var reader = HTTPResponseReader()
    guard request.withUnsafeBytes({ socket.send($0) }) == .bytes(request.count) else {
      socket.close()
      return nil
    }
    var answer = HTTPResponseReader.Outcome.incomplete
    while answer == .incomplete {
      let left = deadline - MonotonicClock.seconds
      guard left > 0, socket.isReadable(withinSeconds: left) else { break }
      answer = withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 16) { room in
        switch socket.receive(into: room) {
        case .wouldWait: .incomplete
        case .closed: .malformed
        case .bytes(let count): reader.take(UnsafeRawBufferPointer(rebasing: room[..<count]))
        }
      }
    }
    guard case .complete(let status, let isKept) = answer else {
      socket.close()
      return nil
    }
    if isKept { idle.withLock { $0[index].append(socket) } } else { socket.close() }
    return status
  }
}
