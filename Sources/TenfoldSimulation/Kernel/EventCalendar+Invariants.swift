extension EventCalendar {
  /// True when no event stands above one that happens earlier. For tests and debug builds. - Complexity: O(count).
  var holdsInvariant: Bool {
    guard count <= capacity, count > 0 || !isTopVacant else { return false }
    for index in stride(from: 1, to: count, by: 1) {
      let parent = (index - 1) / 2
      if parent == 0 && isTopVacant { continue }
      if events[parent] > events[index] { return false }
    }
    return true
  }
}
