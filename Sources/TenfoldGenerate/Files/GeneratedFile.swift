/// A file that carries out a part of a remedy, in memory.
public struct GeneratedFile: Sendable, Hashable {
  /// Where it belongs below the folder that is chosen for it, with `/` between parts; never leads out of it.
  public let path: String
  /// What it is for, in a sentence.
  public let purpose: String
  /// Its whole text, the mark of ``FileMark`` in its first line, or in the second of a JSON file.
  public let text: String

  /// Makes a file and marks it.
  ///
  /// - Parameter body: Its text without the mark; a JSON file has its `description` still to come.
  init(_ path: String, purpose: String, remedy: String, body: String) {
    self.path = path
    self.purpose = purpose
    text = FileMark.marked(body, remedy: remedy)
  }
}

/// What carries out a remedy: files, and what no file can do.
public struct GeneratedConfiguration: Sendable, Hashable {
  /// Files, in the order in which they are read.
  public var files: [GeneratedFile]
  /// Steps for a person, in order, a sentence or a command line each.
  public var manualSteps: [String]
}
