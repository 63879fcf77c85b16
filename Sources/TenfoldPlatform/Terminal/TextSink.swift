/// Why text could not be written.
public enum OutputError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The reader went away (`tenfold … | head`), which is no error of anyone's.
  case readerGone
  /// The operating system refused, with its words.
  case refused(target: String, reason: String)

  /// What was found and what to do.
  public var description: String {
    switch self {
    case .readerGone: "the reader of the output went away"
    case .refused(let target, let reason): "\(target): could not write: \(reason)"
    }
  }
}

/// Where a command writes text: the standard output, the standard error stream, or a test's memory.
public protocol TextSink: Sendable {
  /// True when a person sees the text at once.
  var isTerminal: Bool { get }
  /// Columns a person sees; nil when nobody knows.
  var columns: Int? { get }
  /// Writes all of a text.
  func write(_ text: String) throws(OutputError)
}
