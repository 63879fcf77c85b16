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

  /// A store divided into 64, of whose reads a tenth asks every shard, and copies of it that take most reads.
  private var divided: System {
    var system = system
    let state = StoredState(
      replication: Replication(replicas: .stated(2), readsFrom: .all),
      sharding: Sharding(count: .stated(64), scatterShare: .stated(0.1)))
    system.components.append(
      Component(
        name: "db", kind: .store, resources: Resources(cpu: .stated(2)),
        operations: [
          Operation(name: "read", demand: Demand(cpu: .stated(0.002)), writes: false),
          Operation(name: "write", demand: Demand(cpu: .stated(0.004)), writes: true),
        ], state: state))
    for name in ["read", "write"] {
      system.components[0].operations[0].steps.append(.call(Call(component: "db", operation: name)))
    }
    return system
  }

  @Test(arguments: [2, 3, 7, 10, 64, 1000])
  func `every station is as busy in one part as in the whole`(_ factor: Int) throws {
    let options = SystemSimulationOptions(length: .init(duration: 1))
    let conventions = SampleSystem.conventions
    let model = try ScaledModel(divided, by: factor, conventions: conventions, options: options)
    let whole = Reading(Lowering.lower(divided, conventions: conventions))
    let part = Reading(Lowering.lower(model.system, conventions: conventions))
    #expect(whole.stations.count == part.stations.count)
    for (one, other) in zip(whole.stations, part.stations) {
      let (expected, found) = (one.utilization(at: 1000), other.utilization(at: 1000 * model.loadShare))
      #expect(abs(found - expected) < 1e-9, "station of \(one.component): \(found), not \(expected)")
    }
    #expect(model.deviations.contains { $0.component == "db" && $0.share == 0.1 && $0.part < $0.whole })
  }

  @Test func `a store that is asked as a whole does not keep all its shards`() throws {
    let model = try ScaledModel(
      divided, by: 16, conventions: SampleSystem.conventions,
      options: SystemSimulationOptions(length: .init(duration: 1)))
    #expect(model.keptShares["db"] == 4.0 / 64)
  }
}
