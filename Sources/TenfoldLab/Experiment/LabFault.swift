/// Something that is broken on purpose.
package enum LabFault: Sendable, Hashable {
  /// Every load finds the cache empty.
  case emptyCache
  /// Halfway through the first load the primary is killed, and nobody replaces it: no load follows.
  case primaryLost
  /// A consumer of messages stands still for a part of each load, then works on.
  case consumerStopped

  /// The part of a load in which a consumer stands still, as shares of its time.
  package static let stop = 0.2..<0.5
}
