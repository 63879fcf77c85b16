internal import Glibc

/// Lines of the standard input, one at a time: for a conversation, where the end does not come.
public struct InputLines {
  /// A line.
  public enum Line: Sendable, Hashable {
    /// Its bytes, without the line's end.
    case text([UInt8])
    /// More bytes than are read of one line; they were passed over.
    case tooLong
  }

  private var buffer: [UInt8] = []
  private var next = 0
  private let limit: Int

  /// Reads lines of at most `limit` bytes.
  public init(limit: Int) { self.limit = limit }

  /// The next line; nil at the end of the input.
  public mutating func read() -> Line? {
    var line: [UInt8] = []
    var isTooLong = false
    while true {
      if let end = buffer[next...].firstIndex(of: UInt8(ascii: "\n")) {
        line += buffer[next..<end]
        next = end + 1
        return isTooLong || line.count > limit ? .tooLong : .text(line)
      }
      line += buffer[next...]
      if line.count > limit { (line, isTooLong) = ([], true) }
      guard fill() else { return isTooLong ? .tooLong : line.isEmpty ? nil : .text(line) }
    }
  }

  private mutating func fill() -> Bool {
    (buffer, next) = ([UInt8](repeating: 0, count: 65_536), 0)
    while true {
      let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      buffer.removeLast(buffer.count - max(0, count))
      return count > 0
    }
  }
}
