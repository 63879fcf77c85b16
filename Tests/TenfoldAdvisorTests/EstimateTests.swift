import TenfoldAdvisor
import TenfoldModel
import Testing

struct EstimateTests {
  private let system = System(
    name: "s",
    workload: Workload(
      requestsPerUser: .stated(0.1), peakFactor: .stated(2),
      journeys: [
        Journey(
          name: "j",
          calls: [
            Call(component: "db", operation: "write", requestSize: .stated(1000), responseSize: .stated(9000))
          ])
      ]),
    components: [
      Component(
        name: "db", kind: .store, engine: "postgresql",
        operations: [Operation(name: "write", demand: Demand(cpu: .stated(0.001)), writes: true)],
        state: StoredState(bytesPerWrite: .stated(100), replication: Replication(replicas: .stated(1))))
    ])

  private func value(_ name: String, users: Double) throws -> Double {
    let line = try #require(Advisor.estimate(system, users: users).lines.first { $0.name == name }, "\(name)")
    return line.value.likely
  }

  @Test func `a million users at a tenth of a request a second are a hundred thousand requests`() throws {
    #expect(try value("requests per second at the peak", users: 1e6) == 100_000)
    #expect(try value("requests per second, mean", users: 1e6) == 50_000)
  }

  @Test func `bandwidth at the edge is requests times bytes`() throws {
    #expect(abs(try value("bandwidth at the edge at the peak", users: 1e6) - 100_000 * 10_000 * 8) < 1)
  }

  @Test func `storage counts copies, indexes and a day of seconds`() throws {
    let daily = 50_000.0 * 100 * 86_400 * 2 * 1.6
    #expect(abs(try value("storage added per day", users: 1e6) / daily - 1) < 1e-9)
    #expect(abs(try value("storage after a year, with retention", users: 1e6) / (daily * 365) - 1) < 1e-9)
  }

  @Test func `compute is demand over target utilization and grows with users`() throws {
    let name = "cores at 60 % utilization"
    #expect(abs(try value(name, users: 1e6) - 100_000 * 0.001 / 0.6) < 1e-6)
    #expect(abs(try value(name, users: 1e8) / value(name, users: 1e6) - 100) < 1e-9)
  }

  @Test func `every line shows its formula and whether it is a convention`() {
    let lines = Advisor.estimate(system, users: 1e4).lines
    #expect(Set(lines.map(\.topic)) == ["requests", "storage", "bandwidth", "compute", "nodes", "money"])
    for line in lines {
      #expect(!line.formula.isEmpty && line.value.low <= line.value.likely, "\(line.name)")
    }
    #expect(lines.first?.isConvention == false)
    #expect(lines.contains { $0.isConvention })
  }
}
