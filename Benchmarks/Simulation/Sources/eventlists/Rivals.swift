/// Lists of events that were tried against the kernel's; decision record 31 has the numbers.

private func key(_ time: Double, _ order: UInt32, _ subject: UInt32) -> UInt128 {
  UInt128(time.bitPattern) << 64 | UInt128(order) << 32 | UInt128(subject)
}

private func parts(_ key: UInt128) -> (time: Double, subject: UInt32) {
  (Double(bitPattern: UInt64(truncatingIfNeeded: key >> 64)), UInt32(truncatingIfNeeded: key))
}

/// A binary heap whose top stays vacant until the next event fills it: what the kernel had before.
struct BinaryHeap: ~Copyable {
  private let keys: UnsafeMutablePointer<UInt128>
  private var count = 0
  private var isTopVacant = false
  private var order: UInt32 = 0

  init(capacity: Int) { keys = .allocate(capacity: capacity) }
  deinit { keys.deallocate() }

  mutating func insert(at time: Double, _ subject: UInt32) {
    let event = key(time, order, subject)
    order &+= 1
    if isTopVacant {
      isTopVacant = false
      sink(event)
      return
    }
    var hole = count
    count += 1
    while hole > 0 {
      let parent = (hole &- 1) &>> 1
      if keys[parent] <= event { break }
      keys[hole] = keys[parent]
      hole = parent
    }
    keys[hole] = event
  }

  mutating func next() -> (time: Double, subject: UInt32) {
    if isTopVacant {
      count &-= 1
      if count > 0 { sink(keys[count]) }
    }
    isTopVacant = true
    return parts(keys[0])
  }

  private mutating func sink(_ event: UInt128) {
    var (hole, child) = (0, 1)
    while child &+ 1 < count {
      let (left, right) = (keys[child], keys[child &+ 1])
      let takesRight = right < left
      let least = takesRight ? right : left
      if event <= least { break }
      keys[hole] = least
      hole = takesRight ? child &+ 1 : child
      child = 2 &* hole &+ 1
    }
    if child &+ 1 == count, keys[child] < event {
      keys[hole] = keys[child]
      hole = child
    }
    keys[hole] = event
  }
}

/// A heap whose nodes have four children.
struct FourHeap: ~Copyable {
  private let keys: UnsafeMutablePointer<UInt128>
  private var count = 0
  private var order: UInt32 = 0

  init(capacity: Int) { keys = .allocate(capacity: capacity) }
  deinit { keys.deallocate() }

  var top: (time: Double, subject: UInt32) { parts(keys[0]) }

  mutating func insert(at time: Double, _ subject: UInt32) {
    let event = key(time, order, subject)
    order &+= 1
    var hole = count
    count += 1
    while hole > 0 {
      let parent = (hole &- 1) &>> 2
      if keys[parent] <= event { break }
      keys[hole] = keys[parent]
      hole = parent
    }
    keys[hole] = event
  }

  mutating func replaceTop(at time: Double, _ subject: UInt32) {
    let event = key(time, order, subject)
    order &+= 1
    var hole = 0
    while true {
      let first = 4 &* hole &+ 1
      if first >= count { break }
      var least = first
      let end = min(first &+ 4, count)
      var child = first &+ 1
      while child < end {
        if keys[child] < keys[least] { least = child }
        child &+= 1
      }
      if event <= keys[least] { break }
      keys[hole] = keys[least]
      hole = least
    }
    keys[hole] = event
  }
}

/// Days of equal length, each a sorted chain: Brown's calendar, sized once for its load.
struct CalendarQueue: ~Copyable {
  private struct Entry {
    var key: UInt128
    var next: Int32
  }
  private let entries: UnsafeMutablePointer<Entry>
  private let days: UnsafeMutablePointer<Int32>
  private let mask: Int
  private let perDay: Double
  private var free: Int32 = 0
  private var day = 0
  private var dayEnd: Double
  private var order: UInt32 = 0

  init(pending: Int, horizon: Double) {
    var dayCount = 4
    while dayCount < 2 * pending { dayCount *= 2 }
    mask = dayCount - 1
    // Two events a day, and a year that no event reaches beyond.
    perDay = Double(dayCount) / (2 * horizon)
    dayEnd = 1 / perDay
    days = .allocate(capacity: dayCount)
    days.initialize(repeating: -1, count: dayCount)
    entries = .allocate(capacity: pending + 2)
    for index in 0..<(pending + 2) {
      (entries + index).initialize(to: Entry(key: 0, next: index <= pending ? Int32(index + 1) : -1))
    }
  }

  deinit {
    entries.deallocate()
    days.deallocate()
  }

  mutating func insert(at time: Double, _ subject: UInt32) {
    let event = key(time, order, subject)
    order &+= 1
    let entry = Int(free)
    free = entries[entry].next
    let place = Int(time * perDay) & mask
    var before: Int32 = -1
    var next = days[place]
    while next >= 0, entries[Int(next)].key < event {
      before = next
      next = entries[Int(next)].next
    }
    entries[entry] = Entry(key: event, next: next)
    if before < 0 { days[place] = Int32(entry) } else { entries[Int(before)].next = Int32(entry) }
  }

  mutating func next() -> (time: Double, subject: UInt32) {
    while true {
      let first = days[day & mask]
      if first >= 0 {
        let found = parts(entries[Int(first)].key)
        // The same rounding as when it was put there.
        if Int(found.time * perDay) <= day {
          days[day & mask] = entries[Int(first)].next
          entries[Int(first)].next = free
          free = first
          return found
        }
      }
      day += 1
    }
  }
}
