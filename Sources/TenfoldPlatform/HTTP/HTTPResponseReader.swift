/// Finds where a response of HTTP/1.1 or 1.0 ends, from pieces as they arrive.
///
/// Takes responses that say their `Content-Length`, as servers on a kept connection do unless they stream.
package struct HTTPResponseReader {
  /// What is known after a piece.
  package enum Outcome: Sendable, Equatable {
    /// More is to come.
    case incomplete
    /// The response is whole; the connection can be used again unless the server said that it closes it.
    case complete(status: Int, isKept: Bool)
    /// This is not a response that can be understood.
    case malformed
  }

  private static let mostHeaderBytes = 1 << 16
  /// The header so far, where it came in several pieces.
  private var header: [UInt8] = []
  private var status = 0
  private var isKept = true
  /// Bytes of the body that are to come; nil while the header is not whole.
  private var bodyLeft: Int?

  /// Makes one that has seen nothing.
  package init() {}

  /// Takes the next piece.
  package mutating func take(_ piece: UnsafeRawBufferPointer) -> Outcome {
    if let left = bodyLeft { return takeBody(piece.count, of: left) }
    header += piece
    guard let end = Self.headerEnd(in: header) else {
      return header.count > Self.mostHeaderBytes ? .malformed : .incomplete
    }
    guard let length = readHeader(upTo: end) else { return .malformed }
    return takeBody(header.count - end, of: length)
  }

  private mutating func takeBody(_ count: Int, of left: Int) -> Outcome {
    guard count <= left else { return .malformed }
    guard count == left else {
      bodyLeft = left - count
      return .incomplete
    }
    header.removeAll(keepingCapacity: true)
    bodyLeft = nil
    return .complete(status: status, isKept: isKept)
  }

  /// Reads status and fields; the length of the body, or nil where it is not said.
  private mutating func readHeader(upTo end: Int) -> Int? {
    guard header.count >= 12, header.starts(with: Array("HTTP/1.".utf8)), header[8] == 32,
      header[7] == UInt8(ascii: "1") || header[7] == UInt8(ascii: "0")
    else { return nil }
    status = header[9..<12].reduce(0) { $0 * 10 + Int($1 &- 48) }
    guard (100...599).contains(status) else { return nil }
    // The older version closes the connection unless it says otherwise.
    isKept = header[7] == UInt8(ascii: "1")
    var length = status == 204 || status == 304 ? 0 : nil
    for line in header[..<end].split(separator: UInt8(ascii: "\n")).dropFirst() {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let isLength = Self.equals(line[..<colon], "content-length")
      guard isLength || Self.equals(line[..<colon], "connection") else { continue }
      let value = line[(colon + 1)...].filter { $0 > 32 }
      if isLength {
        length = Int(String(decoding: value, as: UTF8.self)).flatMap { $0 >= 0 ? $0 : nil }
      } else if Self.equals(value[...], "close") {
        isKept = false
      } else if Self.equals(value[...], "keep-alive") {
        isKept = true
      }
    }
    return length
  }

  private static func headerEnd(in bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    for index in 3..<bytes.count
    where bytes[index] == 10 && bytes[index - 1] == 13 && bytes[index - 2] == 10 && bytes[index - 3] == 13 {
      return index + 1
    }
    return nil
  }

  /// Compares without regard to case with a name in lower case.
  private static func equals(_ bytes: ArraySlice<UInt8>, _ name: StaticString) -> Bool {
    guard bytes.count == name.utf8CodeUnitCount else { return false }
    return bytes.enumerated().allSatisfy { $1 | 0x20 == name.utf8Start[$0] }
  }
}
