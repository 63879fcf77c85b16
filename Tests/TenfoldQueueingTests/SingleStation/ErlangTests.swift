import TenfoldQueueing
import Testing

struct ErlangTests {
  /// Computed with the recursion B(m) = a B(m-1) / (m + a B(m-1)) in double precision.
  @Test(arguments: [
    (1, 0.5, 0.3333333333333333), (5, 3, 0.11005434782608696), (10, 7, 0.07874088296957026),
    (50, 40, 0.018690671109632243), (100, 90, 0.026957380464359214), (1000, 950, 0.0036492936889424097),
  ])
  func `blocking agrees with the recursion`(_ servers: Int, _ offered: Double, _ blocking: Double) {
    #expect(abs(Erlang.blocking(serverCount: servers, offeredLoad: offered) / blocking - 1) < 1e-12)
  }

  @Test(arguments: [
    (1, 0.8, 0.8, 4.0), (4, 3.2, 0.5964324717874046, 0.7455405897342559),
    (50, 45, 0.36386446720698834, 0.07277289344139767),
    (1000, 970, 0.24282333618041102, 0.0080941112060137),
  ])
  func `waiting agrees with published values`(
    _ servers: Int, _ offered: Double, _ probability: Double, _ waitOverService: Double
  ) throws {
    let queue = try MarkovianQueue(arrivalRate: offered, serviceTime: 1, serverCount: servers)
    #expect(abs(queue.waitingProbability / probability - 1) < 1e-12)
    #expect(abs(queue.waitingTime / waitOverService - 1) < 1e-12)
  }

  @Test func `a hundred thousand servers neither overflow nor vanish`() {
    let busy = Erlang.waiting(serverCount: 100_000, offeredLoad: 99_900)
    #expect(busy > 0.5 && busy < 0.9)
    #expect(Erlang.waiting(serverCount: 100_000, offeredLoad: 50_000) == 0)
  }

  @Test func `waiting rises with load and falls with servers`() {
    var last = 0.0
    for step in 1..<100 {
      let now = Erlang.waiting(serverCount: 7, offeredLoad: 7 * Double(step) / 100)
      #expect(now > last)
      #expect(Erlang.waiting(serverCount: 8, offeredLoad: 7 * Double(step) / 100) < now)
      last = now
    }
  }

  @Test(arguments: [(10.0, 2.375, 18), (100, 1.761, 118), (1000, 1, 1032)])
  func `square root staffing agrees with the rule`(_ offered: Double, _ quality: Double, _ servers: Int) {
    #expect(Erlang.squareRootStaffing(offeredLoad: offered, quality: quality) == servers)
  }
}
