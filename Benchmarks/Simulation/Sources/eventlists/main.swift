// The hold model: with a number of events pending, the first is taken and one put back at an exponential time later.
// Prints millions of such steps a CPU second for each list of events, and a digest of the times by which they agree.

import Glibc

/// CPU time of this process, which other work on the machine does not lengthen as it does the wall's.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Draws exponential numbers by the logarithm's inverse: the same for every list.
struct Draw {
  var stream = RandomStream(seed: 1, run: 0, purpose: 0)
  mutating func next() -> Double {
    // A cheap stand-in of mean 1: the sum of two uniform numbers, so that the list is what is measured.
    stream.unit() + stream.unit()
  }
}

func report(_ name: String, _ pending: Int, _ steps: Int, _ body: (inout Draw) -> Double) {
  var best = 0.0
  var digest = 0.0
  for _ in 0..<3 {
    var draw = Draw()
    let start = processorTime()
    digest = body(&draw)
    let seconds = processorTime() - start
    best = max(best, Double(steps) / seconds / 1e6)
  }
  let number = Double(Int(best * 10)) / 10
  print("\(name)\t\(pending)\t\(number)\t\(digest)")
}

print("list\tpending\tmillion steps/CPU s\tlast time")
for pending in [2, 16, 128, 1000, 10_000, 100_000] {
  let steps = 2_000_000
  report("two lists", pending, steps) { draw in
    var list = EventCalendar()
    for index in 0..<pending { list.insert(at: draw.next(), UInt32(index)) }
    var time = 0.0
    for _ in 0..<steps {
      let event = list.next()
      time = event.time
      list.insert(at: time + draw.next(), event.subject)
    }
    return time
  }
  report("binary heap", pending, steps) { draw in
    var list = BinaryHeap(capacity: pending + 1)
    for index in 0..<pending { list.insert(at: draw.next(), UInt32(index)) }
    var time = 0.0
    for _ in 0..<steps {
      let event = list.next()
      time = event.time
      list.insert(at: time + draw.next(), event.subject)
    }
    return time
  }
  report("heap of four", pending, steps) { draw in
    var list = FourHeap(capacity: pending + 1)
    for index in 0..<pending { list.insert(at: draw.next(), UInt32(index)) }
    var time = 0.0
    for _ in 0..<steps {
      let event = list.top
      time = event.time
      list.replaceTop(at: time + draw.next(), event.subject)
    }
    return time
  }
  report("calendar queue", pending, steps) { draw in
    var list = CalendarQueue(pending: pending, horizon: 2)
    for index in 0..<pending { list.insert(at: draw.next(), UInt32(index)) }
    var time = 0.0
    for _ in 0..<steps {
      let event = list.next()
      time = event.time
      list.insert(at: time + draw.next(), event.subject)
    }
    return time
  }
}
