/// Pending events in time order: the next few in a sorted list, later ones in lists without order.
///
/// An event is one number of 128 bits: its time (non-negative doubles sort as integers do), then the order in which
/// it was scheduled, then what it is about. One comparison orders two events, and events of one time keep the order
/// of scheduling, so a run never depends on how the lists happen to lie.
///
/// Most events are scheduled far ahead of the next few: they are put behind the farthest list without a look at what
/// is in it. When a list is used up, one pass over the next one takes out what happens until a new horizon, without a
/// branch that chance decides. Horizons adapt so that a list of n gives about n / 8, or 16, at a time.
///
/// Invariant: the near list descends, so that the next event stands at its end; events of list i are above the horizon
/// of list i − 1 and not above their own; the last list has none.
struct EventCalendar: ~Copyable {
  /// Lists: the near one, and six without order: enough for a pass to leave 7/8 where they are with 4 million pending.
  static let listCount = 7
  private static let last = listCount - 1
  /// What the near list is given at a time.
  private static let fewNear = 16
  /// With no more than so many, a list is passed on as a whole.
  private static let few = 24
  /// With no more than so many, a list gives to the near one.
  private static let many = 192
  /// Most that the near list has before its later part is put off, unless it was given more.
  private static let mostNear = 48

  /// One entry stands before the near list: larger than any event, where moving up ends.
  private var nearBlock: UnsafeMutablePointer<UInt128>
  private var nearCapacity: Int
  private(set) var nearCount = 0
  private var nearLimit = mostNear
  private(set) var nearHorizon = UInt128.max
  /// The horizon of the last list but one.
  private var farHorizon = UInt128.max
  /// The lists without order; what would be list 0 is not used.
  let lists: UnsafeMutablePointer<EventList>
  private var order: UInt32 = 0

  /// Makes an empty calendar with room for `capacity` ≥ 1 events; it grows when that is not enough.
  init(capacity: Int = 1024) {
    precondition(capacity >= 1, "a calendar has room for an event")
    nearCapacity = Self.mostNear + 1
    nearBlock = .allocate(capacity: nearCapacity + 1)
    nearBlock[0] = .max
    lists = .allocate(capacity: Self.listCount)
    for index in 0..<Self.listCount {
      (lists + index).initialize(to: EventList(capacity: index == Self.last ? capacity : 16))
    }
  }

  deinit {
    nearBlock.deallocate()
    for index in 0..<Self.listCount { lists[index].deallocate() }
    lists.deallocate()
  }

  /// The sorted list, the next event last.
  var near: UnsafeMutablePointer<UInt128> {
    @inline(__always) get { nearBlock + 1 }
  }

  /// True when nothing is pending.
  var isEmpty: Bool {
    @inline(__always) get { nearCount == 0 && firstList == nil }
  }

  /// The first of the lists without order that has events.
  private var firstList: Int? { (1..<Self.listCount).first { lists[$0].count > 0 } }

  /// Adds an event and returns its place in the order of scheduling, which names it until 2^32 others came.
  ///
  /// - Parameters:
  ///   - time: When it happens, in seconds; ≥ 0.
  ///   - subject: What it is about.
  /// - Complexity: O(log n) for n pending, mostly a store; memory is allocated only when a list is full.
  @inline(__always)
  @discardableResult
  mutating func insert(at time: Double, _ subject: UInt32) -> UInt32 {
    assert(time >= 0 && time < .infinity, "an event happens at a time")
    let mine = order
    order &+= 1
    let event = UInt128(time.bitPattern) &<< 64 | UInt128(mine) &<< 32 | UInt128(subject)
    if event > nearHorizon || nearCount == nearLimit { putOff(event) } else { insertNear(event) }
    return mine
  }

  /// Takes the first event out.
  @inline(__always)
  mutating func next() -> Event {
    if nearCount == 0 { refill() }
    nearCount &-= 1
    return Event(bits: near[nearCount])
  }

  @inline(__always)
  private mutating func insertNear(_ event: UInt128) {
    var place = near + nearCount
    nearCount &+= 1
    while place[-1] < event {
      place[0] = place[-1]
      place -= 1
    }
    place[0] = event
  }

  /// Adds an event above the near horizon, or one for which the near list has no room.
  @inline(never)
  private mutating func putOff(_ event: UInt128) {
    if event > farHorizon {
      lists[Self.last].append(event)
      return
    }
    if event <= nearHorizon {
      spill()
      if event <= nearHorizon {
        insertNear(event)
        return
      }
    }
    var index = 1
    while event > lists[index].horizon { index &+= 1 }
    lists[index].append(event)
  }

  /// Puts off the later part of a near list that has become long.
  private mutating func spill() {
    let kept = min(Self.fewNear, nearCount / 2)
    let moved = nearCount - kept
    let old = nearHorizon
    nearHorizon = near[moved]
    // Of the lists above, those that could have nothing still can not.
    var index = 1
    while index < Self.last, lists[index].horizon == old {
      lists[index].horizon = nearHorizon
      index += 1
    }
    for place in 0..<moved { lists[index].append(near[place]) }
    lists[index].width = Event(bits: near[moved]).time - Event(bits: near[nearCount - 1]).time
    near.update(from: near + moved, count: kept)
    nearCount = kept
    farHorizon = lists[Self.last - 1].horizon
    nearLimit = Self.mostNear
  }

  /// Moves the next events from the first list that has any to the near one, which is empty.
  @inline(never)
  private mutating func refill() {
    guard var index = firstList else { preconditionFailure("the calendar is empty") }
    while index > 1, lists[index].count > Self.many {
      lists[index - 1].take(from: &lists[index], upTo: lists[index].cut, wanted: lists[index].count / 8)
      index -= 1
    }
    let count = lists[index].count
    allowNear(count)
    var horizon = count <= Self.few ? lists[index].horizon : lists[index].cut
    nearCount = lists[index].give(upTo: horizon, to: near, wanted: Self.fewNear)
    sortNear()
    if nearCount > Self.mostNear {
      // What comes behind the last of so many is put off, though it may be at the same time.
      horizon = near[0]
    }
    for lower in 1..<index { lists[lower].horizon = horizon }
    nearHorizon = horizon
    farHorizon = lists[Self.last - 1].horizon
    allowNear(nearCount + Self.fewNear)
  }

  private mutating func sortNear() {
    guard nearCount <= 2 * Self.mostNear else {
      var list = UnsafeMutableBufferPointer(start: near, count: nearCount)
      list.sort(by: >)
      return
    }
    let count = nearCount
    nearCount = 0
    for index in 0..<count { insertNear(near[index]) }
  }

  /// Lets the near list grow to `limit` events before a part of it is put off.
  private mutating func allowNear(_ limit: Int) {
    nearLimit = max(Self.mostNear, limit)
    // A pass writes one entry more than it takes.
    guard nearCapacity <= nearLimit else { return }
    nearCapacity = 2 * nearLimit
    let larger = UnsafeMutablePointer<UInt128>.allocate(capacity: nearCapacity + 1)
    larger.update(from: nearBlock, count: nearCount + 1)
    nearBlock.deallocate()
    nearBlock = larger
  }
}

/// Something that happens at a time, as the calendar hands it out.
struct Event {
  let bits: UInt128

  /// When, in seconds.
  var time: Double { Double(bitPattern: UInt64(truncatingIfNeeded: bits &>> 64)) }
  /// Its place in the order of scheduling.
  var order: UInt32 { UInt32(truncatingIfNeeded: bits &>> 32) }
  /// What it is about.
  var subject: UInt32 { UInt32(truncatingIfNeeded: bits) }
}
