extension LayeredNetwork {
  /// Checks every number and index. - Throws: ``LayeredNetworkError`` for the first that is out of its range.
  public func validate() throws(LayeredNetworkError) {
    for processor in processors {
      let place = Place(kind: "processor", name: processor.name)
      if processor.discipline != .delay {
        try atLeastOne(processor.serverCount, place, "number of servers")
      }
      try atLeastOne(processor.copies, place, "number of copies")
      if let share = processor.busiestShare {
        try range(share, 1e-9, 1, place, "share of the busiest copy", "above 0 and at most 1")
      }
    }
    var offered = [Int](repeating: 0, count: tasks.count)
    for entry in entries {
      var place = Place(kind: "entry", name: entry.name)
      try index(entry.task, among: tasks.count, place, "task")
      offered[entry.task] += 1
      try range(entry.arrivalRate, 0, .infinity, place, "arrival rate", "a finite number, 0 or more")
      try check(entry.activity, place)
      if let second = entry.secondPhase {
        place.phase = "second phase: "
        try check(second, place)
      }
      guard case .users = tasks[entry.task].workers else { continue }
      if entry.arrivalRate > 0 {
        throw .users(task: tasks[entry.task].name, problem: "its entry has arrivals from outside")
      }
    }
    for (number, task) in tasks.enumerated() {
      let place = Place(kind: "task", name: task.name)
      try index(task.processor, among: processors.count, place, "processor")
      switch task.workers {
      case .threads(let count): try atLeastOne(count, place, "number of threads")
      case .unlimited: break
      case .users(let population, let thinkTime):
        if population < 0 {
          throw .value(
            place: place.text("number of users"), found: Double(population), expected: "0 or more")
        }
        try range(thinkTime, 0, .infinity, place, "think time", "a finite number of seconds, 0 or more")
        if offered[number] != 1 {
          throw .users(task: task.name, problem: "offers \(offered[number]) entries")
        }
        if processors[task.processor].copies > 1 {
          throw .users(task: task.name, problem: "runs on a processor of several copies")
        }
      }
    }
  }

  /// Where something is looked at; written out only where it is out of its range.
  private struct Place {
    var kind: String
    var name: String
    var phase = ""

    func text(_ part: String) -> String { "\(kind) \"\(name)\": \(phase)\(part)" }
  }

  private func check(_ activity: Activity, _ place: Place) throws(LayeredNetworkError) {
    let time = "a finite number of seconds, 0 or more"
    switch activity {
    case .demand(let mean, let variability):
      try range(mean, 0, .infinity, place, "demand", time)
      try range(variability, 0, .infinity, place, "variability of the demand", "a finite number, 0 or more")
    case .delay(let mean, let variability):
      try range(mean, 0, .infinity, place, "delay", time)
      try range(variability, 0, .infinity, place, "variability of the delay", "a finite number, 0 or more")
    case .call(let call): try check(call, place)
    case .interleaved(let demand, let variability, let calls, _):
      try range(demand, 0, .infinity, place, "demand", time)
      try range(variability, 0, .infinity, place, "variability of the demand", "a finite number, 0 or more")
      for call in calls { try check(call, place) }
    case .sequence(let parts), .parallel(let parts):
      for part in parts { try check(part, place) }
    case .choice(let branches):
      var sum = 0.0
      for branch in branches {
        try range(branch.share, 0, 1, place, "share of a choice", "in 0...1")
        sum += branch.share
        try check(branch.activity, place)
      }
      try range(sum, 0, 1 + 1e-9, place, "sum of the shares of a choice", "at most 1")
    case .loop(let count, let body):
      try check(count, place, "count of a loop")
      try check(body, place)
    }
  }

  private func check(_ call: Call, _ place: Place) throws(LayeredNetworkError) {
    try index(call.entry, among: entries.count, place, "entry called")
    try check(call.count, place, "count of calls of \"\(entries[call.entry].name)\"")
    let task = entries[call.entry].task
    if tasks.indices.contains(task), case .users = tasks[task].workers {
      throw .users(task: tasks[task].name, problem: "its entry is called")
    }
  }

  private func check(_ count: Count, _ place: Place, _ part: @autoclosure () -> String)
    throws(LayeredNetworkError)
  {
    if case .probability(let share) = count {
      try range(share, 0, 1, place, part(), "a probability in 0...1")
    } else {
      try range(count.mean, 0, 1e12, place, part(), "a number of times from 0 to 1e12")
    }
  }

  private func atLeastOne(_ count: Int, _ place: Place, _ part: String) throws(LayeredNetworkError) {
    if count < 1 { throw .value(place: place.text(part), found: Double(count), expected: "1 or more") }
  }

  private func index(_ found: Int, among count: Int, _ place: Place, _ part: String)
    throws(LayeredNetworkError)
  {
    if found < 0 || found >= count { throw .unknown(place: place.text(part), found: found, count: count) }
  }

  private func range(
    _ found: Double, _ low: Double, _ high: Double, _ place: Place, _ part: @autoclosure () -> String,
    _ expected: String
  ) throws(LayeredNetworkError) {
    if !(found.isFinite && found >= low && found <= high) {
      throw .value(place: place.text(part()), found: found, expected: expected)
    }
  }
}
