import TenfoldQueueing
import TenfoldRandomSystems
import Testing

struct ForkJoinQueueTests {
  @Test(arguments: [0.1, 0.5, 0.9])
  func `two branches take (12 - rho)/8 of one`(_ load: Double) throws {
    // Nelson and Tantawi 1988; the copula's tail integrates to it.
    let queue = try ForkJoinQueue(arrivalRate: load, serviceTime: 1, branchCount: 2)
    expectNear(queue.responseTime, (12 - load) / 8 / (1 - load), 1e-12)
    let step = queue.branchResponseTime / 50
    let integral = (0..<1500).reduce(0) { $0 + queue.responseTail(beyond: (Double($1) + 0.5) * step) * step }
    expectNear(integral, queue.responseTime, 1e-3)
  }

  @Test(arguments: [
    (4, 0.5, 3.83977, 0.0034), (16, 0.9, 26.622, 0.17),
  ])
  func `many branches agree with simulation`(
    _ count: Int, _ load: Double, _ simulated: Double, _ half: Double
  ) throws {
    // 20 and 10 million requests by Lindley's recursion, 95 % intervals.
    let queue = try ForkJoinQueue(arrivalRate: load, serviceTime: 1, branchCount: count)
    #expect(abs(queue.responseTime - simulated) < 0.01 * simulated)
    #expect(abs(queue.nelsonTantawiResponseTime - simulated) > 0.012 * simulated)
    #expect(half < 0.01 * simulated)
  }

  @Test func `it lies between one branch and independent branches, and grows with their number`() throws {
    try withEvery("seed", in: 0..<20) { random in
      let load = random.number(0.01...0.98)
      var last = 1 / (1 - load)
      for count in [2, 3, 8, 40] {
        let queue = try ForkJoinQueue(arrivalRate: load, serviceTime: 1, branchCount: count)
        let harmonic = (1...count).reduce(0) { $0 + 1 / Double($1) }
        #expect(queue.responseTime > last && queue.responseTime <= harmonic / (1 - load) * (1 + 1e-9))
        last = queue.responseTime
      }
    }
  }

  @Test func `an empty system waits for the slowest service only`() throws {
    let queue = try ForkJoinQueue(arrivalRate: 0, serviceTime: 2, branchCount: 4)
    expectNear(queue.responseTime, 2 * 25.0 / 12, 1e-12)
    #expect(try ForkJoinQueue(arrivalRate: 1, serviceTime: 1, branchCount: 3).responseTime == .infinity)
  }
}
