/// A place in a file that was read: what a reader of a report opens to see for themselves.
public struct SourceLocation: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  /// Path of the file relative to the folder given, with `/` between parts.
  public var file: String
  /// Line, from 1; nil for the file as a whole.
  public var line: Int?

  /// Names a line of a file.
  public init(file: String, line: Int? = nil) {
    self.file = file
    self.line = line
  }

  /// `file:line`, or `file`.
  public var description: String {
    line.map { "\(file):\($0)" } ?? file
  }

  /// By file name, then by line.
  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.file, left.line ?? 0) < (right.file, right.line ?? 0)
  }
}
