import TenfoldCatalog
import TenfoldModel
import Testing

@testable import TenfoldAdvisor

struct MachineGrowthTests {
  private static func completed(_ services: Int, _ scale: Int) -> System {
    Catalog.completed(ReferenceSystem.make(services: services, scale: scale)).system
  }

  @Test(arguments: [(5, 100), (15, 10_000)])
  func `machines that can be bought are never busier than planned, and nothing else changes`(
    _ services: Int, _ scale: Int
  ) {
    let system = Self.completed(services, scale)
    let reading = Reading(Catalog.lower(system))
    let rate = 20 * Double(scale) * reading.requestsPerUser
    let grown = MachineGrowth.grown(system, as: reading, for: rate)
    let after = Reading(Catalog.lower(grown))
    for station in after.stations where grown.components[station.component].kind == .service {
      // Replicas are whole; a rounded one may be half a replica short.
      let units = station.maximumUnits
      let most = SaturationLimit.plannedUtilization * (1 + 0.5 / units)
      #expect(
        station.utilization(at: rate) <= most * 1.001, "\(grown.components[station.component].name)")
    }
    #expect(grown.components.map(\.name) == system.components.map(\.name))
    #expect(grown.delivery.people == system.delivery.people)
    #expect(grown.workload == system.workload)
    #expect(
      grown.components.map { $0.state?.replication == nil }
        == system.components.map { $0.state?.replication == nil })
  }

  @Test func `a load that is carried already buys nothing`() {
    let system = Self.completed(5, 100)
    let reading = Reading(Catalog.lower(system))
    #expect(MachineGrowth.grown(system, as: reading, for: 1) == system)
  }

  @Test func `samples are the same on any number of threads, and every one is counted`() {
    let system = ReferenceSystem.make(services: 5, scale: 100)
    let backwards: ParallelLoop = { count, body in
      for index in (0..<count).reversed() { body(index) }
    }
    let one = BottleneckSampling(system, growth: 100, count: 24, machinesFollow: true)
    let other = BottleneckSampling(system, growth: 100, count: 24, machinesFollow: true, on: backwards)
    #expect(one.firsts == other.firsts && one.unlimited == other.unlimited)
    #expect(one.firsts.reduce(one.unlimited) { $0 + $1.samples } == 24)
    let fixed = BottleneckSampling(system, growth: 100, count: 24, machinesFollow: false)
    #expect(fixed.share(of: .capacity) > one.share(of: .capacity))
    #expect(fixed.unlimited == 0)
  }

  @Test func `numbers of the same name keep their position in a changed system`() {
    var small = ParameterTable()
    var large = ParameterTable()
    for (table, name) in [(0, "a"), (1, "new"), (1, "a"), (0, "b"), (1, "b")] {
      let quantity = Quantity.stated(1, low: 0.5, high: 2)
      let parameter = ParameterName(name, of: "x", .count)
      if table == 0 { _ = small.add(quantity, parameter) } else { _ = large.add(quantity, parameter) }
    }
    #expect(small.position([0.1, 0.9], in: large) == [0.5, 0.1, 0.9])
    #expect(small.position([0.1, 0.9], in: small) == [0.1, 0.9])
  }
}
