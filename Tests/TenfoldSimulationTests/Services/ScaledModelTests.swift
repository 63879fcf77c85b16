import TenfoldModel
import Testing

@testable import TenfoldSimulation

/// One part of a system tells what the whole does.
struct ScaledModelTests {
  /// 40 machines that call 20, and a shared one that cannot be divided.
  private let system = SampleSystem.system(
    [
      SampleSystem.service(
        "front", cpu: 0.02, replicas: 40, [.call(Call(component: "back")), .call(Call(component: "one"))]),
      SampleSystem.service("back", cpu: 0.01, replicas: 20),
      SampleSystem.service("one", cpu: 0.0005),
    ], rate: 1000)

  private func run(by factor: Int, duration: Double) throws -> SimulationReport {
    try SystemSimulation.run(
      system, scaledDownBy: factor, conventions: SampleSystem.conventions,
      options: SystemSimulationOptions(length: .init(duration: duration, runs: 4)))
  }

  @Test func `a factor of one is the whole, digit for digit`() throws {
    let whole = try SampleSystem.run(system, duration: 2) { $0.length.runs = 4 }
    let scaled = try run(by: 1, duration: 2)
    #expect(scaled.journeys == whole.journeys && scaled.components == whole.components)
  }

  /// Replicas behind a random balancer are queues of their own, so a kept one sees what it sees in the whole.
  @Test(arguments: [2, 5, 20])
  func `one part has the rates, times and utilizations of the whole`(_ factor: Int) throws {
    let part = try run(by: factor, duration: 40)
    let journey = try #require(part.journeys.first)
    // M/M/1 at half of its load three times over: twice the service each.
    let mean = 0.04 + 0.02 + 0.001
    for (figure, exact) in [(journey.throughput, 1000), (journey.responseTime, mean)] {
      // Three seeds' worth of room: half of a 99 % interval is 2.6 standard errors.
      #expect(
        abs(figure.estimate - exact) < max(1.5 * figure.halfWidth, 0.005 * exact), "\(figure) \(exact)")
    }
    for component in part.components {
      #expect(abs(component.utilization.estimate - 0.5) < 0.02, "\(component.name)")
    }
    #expect(part.scale?.factor == factor)
  }

  @Test func `fewer events are simulated, and what cannot be divided keeps its own`() throws {
    let (whole, part) = (try run(by: 1, duration: 4), try run(by: 20, duration: 4))
    #expect(part.events < whole.events * 7 / 10)
    let scale = try #require(part.scale)
    #expect(scale.units == 61)
    #expect(scale.keptUnits >= 4 && scale.keptUnits <= 12, "\(scale.keptUnits)")
    #expect(scale.backgroundShare > 0.5)
  }

  @Test(arguments: [0, -3, 2_000_000])
  func `factors out of range are refused`(_ factor: Int) {
    #expect(throws: SimulationError.self) { try run(by: factor, duration: 1) }
  }
}
