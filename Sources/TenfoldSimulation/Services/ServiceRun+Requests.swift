internal import TenfoldModel

/// Requests and users: how work comes in and what becomes of it.
extension ServiceRun {
  func arrivalStream(_ journey: Int) -> Int { 3 * componentCount &+ 2 &* journey }
  func choiceStream(ofJourney journey: Int) -> Int { 3 * componentCount &+ 2 &* journey &+ 1 }
  var otherStream: Int { streams.count - 2 }
  var faultStream: Int { streams.count - 1 }

  /// Open arrivals are a Poisson process at the rate that the load's curve has.
  mutating func scheduleArrival(_ journey: Int) {
    let share = program.journeys[journey].share
    let amount = bank.exponential(&streams[arrivalStream(journey)])
    guard program.curve != nil else {
      let rate = (program.arrivalRate ?? 0) * share
      if rate > 0 { schedule(.arrival, journey, after: amount / rate) }
      return
    }
    let time = curve.next(after: now, amount: amount / share, part: &curveParts[journey])
    if time < .infinity { schedule(.arrival, journey, after: time - now) }
  }

  mutating func arrive(_ journey: Int) {
    scheduleArrival(journey)
    if pool.takenCount >= Self.mostExecutions { isOverloaded = true }
    begin(take(.request), journey)
  }

  private mutating func begin(_ request: Int, _ journey: Int) {
    journeys[journey].offered += 1
    let generation = pool.records[request].generation
    pool.records[request] = Execution(
      began: now, generation: generation, instruction: program.journeys[journey].target,
      journey: Int32(truncatingIfNeeded: journey),
      choices: Int32(truncatingIfNeeded: choiceStream(ofJourney: journey)), kind: .request)
    if hasDetails {
      describe(request, like: -1)
      details[request].priority = program.journeys[journey].priority
    }
    if spans.isOn, journey < program.reportedJourneyCount {
      spans.begin(request: request, journey: journey, now: now)
    }
    if lostUserShare > 0, streams[faultStream].unit() < lostUserShare {
      endRequest(request, .unavailable)
      return
    }
    makeReady(request)
  }

  mutating func think(_ user: Int) {
    let time = program.thinkTime >= 0 ? bank.draw(program.thinkTime, &streams[otherStream]) : 0
    // A user who was answered in no time takes a moment all the same, or time would stand still.
    let isInstant = pool.records[user].began == now && now > 0
    schedule(.thought, user, after: isInstant ? max(time, 0.001) : time)
  }

  /// A user who has thought asks for a journey.
  mutating func request(_ user: Int) {
    var left = streams[otherStream].unit()
    var journey = 0
    while journey + 1 < program.journeys.count, left >= program.journeys[journey].share {
      left -= program.journeys[journey].share
      journey += 1
    }
    begin(user, journey)
  }

  /// Counts a request that has ended.
  mutating func endRequest(_ request: Int, _ outcome: Outcome) {
    if spans.isOn { endSpan(request, outcome) }
    let journey = Int(pool.records[request].journey)
    if outcome == .fine {
      let time = now - pool.records[request].began
      journeys[journey].completed += 1
      journeys[journey].time += time
      if journey < program.reportedJourneyCount {
        clock.note(time)
        bins[journey &* LatencyHistogram.binCount &+ LatencyHistogram.bin(of: time)] &+= 1
      }
    } else {
      journeys[journey].fail(outcome)
    }
    if program.arrivalRate == nil { think(request) } else { giveBack(request) }
  }
}
