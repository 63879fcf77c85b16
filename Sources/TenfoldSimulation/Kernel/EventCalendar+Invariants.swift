extension EventCalendar {
  /// True when the near list descends and no event stands in a list that ends before it. For tests and debug builds.
  ///
  /// - Complexity: O(events pending).
  var holdsInvariant: Bool {
    for index in stride(from: 1, to: nearCount, by: 1) where near[index - 1] <= near[index] { return false }
    if nearCount > 0, near[0] > nearHorizon { return false }
    var horizon = nearHorizon
    for list in 1..<Self.listCount {
      guard lists[list].horizon >= horizon, lists[list].holdsInvariant(above: horizon) else { return false }
      horizon = lists[list].horizon
    }
    return horizon == .max
  }
}

extension EventList {
  /// True when all events are above `floor` and not above the horizon, and `least` is their least time.
  func holdsInvariant(above floor: UInt128) -> Bool {
    var first = Double.infinity
    for index in 0..<count {
      guard events[index] > floor, events[index] <= horizon else { return false }
      first = min(first, Event(bits: events[index]).time)
    }
    return first == least
  }
}
