internal import Glibc

/// Ports of 127.0.0.1 that nothing listens on.
package enum FreePorts {
  /// So many different ports that were free a moment ago; fewer when the kernel has no more.
  package static func find(_ count: Int) -> [UInt16] {
    var sockets: [Int32] = []
    defer { for socket in sockets { close(socket) } }
    return (0..<count).compactMap { _ in
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
      guard descriptor >= 0 else { return nil }
      sockets.append(descriptor)
      var address = sockaddr_in(loopbackPort: 0)
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let isFound = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
        }
      }
      return isFound ? UInt16(bigEndian: address.sin_port) : nil
    }
  }
}
