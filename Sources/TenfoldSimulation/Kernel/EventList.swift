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

  /// Moves the events up to the time of `cut` to `target`, which has room for all, and returns how many these were.
  ///
  /// Adapts the width so that the next pass moves about `wanted`.
  mutating func give(upTo cut: UInt128, to target: UnsafeMutablePointer<UInt128>, wanted: Int) -> Int {
    let from = least
    let end = Int64(bitPattern: min(UInt64(truncatingIfNeeded: cut &>> 64), UInt64(Int64.max)))
    var leastLeft = UInt64.max
    var (taken, left) = (0, 0)
    for index in 0..<count {
      // Each event is written to both, and counts in one. The sign of a difference says in which, so that there is
      // no branch, which would be guessed wrong for most that are taken.
      let event = events[index]
      let time = Int64(truncatingIfNeeded: event &>> 64)
      let isLeft = (end &- time) &>> 63
      target[taken] = event
      events[left] = event
      leastLeft = min(leastLeft, UInt64(bitPattern: time | ~isLeft))
      taken &+= Int(1 &+ isLeft)
      left &-= Int(isLeft)
    }
    count = left
    least = left > 0 ? Double(bitPattern: leastLeft) : .infinity
    if taken > 2 * wanted {
      width *= max(0.125, Double(wanted) / Double(taken))
    } else if taken < wanted / 2, left > 0 {
      width = max(4 * width, least - from)
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
