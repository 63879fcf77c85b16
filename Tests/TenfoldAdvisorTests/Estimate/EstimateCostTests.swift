import TenfoldAdvisor
import TenfoldModel
import Testing

/// What an estimate says is paid for.
struct EstimateCostTests {
  private func lines(
    of system: System, users: Double = 1e4
  ) -> (String) throws -> Double {
    let lines = Advisor.estimate(system, users: users).lines
    return { name in try #require(lines.first { $0.name.hasPrefix(name) }).value.likely }
  }

  private func system(copies: Double, reads: Replication.ReadTarget) -> System {
    System(
      name: "shop",
      workload: Workload(
        journeys: [Journey(name: "get", share: .stated(1), calls: [Call(component: "app", operation: "get")])]
      ),
      components: [
        Component(
          name: "app", kind: .service, resources: Resources(cpu: .stated(2)),
          operations: [
            Operation(
              name: "get", demand: Demand(cpu: .stated(0.001)),
              steps: [.call(Call(component: "db", operation: "read"))])
          ]),
        Component(
          name: "db", kind: .store, engine: "postgresql", resources: Resources(cpu: .stated(4)),
          operations: [Operation(name: "read", demand: Demand(cpu: .stated(0.006)), writes: false)],
          state: StoredState(
            replication: copies > 0 ? Replication(replicas: .stated(copies), readsFrom: reads) : nil)),
      ])
  }

  @Test func `what is hardly asked still needs a machine, and its standby one more`() throws {
    #expect(try lines(of: system(copies: 0, reads: .primary), users: 10)("cores paid for") == 2 + 4)
    #expect(try lines(of: system(copies: 1, reads: .primary), users: 10)("cores paid for") == 2 + 4 * 2)
  }

  @Test func `a standby is as large as its primary, and copies that answer share the work`() throws {
    // 100,000 users ask 10,000 times a second: 10 cores of the service and 60 of the store are busy, at 60 %.
    let standby = try lines(of: system(copies: 1, reads: .primary), users: 1e5)("cores paid for")
    #expect(abs(standby - (18 + 2 * 100)) < 1e-6)
    let sharing = try lines(of: system(copies: 1, reads: .all), users: 1e5)("cores paid for")
    #expect(abs(sharing - (18 + 100)) < 1e-6)
  }

  @Test func `money is paid for whole machines`() throws {
    let few = lines(of: system(copies: 0, reads: .primary), users: 10)
    let fewer = lines(of: system(copies: 0, reads: .primary), users: 1)
    #expect(try few("compute a month") == fewer("compute a month"))
    #expect(try few("compute a month") > 100)
  }

  @Test func `the telemetry that is stated is what is counted`() throws {
    func logs(_ bytes: Double) throws -> Double {
      var system = system(copies: 0, reads: .primary)
      system.observation.bytesPerRequest = .stated(bytes)
      return try lines(of: system)("logs a month")
    }
    #expect(abs(try logs(20_000) / logs(1000) - 20) < 1e-9)
  }
}
