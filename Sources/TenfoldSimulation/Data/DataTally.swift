/// What is counted at a component besides calls and cores: keys found, data shown, calls let in, messages, sagas.
struct DataTally: BitwiseCopyable {
  /// Questions to a cache, and those it answered.
  var asked = 0.0
  var hits = 0.0
  /// Misses that waited for another's fetch.
  var coalesced = 0.0
  /// Reads that might show older data, and those that did, with the sum of how old what they showed was.
  var reads = 0.0
  var stale = 0.0
  var age = 0.0
  /// Such reads by requests that had written there before, and those that did not see it.
  var ownReads = 0.0
  var ownMisses = 0.0
  /// Writes that were done, and those that were lost with a primary.
  var writes = 0.0
  var lost = 0.0
  /// Messages given up after their last delivery.
  var deadLetters = 0.0
  /// Sagas that failed after a step to undo, the compensations they made, and those left with a step not undone.
  var failedSagas = 0.0
  var compensations = 0.0
  var inconsistent = 0.0
  /// Calls turned away because a replica let no more in.
  var shed = 0.0
  /// Sum of the limits that answers found, and those answers.
  var limits = 0.0
  var answers = 0.0

  static let columnCount = 17

  var columns: [Double] {
    [
      asked, hits, coalesced, reads, stale, age, ownReads, ownMisses, writes, lost, deadLetters, failedSagas,
      compensations, inconsistent, shed, limits, answers,
    ]
  }

  /// Places of the columns.
  enum Column: Int {
    case asked, hits, coalesced, reads, stale, age, ownReads, ownMisses, writes, lost, deadLetters,
      failedSagas,
      compensations, inconsistent, shed, limits, answers
  }
}
