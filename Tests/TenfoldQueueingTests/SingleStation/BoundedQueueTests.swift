import TenfoldQueueing
import Testing

struct BoundedQueueTests {
  @Test func `without a line it is Erlang's loss system`() throws {
    let queue = try BoundedQueue(arrivalRate: 7, serviceTime: 1, serverCount: 10, limit: 10)
    expectNear(queue.blockingProbability, 0.07874088296957026, 1e-12)
    #expect(queue.waitingTime == 0)
  }

  @Test func `a long line at low load is M/M/c`() throws {
    let bounded = try BoundedQueue(arrivalRate: 3.2, serviceTime: 1, serverCount: 4, limit: 400)
    let unbounded = try MarkovianQueue(arrivalRate: 3.2, serviceTime: 1, serverCount: 4)
    expectNear(bounded.waitingTime, unbounded.waitingTime, 1e-10)
    for time in [0.0, 0.5, 3, 9] {
      expectNear(bounded.waitingTail(beyond: time), unbounded.waitingTail(beyond: time), 1e-9)
      expectNear(bounded.responseTail(beyond: time), unbounded.responseTail(beyond: time), 1e-9)
    }
  }

  @Test func `the mean wait is the integral of its tail, and stays bounded under overload`() throws {
    for (rate, servers, limit) in [(1.2, 1, 10), (20, 16, 32), (9, 1, 5)] {
      let queue = try BoundedQueue(arrivalRate: rate, serviceTime: 1, serverCount: servers, limit: limit)
      let waiting = (0..<600).reduce(0) { $0 + queue.waitingTail(beyond: (Double($1) + 0.5) * 0.05) * 0.05 }
      let response = (0..<60).reduce(0) { $0 + queue.responseTail(beyond: (Double($1) + 0.5) * 0.4) * 0.4 }
      expectNear(waiting, queue.waitingTime, 1e-3)
      expectNear(response, queue.responseTime, 2e-2)
      #expect(queue.throughput <= Double(servers) && queue.isStable)
    }
  }

  @Test func `a hundred thousand servers neither overflow nor vanish`() throws {
    let queue = try BoundedQueue(arrivalRate: 100_000, serviceTime: 1, serverCount: 100_000, limit: 100_500)
    expectNear(queue.probabilities.reduce(0, +), 1, 1e-9)
    #expect(queue.blockingProbability > 0 && queue.blockingProbability < 0.01)
  }
}
