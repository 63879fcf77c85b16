import Testing

@testable import TenfoldSimulation

struct EventCalendarTests {
  /// A slow safe twin: a sorted array.
  private struct SortedList {
    var events: [(time: Double, order: UInt32, subject: UInt32)] = []

    mutating func insert(_ time: Double, _ order: UInt32, _ subject: UInt32) {
      let place = events.firstIndex { $0.time > time } ?? events.endIndex
      events.insert((time, order, subject), at: place)
    }
  }

  @Test(arguments: 0..<20)
  func `events come as a sorted list would give them`(_ seed: Int) {
    var stream = RandomStream(seed: 7, run: seed, purpose: 0)
    var calendar = EventCalendar(capacity: 2)
    var list = SortedList()
    var now = 0.0
    for step in 0..<600 {
      // Few distinct times, so that many events share one.
      if stream.unit() < (step < 300 ? 0.6 : 0.4) || list.events.isEmpty {
        let time = now + Double(stream.index(below: 5))
        let order = calendar.insert(at: time, UInt32(step))
        list.insert(time, order, UInt32(step))
      } else {
        let event = calendar.next()
        let expected = list.events.removeFirst()
        #expect(event.time == expected.time && event.subject == expected.subject)
        #expect(event.order == expected.order)
        now = event.time
      }
      let (isOrdered, isEmpty) = (calendar.holdsInvariant, calendar.isEmpty)
      #expect(isOrdered)
      #expect(isEmpty == list.events.isEmpty)
    }
  }

  @Test func `events of one time keep the order of scheduling`() {
    var calendar = EventCalendar()
    for subject in 0..<100 as Range<UInt32> { calendar.insert(at: 1.5, subject) }
    for subject in 0..<100 as Range<UInt32> {
      let event = calendar.next()
      #expect(event.subject == subject)
    }
    let isEmpty = calendar.isEmpty
    #expect(isEmpty)
  }

  /// Times ahead of an event: of one scale, of many scales, and such that many are the same.
  private static func gap(_ kind: Int, _ stream: inout RandomStream) -> Double {
    switch kind {
    case 0: stream.unit() + stream.unit()
    case 1: (0..<stream.index(below: 12)).reduce(1e-6) { sum, _ in sum * 4 } * stream.unit()
    default: Double(stream.index(below: 3))
    }
  }

  @Test(arguments: 0..<3)
  func `many pending events come in order while others are scheduled`(_ kind: Int) {
    var stream = RandomStream(seed: 11, run: kind, purpose: 0)
    var calendar = EventCalendar()
    var pending = 0
    var before: UInt128 = 0
    for step in 0..<24_000 {
      // Up to some 6000, and down to none.
      let isGrowing = step < 12_000 ? step % 4 != 0 : step % 4 == 0
      if isGrowing || pending == 0 {
        let now = Event(bits: before).time
        calendar.insert(at: now + Self.gap(kind, &stream), UInt32(step))
        pending += 1
      } else {
        let event = calendar.next()
        pending -= 1
        #expect(event.bits > before)
        before = event.bits
      }
      if step % 500 == 0 {
        let isOrdered = calendar.holdsInvariant
        #expect(isOrdered)
      }
    }
    while !calendar.isEmpty {
      let event = calendar.next()
      #expect(event.bits > before)
      before = event.bits
      pending -= 1
    }
    #expect(pending == 0)
  }
}
