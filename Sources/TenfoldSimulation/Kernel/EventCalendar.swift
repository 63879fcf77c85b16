/// Pending events in time order: an implicit binary min-heap in one block of memory.
///
/// An event is one number of 128 bits: its time (non-negative doubles sort as integers do), then the order in which
/// it was scheduled, then what it is about. One comparison orders two events, and events of one time keep the order
/// of scheduling, so a run never depends on how the heap happens to lie.
///
/// `next` leaves the top vacant and the following `insert` fills it, since most events schedule exactly one other:
/// one walk down the heap instead of one down and one up.
///
/// Invariant: `events[(i - 1) / 2] <= events[i]` for every i in 1..<count, the vacant top apart.
struct EventCalendar: ~Copyable {
  private(set) var events: UnsafeMutablePointer<UInt128>
  private(set) var capacity: Int
  /// Entries in the block, a vacant top among them.
  private(set) var count = 0
  private(set) var isTopVacant = false
  private var order: UInt32 = 0

  /// Makes an empty calendar with room for `capacity` ≥ 1 events; it grows when that is not enough.
  init(capacity: Int = 1024) {
    precondition(capacity >= 1, "a calendar has room for an event")
    self.capacity = capacity
    events = .allocate(capacity: capacity)
  }

  deinit { events.deallocate() }

  /// True when nothing is pending.
  var isEmpty: Bool { count == (isTopVacant ? 1 : 0) }

  /// Adds an event and returns its place in the order of scheduling, which names it until 2^32 others came.
  ///
  /// - Parameters:
  ///   - time: When it happens, in seconds; ≥ 0.
  ///   - subject: What it is about.
  /// - Complexity: O(log `count`); memory is allocated only when the block is full.
  @discardableResult
  mutating func insert(at time: Double, _ subject: UInt32) -> UInt32 {
    assert(time >= 0 && time < .infinity, "an event happens at a time")
    let mine = order
    order &+= 1
    let event = UInt128(time.bitPattern) &<< 64 | UInt128(mine) &<< 32 | UInt128(subject)
    if isTopVacant {
      isTopVacant = false
      sink(event)
    } else {
      if count == capacity { grow() }
      count &+= 1
      rise(event, from: count &- 1)
    }
    return mine
  }

  /// Takes the first event out.
  mutating func next() -> Event {
    if isTopVacant { removeTop() }
    precondition(count > 0, "the calendar is empty")
    isTopVacant = true
    return Event(bits: events[0])
  }

  /// Moves the hole at `start` up to where `event` belongs.
  private mutating func rise(_ event: UInt128, from start: Int) {
    var hole = start
    while hole > 0 {
      let parent = (hole &- 1) &>> 1
      if events[parent] <= event { break }
      events[hole] = events[parent]
      hole = parent
    }
    events[hole] = event
  }

  /// Moves the hole at the top down to where `event` belongs.
  private mutating func sink(_ event: UInt128) {
    let end = count
    var hole = 0
    var child = 1
    while child &+ 1 < end {
      let (left, right) = (events[child], events[child &+ 1])
      let takesRight = right < left
      let least = takesRight ? right : left
      if event <= least { break }
      events[hole] = least
      hole = takesRight ? child &+ 1 : child
      child = 2 &* hole &+ 1
    }
    if child &+ 1 == end, events[child] < event {
      events[hole] = events[child]
      hole = child
    }
    events[hole] = event
  }

  private mutating func removeTop() {
    isTopVacant = false
    count &-= 1
    if count > 0 { sink(events[count]) }
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<UInt128>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: events, count: count)
    events.deallocate()
    events = larger
    capacity *= 2
  }
}

/// Something that happens at a time, as the calendar hands it out.
struct Event {
  fileprivate let bits: UInt128

  /// When, in seconds.
  var time: Double { Double(bitPattern: UInt64(truncatingIfNeeded: bits &>> 64)) }
  /// Its place in the order of scheduling.
  var order: UInt32 { UInt32(truncatingIfNeeded: bits &>> 32) }
  /// What it is about.
  var subject: UInt32 { UInt32(truncatingIfNeeded: bits) }
}
