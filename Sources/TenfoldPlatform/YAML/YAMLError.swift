/// Why a YAML text could not be read.
public struct YAMLError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Line of the trouble, from 1; 0 when it belongs to no line.
  public let line: Int
  /// Column of the trouble, from 1.
  public let column: Int
  /// What was found, what was expected and what to do.
  public let message: String

  /// `line:column: message`.
  public var description: String {
    line > 0 ? "\(line):\(column): \(message)" : message
  }
}

/// Bounds that keep a hostile document from exhausting memory or time.
public struct YAMLLimits: Sendable {
  /// Largest text read, in bytes.
  public var bytes = 64 << 20
  /// Deepest nesting.
  public var depth = 200
  /// Most nodes of a stream once every alias stands for what it refers to.
  public var nodes = 2_000_000

  /// The limits used unless told otherwise.
  public init() {}
}
