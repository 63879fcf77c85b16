import TenfoldModel
import TenfoldRandomSystems
import Testing

@testable import TenfoldQueueing

/// The search for states stops as soon as the state at rest and a push enclose nothing any more, and at a bound.
struct StateSearchTests {
  private func watched(_ seed: Int) -> (reading: Reading, rate: Double) {
    var options = RandomSystem.Options()
    options.componentCount = 3...4
    options.hasResilience = true
    let random = RandomSystem(seed: seed, options: options)
    return (Reading(random.lowered), random.rate)
  }

  @Test func `a push that stops at the state at rest would have ended there`() throws {
    var stopped = 0
    for seed in 0..<12 {
      let (reading, rate) = watched(seed)
      var resilient = ResilientSystem(reading: reading, rate: rate)
      (resilient.tolerance, resilient.passLimit) = (1e-4, 40)
      let rest = try resilient.atRest()
      guard rest.effects.hasGuards else { continue }
      let early = try resilient.afterPush(on: nil, rest: rest)
      let late = try resilient.afterPush(on: nil)
      #expect(early.differs(from: rest, reading) == late.differs(from: rest, reading), "seed \(seed)")
      if !early.differs(from: rest, reading) { stopped += 1 }
    }
    #expect(stopped >= 3)
  }

  @Test func `where a push of everything leaves nothing behind, no push of one component does`() throws {
    var compared = 0
    for seed in 0..<12 {
      let (reading, rate) = watched(seed)
      var resilient = ResilientSystem(reading: reading, rate: rate)
      (resilient.tolerance, resilient.passLimit) = (1e-4, 40)
      let rest = try resilient.atRest()
      let all = try resilient.afterPush(on: nil, rest: rest)
      guard rest.effects.hasGuards, !all.differs(from: rest, reading) else { continue }
      for component in reading.system.components.indices {
        let one = try resilient.afterPush(on: [component], rest: rest)
        #expect(!one.differs(from: rest, reading), "seed \(seed), component \(component)")
        compared += 1
      }
    }
    #expect(compared > 5)
  }

  @Test func `a search that may spend little says that it was cut`() throws {
    let reading = SampleSystem.reading(
      [SampleSystem.service("api", cpu: 0.01)], SampleSystem.resilience(timeout: 0.3, retries: 1))
    let rest = try ResilientSystem(reading: reading, rate: 80).atRest()
    var short = StateSearch(reading, rate: 80, beside: rest, workLimit: 1)
    try short.findStates()
    #expect(short.isCut && short.found.isEmpty)
    var long = StateSearch(reading, rate: 80, beside: rest)
    try long.findStates()
    #expect(!long.isCut && long.found.count == 1)
    let spent = StateSearch.workLimit - long.workLeft
    // Enough for the state, too little for the range.
    var middle = StateSearch(reading, rate: 80, beside: rest, workLimit: 2 * spent)
    try middle.findStates()
    #expect(!middle.isCut)
    _ = try middle.vulnerableRates()
    #expect(middle.isCut && middle.found.count == 1)
  }

  @Test func `all loads between the borders are vulnerable and those outside are not`() throws {
    let reading = SampleSystem.reading(
      [SampleSystem.service("api", cpu: 0.01)], SampleSystem.resilience(timeout: 0.1, retries: 1))
    let range = try #require(try SystemSolver.solve(reading, rate: 60).vulnerableRates)
    for share in [0.5, 0.9, 0.99, 1.01, 1.2] {
      let load = range.lowerBound * share
      let resilient = ResilientSystem(reading: reading, rate: load)
      let rest = try resilient.atRest()
      let lasts = try resilient.afterPush(on: nil, rest: rest).differs(from: rest, reading)
      #expect(lasts == (share > 1), "\(load)/s")
    }
    // From a load outside the same range is found.
    for rate in [10.0, range.lowerBound * 0.9] {
      let other = try #require(try SystemSolver.solve(reading, rate: rate).vulnerableRates)
      expectNear(other.lowerBound, range.lowerBound, 4e-3)
      expectNear(other.upperBound, range.upperBound, 1e-2)
    }
  }
}
