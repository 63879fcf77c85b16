internal import Glibc

/// An address of version 4 of the Internet Protocol.
package struct IPv4Address: Sendable, Hashable, CustomStringConvertible {
  private let bytes: [UInt8]

  /// 127.0.0.1, which only this machine reaches.
  package static let loopback = IPv4Address(bytes: [127, 0, 0, 1])

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads four numbers with points between; nil for everything else.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.allSatisfy(\.isNumber) ? UInt8($0) : nil }
    guard parts.count == 4, numbers.count == 4 else { return nil }
    bytes = numbers
  }

  /// True when only this machine reaches it.
  package var isLoopback: Bool { bytes[0] == 127 }

  /// `127.0.0.1`.
  package var description: String { bytes.map { String($0) }.joined(separator: ".") }

  fileprivate var number: UInt32 { bytes.reduce(0) { $0 << 8 | UInt32($1) } }
}

extension sockaddr_in {
  /// A port of 127.0.0.1; 0 for any that is free.
  init(loopbackPort port: UInt16) { self.init(.loopback, port: port) }

  /// A port of an address; 0 for any that is free.
  init(_ address: IPv4Address, port: UInt16) {
    self.init()
    sin_family = sa_family_t(AF_INET)
    sin_port = port.bigEndian
    sin_addr.s_addr = address.number.bigEndian
  }
}
