import Glibc
import Synchronization

/// A server on a free port of 127.0.0.1, one thread, that answers each request as a function says.
final class ScriptedServer: Sendable {
  let port: UInt16
  private let listener: Int32
  private let seen = Mutex<[String]>([])
  /// The answer to the request of a number, by its first line; nil to keep silent.
  private let answer: @Sendable (Int, String) -> String?

  /// First lines of the requests so far.
  var requests: [String] { seen.withLock { $0 } }

  init(_ answer: @escaping @Sendable (Int, String) -> String?) {
    self.answer = answer
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = listener
    let number = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(descriptor, $0, size)
        _ = listen(descriptor, 128)
        _ = getsockname(descriptor, $0, &size)
      }
      return pointer.pointee.sin_port.bigEndian
    }
    port = number
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { context in
        Unmanaged<ScriptedServer>.fromOpaque(context!).takeRetainedValue().serve()
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    pthread_detach(thread)
  }

  /// Stops; what is open is closed.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func serve() {
    var polled = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
    var block = [UInt8](repeating: 0, count: 4096)
    while true {
      poll(&polled, nfds_t(polled.count), -1)
      if polled[0].revents != 0 {
        let socket = accept(listener, nil, nil)
        if socket < 0 { break }
        polled.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0))
      }
      for index in polled.indices.dropFirst().reversed() where polled[index].revents != 0 {
        let count = recv(polled[index].fd, &block, block.count, 0)
        if count <= 0 {
          close(polled[index].fd)
          polled.remove(at: index)
          continue
        }
        let line = String(decoding: block[..<count].prefix { $0 != 13 }, as: UTF8.self)
        let number = seen.withLock {
          $0.append(line)
          return $0.count
        }
        if let text = answer(number, line) {
          send(polled[index].fd, text, text.utf8.count, Int32(MSG_NOSIGNAL))
        }
      }
    }
    for entry in polled { close(entry.fd) }
  }
}
