import TenfoldQueueing
import Testing

struct ProcessorSharingQueueTests {
  @Test func `the mean knows nothing of the distribution`() throws {
    for service in [
      ServiceDistribution.deterministic(2), .exponential(mean: 2), .gamma(mean: 2, squaredVariation: 4),
    ] {
      let queue = try ProcessorSharingQueue(arrivalRate: 0.4, service: service)
      expectNear(queue.responseTime, 10, 1e-12)
      expectNear(queue.responseTime(ofSize: 1), 5, 1e-12)
    }
  }

  @Test(arguments: [0.2, 0.5, 0.9])
  func `the variation of M/M/1-PS is (2 + rho)/(2 - rho)`(_ load: Double) throws {
    // Coffman, Muntz and Trotter, JACM 17(1), 1970.
    let queue = try ProcessorSharingQueue(arrivalRate: load, service: .exponential(mean: 1))
    let mean = queue.responseTime
    expectNear(queue.responseVariance / (mean * mean), (2 + load) / (2 - load), 1e-10)
    // The form for any distribution, by numerical inversion, gives the closed one.
    let general = try ProcessorSharingQueue(arrivalRate: load, service: .gamma(mean: 1, squaredVariation: 1))
    for size in [0.3, 1, 4] {
      expectNear(general.responseVariance(ofSize: size), queue.responseVariance(ofSize: size), 1e-5)
    }
  }

  @Test(arguments: [0.3, 0.7, 0.9])
  func `the tail of M/M/1-PS agrees with its Markov chain`(_ load: Double) throws {
    // A request with n others leaves at rate 1/(n + 1); others come at rho and go at n/(n + 1). Arrivals find n with
    // probability (1 - rho) rho^n. Midpoint steps in time.
    let queue = try ProcessorSharingQueue(arrivalRate: load, service: .exponential(mean: 1))
    let size = load < 0.8 ? 50 : 110
    var state = [Double](repeating: 0, count: size)
    var weight = 1 - load
    for n in 0..<size {
      state[n] = weight
      weight *= load
    }
    let step = 0.05
    func advanced(_ from: [Double], _ slope: [Double], _ step: Double) -> [Double] {
      var next = from
      for n in 0..<size {
        let (others, flow) = (Double(n), slope[n] * step)
        next[n] -= flow * ((n < size - 1 ? load : 0) + 1)
        if n < size - 1 { next[n + 1] += flow * load }
        if n > 0 { next[n - 1] += flow * others / (others + 1) }
      }
      return next
    }
    var time = 0.0
    let marks = [0.5, 0.9, 0.99].map { queue.responseQuantile($0) }
    var exact: [Double] = []
    while exact.count < marks.count {
      if time >= marks[exact.count] { exact.append(state.reduce(0, +)) }
      let middle = advanced(state, state, step / 2)
      state = advanced(state, middle, step)
      time += step
    }
    #expect(
      abs(exact[0] - 0.5) < 0.03 && abs(exact[1] - 0.1) < 0.008 && abs(exact[2] - 0.01) < 0.002, "\(exact)")
  }
}
