/// What a page knows that is served and may ask its server.
public struct LivePage: Sendable, Hashable {
  /// Number of the page; the server's newest page has another when the system has changed.
  public let version: Int
  /// Changes that were tried on the system for this page, as `--change` takes them.
  public let changes: [String]
  /// The command line that gives the same answer; empty without changes.
  public let command: String

  /// Makes what a served page knows.
  public init(version: Int, changes: [String] = [], command: String = "") {
    self.version = version
    self.changes = changes
    self.command = command
  }
}
