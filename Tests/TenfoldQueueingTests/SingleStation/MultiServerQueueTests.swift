import TenfoldQueueing
import Testing

struct MultiServerQueueTests {
  @Test(arguments: [(0.5, 0.0, 0.5), (0.7, 1, 2.333333333333333), (0.95, 4, 47.49999999999996)])
  func `one server waits as Pollaczek and Khinchine say`(
    _ utilization: Double, _ variability: Double, _ wait: Double
  ) {
    let queue = MultiServerQueue(
      arrivalRate: utilization, serviceTime: 1, serverCount: 1, variability: variability)
    #expect(abs(queue.waitingTime / wait - 1) < 1e-12)
  }

  @Test func `many servers wait as Allen and Cunneen say`() {
    let queue = MultiServerQueue(arrivalRate: 0.9 * 64, serviceTime: 1, serverCount: 64, variability: 2)
    #expect(abs(queue.waitingTime / 0.07281171481241236 - 1) < 1e-10)
  }

  @Test func `the ninety-ninth percentile of M/M/1 is ln 100 mean responses`() {
    let queue = MultiServerQueue(arrivalRate: 0.8, serviceTime: 1, serverCount: 1)
    let variance = queue.waitingSecondMoment - queue.waitingTime * queue.waitingTime + 1
    let moments = ResponseMoments(mean: queue.responseTime, variance: variance)
    #expect(abs(moments.variance - 25) < 1e-9)
    #expect(abs(moments.quantile(0.99) - 4.605170185988091 * 5) < 1e-6)
  }

  @Test func `a saturated station has no steady state`() {
    let queue = MultiServerQueue(arrivalRate: 2, serviceTime: 1, serverCount: 2)
    #expect(!queue.isStable)
    #expect(queue.waitingTime == .infinity)
    #expect(queue.waitingTail(beyond: 100) == 1)
  }
}
