package import TenfoldModel
package import TenfoldPlatform

/// What a command may touch of the world outside, handed in so that tests can hand in their own.
package struct Environment: Sendable {
  /// Environment variables.
  package var variables: [String: String]
  /// Where results go.
  package var output: any TextSink
  /// Where progress, doubts and errors go.
  package var errors: any TextSink
  /// Reads the standard input to its end; nil when it is larger than anything Tenfold reads.
  package var readInput: @Sendable () -> [UInt8]?
  /// The day it is: what decides whether a waiver still counts. Nothing else reads a calendar.
  package var today: CalendarDate
  /// The folder from which files of defaults are looked for; nil looks for none.
  package var folder: String?

  package init(
    variables: [String: String], output: any TextSink, errors: any TextSink, today: CalendarDate,
    folder: String? = nil, readInput: @escaping @Sendable () -> [UInt8]?
  ) {
    self.variables = variables
    self.output = output
    self.errors = errors
    self.today = today
    self.folder = folder
    self.readInput = readInput
  }

  /// The environment of this process.
  ///
  /// The day is that of `SOURCE_DATE_EPOCH` where it is set, and that of the clock, in UTC, where it is not.
  package static var ofProcess: Environment {
    let variables = ProcessEnvironment.variables
    let seconds = variables["SOURCE_DATE_EPOCH"].flatMap { Int($0) } ?? ProcessEnvironment.secondsSinceEpoch
    return Environment(
      variables: variables, output: StandardStream.output, errors: StandardStream.errors,
      today: CalendarDate(secondsSinceEpoch: seconds), folder: ".",
      readInput: { StandardStream.readInput(limit: 64 << 20) })
  }

  /// Writes a result.
  package func write(_ text: String) throws {
    try output.write(text)
  }

  /// Writes a result to the file at `path`; `-` is the standard output.
  package func write(_ text: String, to path: String) throws {
    if path == "-" {
      try write(text)
    } else {
      try OutputFile.write(text, to: path)
    }
  }

  /// Writes what is no result: a doubt, an error, help nobody asked for.
  package func remark(_ text: String) throws {
    try errors.write(text)
  }

  /// True when text for people may be coloured: on a terminal that can, unless the user says otherwise.
  package var usesColor: Bool {
    if let forced = variables["FORCE_COLOR"], !forced.isEmpty { return forced != "0" }
    if let refused = variables["NO_COLOR"], !refused.isEmpty { return false }
    return output.isTerminal && variables["TERM"] != "dumb"
  }

  /// Columns for text that people read: those of the terminal, at most 110, at least 40.
  package var width: Int {
    let known = output.columns ?? variables["COLUMNS"].flatMap { Int($0) }
    return min(110, max(40, known ?? 110))
  }
}
