internal import Glibc

/// A stream socket to a port of this machine, which never waits once it is connected.
package struct LoopbackSocket: Sendable, Equatable {
  /// What came of an attempt to send or receive.
  package enum Outcome: Sendable, Equatable {
    /// That many bytes went through; ≥ 1.
    case bytes(Int)
    /// None now.
    case wouldWait
    /// None any more: the other side closed, or failed.
    case closed
  }

  /// Its number for the kernel.
  package let descriptor: Int32

  /// Connects to 127.0.0.1.
  ///
  /// - Throws: ``FileError`` when nothing listens there, or it does not answer within a second.
  package static func connect(toPort port: UInt16) throws(FileError) -> LoopbackSocket {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .system(errno) }
    var one: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    var patience = timeval(tv_sec: 1, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in(loopbackPort: port)
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else {
      let code = errno
      Glibc.close(descriptor)
      throw FileError("port \(port) of 127.0.0.1: \(String(cString: strerror(code)))")
    }
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    return LoopbackSocket(descriptor: descriptor)
  }

  /// Sends what it can.
  package func send(_ bytes: UnsafeRawBufferPointer) -> Outcome {
    outcome(of: Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL)))
  }

  /// Receives what is there, at most as much as there is room.
  package func receive(into room: UnsafeMutableRawBufferPointer) -> Outcome {
    outcome(of: recv(descriptor, room.baseAddress, room.count, 0))
  }

  /// Waits until there is something to receive, to the millisecond.
  ///
  /// - Returns: False when the time was over before.
  package func isReadable(withinSeconds seconds: Double) -> Bool {
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, Int32((min(seconds, 1e6) * 1000).rounded(.up))) > 0
  }

  /// Lets go of it.
  package func close() { Glibc.close(descriptor) }

  private func outcome(of count: Int) -> Outcome {
    if count > 0 { return .bytes(count) }
    return count < 0 && (errno == EAGAIN || errno == EINTR) ? .wouldWait : .closed
  }
}
