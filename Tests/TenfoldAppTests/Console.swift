import Synchronization
import TenfoldApp
import TenfoldModel
import TenfoldPlatform
import TenfoldTestSupport

/// A sink that remembers, and may refuse.
final class MemorySink: TextSink {
  let isTerminal: Bool
  let columns: Int?
  private let refusal: OutputError?
  private let written = Mutex("")

  init(isTerminal: Bool = false, columns: Int? = nil, refusal: OutputError? = nil) {
    self.isTerminal = isTerminal
    self.columns = columns
    self.refusal = refusal
  }

  var text: String { written.withLock { $0 } }

  func write(_ text: String) throws(OutputError) {
    if let refusal { throw refusal }
    written.withLock { $0 += text }
  }
}

/// What one command line wrote and how it ended.
struct Run {
  let output: String
  let errors: String
  let status: ExitStatus

  init(
    _ arguments: [String], variables: [String: String] = [:], output: MemorySink = MemorySink(),
    input: [UInt8]? = [], today: CalendarDate = CalendarDate(secondsSinceEpoch: 1_798_761_600),
    folder: String? = nil
  ) {
    let errors = MemorySink()
    let environment = Environment(
      variables: variables, output: output, errors: errors, today: today, folder: folder,
      readInput: { input })
    status = Application.run(arguments, in: environment)
    self.output = output.text
    self.errors = errors.text
  }

  /// Everything, as golden files keep it; the folder of the package is left out of paths.
  var record: String {
    let text = "status \(status.rawValue)\n--- stdout\n\(output)--- stderr\n\(errors)"
    return text.split(separator: TextFile.root + "/", omittingEmptySubsequences: false).joined()
  }
}
