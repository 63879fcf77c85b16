import Testing

@testable import TenfoldQueueing

/// One call with its timeout, retries, budget and hedge.
struct GuardedCallTests {
  private static let exponential = TimeShape(mean: 1, variance: 1)

  private func attempt(failing: Double = 0, common: Double = 0) -> Attempt {
    Attempt(
      answer: Self.exponential, failure: TimeShape(mean: 0.1), failureShare: failing, commonShare: common)
  }

  private func guarded(
    timeout: Double = .infinity, retries: Int = 0, budget: Double = .infinity, backoff: Double = 0,
    hedge: Double = .infinity
  ) -> CallGuard {
    var result = CallGuard()
    result.timeout = timeout
    result.retries = retries
    result.budget = budget
    result.backoff = backoff
    result.hedgeAfter = hedge
    return result
  }

  @Test func `an exponential time is cut off as its law says`() {
    let met = attempt().met(by: guarded(timeout: 2))
    // 1 - e^-2, and the mean below 2: 1 - 2 e^-2 / (1 - e^-2).
    expectNear(met.timeouts, 0.1353352832366127, 1e-10)
    expectNear(met.answer.mean, 1 - 2 * 0.1353352832366127 / 0.8646647167633873, 1e-9)
    // Half of the time between a failure of 0.1 s and a timeout of 2 s.
    let failing = attempt(failing: 0.5).met(by: guarded(timeout: 2))
    expectNear(failing.success, 0.5 * 0.8646647167633873, 1e-10)
    expectNear(
      failing.failure.mean, (0.5 * 0.1 + 0.0676676416183064 * 2) / 0.5676676416183064, 1e-9)
  }

  @Test(arguments: 0...4)
  func `attempts are the geometric sum of their failures`(_ retries: Int) {
    let stated = guarded(timeout: 1, retries: retries)
    let call = GuardedCall(stated, attempt().met(by: stated))
    let failure = 0.36787944117144233
    var (term, sum) = (1.0, 0.0)
    for _ in 0...retries {
      sum += term
      term *= failure
    }
    expectNear(call.copies, sum, 1e-9)
    expectNear(call.success, 1 - term, 1e-9)
    expectNear(call.vain, sum * failure, 1e-9)
  }

  @Test func `a budget caps retries at its share, and pauses are part of the wait`() {
    let capped = guarded(timeout: 1, retries: 3, budget: 0.1)
    let call = GuardedCall(capped, attempt().met(by: capped))
    expectNear(call.retries, 0.1, 1e-6)
    expectNear(call.success, 1.1 * (1 - 0.36787944117144233), 1e-6)
    let paused = guarded(timeout: 1, retries: 1, backoff: 0.5)
    let plain = guarded(timeout: 1, retries: 1)
    let (with, without) = (
      GuardedCall(paused, attempt().met(by: paused)), GuardedCall(plain, attempt().met(by: plain))
    )
    expectNear(with.hold.mean - without.hold.mean, 0.5 * 0.36787944117144233, 1e-9)
    #expect(with.longest(1, paused) == 3 && without.longest(1, plain) == 2)
    #expect(without.longest(0.5, plain) == 1)
  }

  @Test func `two independent copies answer as the earlier of both`() throws {
    let stated = guarded(hedge: 0.5)
    let met = attempt().met(by: stated)
    let call = GuardedCall(stated, met)
    // e^-0.5 are sent twice; the mean is 1 - e^-0.5 / 2, since both halve what is left after 0.5 s.
    expectNear(call.hedges, 0.6065306597126334, 1e-9)
    expectNear(call.answer.mean, 1 - 0.6065306597126334 / 2, 1e-4)
    let tail = try Hedging(after: 0.5) { 1 - Self.exponential.cumulative($0) }
    let late = attempt().met(by: guarded(timeout: 1.5, hedge: 0.5))
    expectNear(1 - late.success, tail.tail(beyond: 1.5), 1e-9)
    // In one queue the second stands behind the first.
    let common = attempt(common: 1).met(by: guarded(timeout: 1.5, hedge: 0.5))
    expectNear(common.success, 1 - 0.22313016014842982, 1e-9)
  }

  @Test func `a retry at once finds the queue that made the attempt before it late`() {
    // M/M/1 at 0.4 of 100/s and a timeout of five services.
    let queue = RetryMemory.Queue(
      utilization: 0.4, servers: 1, machines: 1, serviceTime: 0.01, secondMoment: 2e-4)
    let answer = TimeShape(mean: 1.0 / 60, variance: 1.0 / 3600)
    let late = 1 - answer.cumulative(0.05)
    let memory = RetryMemory(queue, answer: answer, timeout: 0.05)
    #expect(memory.atOnce > 5 * late)
    // A pause lets it forget, the longer the more; at other machines there is little to remember.
    #expect(memory.failure(afterPause: 0.1, late) < memory.atOnce)
    expectNear(memory.failure(afterPause: 1000, late), late, 1e-3)
    var many = queue
    many.machines = 50
    #expect(RetryMemory(many, answer: answer, timeout: 0.05).atOnce < 2 * late)
  }

  @Test func `busy periods and first passages have their known means`() {
    // Of an M/M/1 queue 1/(1 - ρ) are served in a busy period; from n - 1 to n it takes 1/λ Σ ρ^-k.
    let all = LateQueue.busyPeriod(0.5, least: 5000)
    expectNear(all.meanBelow, 2, 1e-9)
    expectNear(LateQueue.busyPeriod(0.5, least: 2).share, 1 - 1 / 1.5, 1e-12)
    // Overloaded, a share of 1 - 1/ρ never ends.
    expectNear(LateQueue.busyPeriod(2, least: 5000).share, 0.5, 1e-9)
    expectNear(LateQueue.passage(to: 2, arrivals: 1, capacity: 2), 1 + 3, 1e-12)
  }
}
