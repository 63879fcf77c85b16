/// Events in no order, all up to a horizon.
///
/// Invariant: `least` is the least time in it; `count < capacity`.
struct EventList {
  private(set) var events: UnsafeMutablePointer<UInt128>
  private var capacity: Int
  private(set) var count = 0
  private(set) var least = Double.infinity
  /// No event of it is above.
  var horizon = UInt128.max
  /// How far a cut is ahead of the first event, in seconds.
  var width = 0.0

  /// Makes an empty list. Whoever holds it calls ``deallocate()``.
  init(capacity: Int) {
    self.capacity = capacity + 1
    events = .allocate(capacity: capacity + 1)
  }

  func deallocate() { events.deallocate() }

  /// Adds an event that is not above the horizon.
  @inline(__always)
  mutating func append(_ event: UInt128) {
    if count &+ 1 >= capacity { reserve(2 * capacity) }
    events[count] = event
    count &+= 1
    let time = Event(bits: event).time
    least = time < least ? time : least
  }

  /// A horizon that should have about as many events below it as the last ones had.
  var cut: UInt128 { min(horizon, UInt128((least + width).bitPattern) << 64 | UInt128(UInt64.max)) }

  /// Moves events up to `cut` to the end of `target`, which has room for all, and returns how many these were.
  ///
  /// Adapts the width so that the next pass moves about `wanted`.
  mutating func give(upTo cut: UInt128, to target: UnsafeMutablePointer<UInt128>, wanted: Int) -> Int {
    let from = least
    var leastLeft = Double.infinity
    var (taken, left) = (0, 0)
    for index in 0..<count {
      // Each event is written to both, and counts in one.
      let event = events[index]
      let isTaken = event <= cut
      target[taken] = event
      events[left] = event
      let time = isTaken ? .infinity : Event(bits: event).time
      leastLeft = time < leastLeft ? time : leastLeft
      taken &+= isTaken ? 1 : 0
      left &+= isTaken ? 0 : 1
    }
    (count, least) = (left, leastLeft)
    if taken > 2 * wanted {
      width *= max(0.125, Double(wanted) / Double(taken))
    } else if taken < wanted / 2, left > 0 {
      width = max(4 * width, leastLeft - from)
    }
    return taken
  }

  /// Takes what `other` gives; this list is empty.
  mutating func take(from other: inout EventList, upTo cut: UInt128, wanted: Int) {
    if capacity <= other.count { reserve(other.count + 1) }
    least = other.least
    count = other.give(upTo: cut, to: events, wanted: wanted)
    horizon = cut
    width = other.width / 8
  }

  @inline(never)
  private mutating func reserve(_ capacity: Int) {
    let larger = UnsafeMutablePointer<UInt128>.allocate(capacity: capacity)
    larger.moveInitialize(from: events, count: count)
    events.deallocate()
    events = larger
    self.capacity = capacity
  }
}
