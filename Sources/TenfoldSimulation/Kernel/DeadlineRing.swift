/// Deadlines that come in the order in which they were set, since all are the same time ahead.
///
/// Only the first of them needs to stand in the calendar, so that a timeout of a second at ten thousand calls a
/// second costs one pending event and not ten thousand.
///
/// Invariant: times ascend from `head` on.
struct DeadlineRing {
  /// A deadline of one execution, void once that has another generation.
  struct Entry: BitwiseCopyable {
    var time: Double
    var execution: Int32
    var generation: UInt32
  }

  private var entries: UnsafeMutablePointer<Entry>
  private var mask: Int
  private var head = 0
  private(set) var count = 0

  /// Makes an empty ring. Whoever holds it calls ``deallocate()``.
  init() {
    mask = 15
    entries = .allocate(capacity: 16)
  }

  func deallocate() { entries.deallocate() }

  /// The first deadline; call only when there is one.
  var first: Entry { entries[head & mask] }

  /// Adds a deadline no earlier than the last.
  mutating func append(_ entry: Entry) {
    if count > mask { grow() }
    assert(count == 0 || entries[(head &+ count &- 1) & mask].time <= entry.time, "deadlines ascend")
    entries[(head &+ count) & mask] = entry
    count &+= 1
  }

  /// Drops the first deadline.
  mutating func removeFirst() {
    precondition(count > 0, "a ring without deadlines has no first")
    head &+= 1
    count &-= 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Entry>.allocate(capacity: (mask + 1) * 2)
    for index in 0..<count { larger[index] = entries[(head &+ index) & mask] }
    entries.deallocate()
    entries = larger
    head = 0
    mask = mask * 2 + 1
  }
}
