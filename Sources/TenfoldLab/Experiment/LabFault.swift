/// Something that is broken on purpose.
package enum LabFault: Sendable, Hashable {
  /// Every load finds the cache empty.
  case emptyCache
  /// Halfway through the first load the primary is killed, and nobody replaces it: no load follows.
  case primaryLost
}
