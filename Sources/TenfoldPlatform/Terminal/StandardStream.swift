#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The standard output or the standard error stream of this process, unbuffered.
public struct StandardStream: TextSink {
  /// The standard output: results.
  public static let output = StandardStream(descriptor: STDOUT_FILENO, name: "standard output")
  /// The standard error stream: progress, doubts and errors.
  public static let errors = StandardStream(descriptor: STDERR_FILENO, name: "standard error")

  private let descriptor: Int32
  private let name: String

  /// True when a person sees the text at once.
  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Columns of the terminal; nil when it is none.
  public var columns: Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes all of a text, however the operating system cuts it.
  public func write(_ text: String) throws(OutputError) {
    try writeAll(Array(text.utf8), to: descriptor, name: name)
  }

  /// Reads the standard input to its end, at most `limit` bytes of it.
  ///
  /// - Returns: The bytes; nil when there are more than `limit`.
  public static func readInput(limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(STDIN_FILENO, &block, block.count)
      if count > 0 {
        bytes += block[..<count]
        guard bytes.count <= limit else { return nil }
      } else if count == 0 || errno != EINTR {
        return bytes
      }
    }
  }
}

/// Writes all bytes to a descriptor: again after a signal, on after a partial write.
func writeAll(_ bytes: [UInt8], to descriptor: Int32, name: String) throws(OutputError) {
  var written = 0
  while written < bytes.count {
    let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 {
      written += count
      continue
    }
    switch errno {
    case EINTR: continue
    case EPIPE: throw .readerGone
    default: throw .refused(target: name, reason: systemMessage())
    }
  }
}

/// What the operating system says about its last refusal.
func systemMessage() -> String {
  errno == ENOSPC ? "no space left on the device; free some and run again" : String(cString: strerror(errno))
}
