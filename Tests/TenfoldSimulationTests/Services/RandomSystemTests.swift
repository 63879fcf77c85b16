import TenfoldModel
import TenfoldRandomSystems
import Testing

@testable import TenfoldSimulation

/// A hundred of the systems of which `make random-systems` simulates a hundred thousand.
struct RandomSystemTests {
  private static func shape() -> RandomSystem.Options {
    var shape = RandomSystem.Options()
    shape.componentCount = 3...8
    shape.hasResilience = true
    shape.hasShards = true
    return shape
  }

  private static func options(for random: RandomSystem) -> SystemSimulationOptions {
    var options = SystemSimulationOptions(length: .init(duration: 1, seed: UInt64(random.seed)))
    options.load = random.load
    options.length.duration = SystemSimulation.duration(
      of: random.system, lowered: random.lowered, load: random.load, executions: 200)
    options.removesWarmUp = false
    return options
  }

  @Test(arguments: 0..<40)
  func `a random system is simulated to the end`(_ seed: Int) throws {
    let random = RandomSystem(seed: seed, options: Self.shape())
    let report = try SystemSimulation.run(
      random.system, lowered: random.lowered, options: Self.options(for: random))
    #expect(report.endedEarly == nil)
    #expect(report.events > 0)
    for component in report.components {
      #expect(component.utilization.estimate >= 0 && component.utilization.estimate <= 1 + 1e-9)
      #expect(component.coreQueue.estimate.isFinite && component.throughput.estimate.isFinite)
    }
  }

  @Test func `what is absurd is refused with place and reason, or simulated`() {
    var refused = 0
    for seed in 0..<60 {
      let random = RandomSystem(seed: seed, options: Self.shape())
      var spoiling = SystemSpoiling(seed: seed)
      let system = spoiling.spoiled(random.system)
      let lowered = Lowering.lower(system, conventions: RandomSystem.conventions)
      do {
        // A run that is stopped at its first part has been through everything before the loop.
        _ = try SystemSimulation.run(
          system, lowered: lowered, options: Self.options(for: random), watch: { _ in true })
      } catch {
        refused += 1
        switch error {
        case .invalid(let place, let problem): #expect(!place.isEmpty && !problem.isEmpty)
        case .tooLarge(let what, let value, let limit): #expect(!what.isEmpty && value > limit)
        }
      }
    }
    // Most of what is spoiled means nothing; numbers such as 0.3 or 10,000 may mean something.
    #expect((20...59).contains(refused))
  }
}
