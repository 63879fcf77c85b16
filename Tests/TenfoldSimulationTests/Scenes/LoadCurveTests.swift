import TenfoldModel
import TenfoldTestSupport
import Testing

@testable import TenfoldSimulation

/// Load that changes over time.
struct LoadCurveTests {
  typealias Sample = SampleSystem

  /// Random curves with steps, level parts and parts without load.
  private func curve(_ seed: Int) -> LoadCurve {
    var stream = RandomStream(seed: UInt64(seed), run: 0, purpose: 0)
    var points: [LoadCurve.Point] = []
    var time = stream.unit()
    for _ in 0..<8 {
      points.append(.init(time: time, value: stream.unit() < 0.2 ? 0 : 10 * stream.unit()))
      if stream.unit() < 0.7 { time += stream.unit() }
    }
    return LoadCurve(.rate, through: points + [.init(time: time + 1, value: 3)])
  }

  @Test(arguments: 0..<200)
  func `the load between two arrivals is what was drawn`(_ seed: Int) {
    let curve = curve(seed)
    let arrivals = ArrivalCurve(times: curve.points.map(\.time), rates: curve.points.map(\.value))
    var stream = RandomStream(seed: UInt64(seed), run: 1, purpose: 0)
    var (now, part, drawn) = (0.0, Int32(0), 0.0)
    for _ in 0..<40 {
      let amount = stream.unit()
      drawn += amount
      now = arrivals.next(after: now, amount: amount, part: &part)
      #expect(abs(curve.integral(until: now) - drawn) < 1e-9 * max(1, drawn), "at \(now) of \(curve.points)")
    }
  }

  @Test func `no arrival comes after a load that ends`() {
    let arrivals = ArrivalCurve(times: [0, 10, 10], rates: [1, 1, 0])
    var part: Int32 = 0
    #expect(arrivals.next(after: 0, amount: 9, part: &part) == 9)
    #expect(arrivals.next(after: 9, amount: 1.5, part: &part) == .infinity)
  }

  @Test func `a curve in factors, a curve in rates and load factors say the same`() throws {
    let system = Sample.system([Sample.service("api")], rate: 100)
    func offered(_ change: (inout SystemSimulationOptions) -> Void) throws -> [Double] {
      try Sample.run(system, duration: 32) {
        $0.removesWarmUp = false
        change(&$0)
      }.slices.map(\.offered)
    }
    let phases: [LoadPhase] = [.hold(1, duration: 8), .hold(3, duration: 8), .hold(0, duration: nil)]
    let byFactor = try offered { $0.curve = LoadCurve(.factor, phases: phases) }
    let byRate = try offered { $0.curve = LoadCurve(.factor, phases: phases).scaled(by: 100, as: .rate) }
    let byEvents = try offered { $0.events = [.loadFactor(3, from: 8), .loadFactor(0, from: 16)] }
    #expect(byFactor == byRate && byFactor == byEvents)
    #expect(byFactor[16...].allSatisfy { $0 == 0 })
    let high = byFactor[8..<16].reduce(0, +)
    #expect(abs(high - 2400) < 4 * 2400.0.squareRoot())
  }

  @Test func `a ramp and a day bring as many requests as their areas`() throws {
    let system = Sample.system([Sample.service("api")], rate: 1)
    let phases: [LoadPhase] = [
      .ramp(from: 0, to: 100, duration: 32), .day(low: 50, high: 150, duration: 32),
      .trace([200, 0, 100, 300], interval: 8),
    ]
    let curve = LoadCurve(.rate, phases: phases)
    #expect(abs(curve.integral(until: 96) - (1600 + 3200 + 4800)) < 1e-6)
    let report = try Sample.run(system, duration: 96) {
      $0.removesWarmUp = false
      $0.curve = curve
    }
    for (index, slice) in report.slices.enumerated() {
      let expected = curve.integral(until: slice.end) - curve.integral(until: slice.end - 3)
      let seen = slice.offered * 3
      #expect(abs(seen - expected) <= 4.5 * max(1, expected).squareRoot(), "slice \(index)")
    }
    #expect(report.load == "0 to 300 requests/s")
  }

  /// An overload of 20 s at twice the capacity leaves 2000 requests, which a server of 100/s works off at 100 - 50 a
  /// second in 40 s: L (x - 1) / (1 - rho).
  @Test func `what an overload leaves is worked off as fast as the flow says`() throws {
    let system = Sample.system([Sample.service("api", cpu: 0.01)], rate: 50)
    let report = try Sample.run(system, duration: 128) {
      $0.removesWarmUp = false
      $0.curve = LoadCurve(
        .rate,
        phases: [.hold(50, duration: 20), .hold(200, duration: 20), .hold(50, duration: nil)])
    }
    let end = report.slices.last { $0.goodput > 75 }?.end ?? 0
    #expect(abs(end - 80) <= 8)
  }
}
