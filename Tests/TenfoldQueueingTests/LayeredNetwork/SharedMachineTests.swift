import TenfoldModel
import TenfoldQueueing
import Testing

/// Components on one machine wait for the same cores.
struct SharedMachineTests {
  private static let conventions = LoweringConventions(
    hop: .stated(0.0005), crossRegion: .stated(0.08), applyTime: .stated(0.0003), serviceGrowth: .stated(0.3),
    commonCause: .stated(0.05))

  private static func operations(calling target: String) -> [Operation] {
    [
      Operation(
        name: "page", demand: Demand(cpu: .stated(0.02)),
        steps: [.call(Call(component: target, operation: "read", count: .stated(2)))])
    ]
  }

  private static let read = Operation(name: "read", demand: Demand(cpu: .stated(0.01)), writes: false)

  private static func reading(_ components: [Component], pools: [NodePool] = []) -> Reading {
    Reading(
      Lowering.lower(
        System(
          name: "box",
          workload: Workload(
            users: .stated(400), requestsPerUser: .stated(0.1),
            journeys: [
              Journey(name: "view", share: .stated(1), calls: [Call(component: "app", operation: "page")])
            ]),
          components: components, placement: Placement(nodePools: pools)),
        conventions: conventions))
  }

  /// A service and a store, each on the machine that is named.
  private static func two(_ app: String?, _ db: String?, cpu: Double = 4, pools: [NodePool] = []) -> Reading {
    reading(
      [
        Component(
          name: "app", kind: .service, resources: Resources(cpu: .stated(cpu)),
          operations: operations(calling: "db"), runsOn: app),
        Component(
          name: "db", kind: .store, resources: Resources(cpu: .stated(cpu)), operations: [read], runsOn: db),
      ], pools: pools)
  }

  /// One component that does what both do, on the same cores: the network between them is none.
  private static let one = reading([
    Component(
      name: "app", kind: .service, resources: Resources(cpu: .stated(4)),
      operations: operations(calling: "app") + [read])
  ])

  @Test(arguments: [10.0, 40, 70, 90])
  func `two on one machine are as slow as one that does the work of both`(_ rate: Double) throws {
    let shared = Self.two("box", "box")
    #expect(shared.machines.count == 1)
    let (found, wanted) = (
      try SystemSolver.solve(shared, rate: rate), try SystemSolver.solve(Self.one, rate: rate)
    )
    let (response, same) = (found.journeys[0].response, wanted.journeys[0].response)
    #expect(abs(response.mean / same.mean - 1) < 1e-6)
    #expect(abs(response.p99 / same.p99 - 1) < 1e-6)
    let busy = found.stations.map(\.utilization)
    #expect(busy.allSatisfy { abs($0 - rate * 0.04 / 4) < 1e-9 }, "\(busy)")
    let journey = shared.system.journeys[0].operation
    let (open, whole) = (OpenNetwork(shared, rate: rate), OpenNetwork(Self.one, rate: rate))
    #expect(abs(open.response(of: journey).mean / whole.response(of: journey).mean - 1) < 1e-9)
  }

  @Test func `a machine of its own carries more, at the price of the way there`() throws {
    let (shared, apart) = (Self.two("box", "box"), Self.two("box", nil))
    #expect(apart.machines.isEmpty)
    let (idle, way) = (try SystemSolver.solve(shared, rate: 1), try SystemSolver.solve(apart, rate: 1))
    #expect(abs(way.journeys[0].response.mean - idle.journeys[0].response.mean - 2 * 0.0005) < 1e-5)
    #expect(try SystemSolver.solve(apart, rate: 110).isStable)
    #expect(try !SystemSolver.solve(shared, rate: 110).isStable)
  }

  @Test func `a pool of machines is not one machine`() {
    func machines(_ pool: NodePool) -> Int { Self.two("box", "box", pools: [pool]).machines.count }
    #expect(machines(NodePool(name: "box", count: .stated(1), cpu: .stated(4))) == 1)
    #expect(machines(NodePool(name: "box", count: .stated(3), cpu: .stated(4))) == 0)
    #expect(machines(NodePool(name: "box", count: .stated(1), maximum: .stated(5))) == 0)
    #expect(machines(NodePool(name: "box", cpu: .stated(4))) == 0)
    #expect(machines(NodePool(name: "other", count: .stated(3))) == 1)
  }

  @Test func `a machine has the cores that are stated, and what is held to less keeps to it`() throws {
    let pool = NodePool(name: "box", count: .stated(1), cpu: .stated(8))
    let held = Self.two("box", "box", cpu: 2, pools: [pool])
    #expect(held.cores(ofMachine: 0) == 8)
    #expect(held.isOnMachine == [false, false])
    #expect(abs(held.machines[0].utilization(at: 50) - 50 * 0.04 / 8) < 1e-12)
    let names = try SystemSolver.solve(held, rate: 50).stations.map(\.name)
    #expect(names == ["app", "db primary"])
  }
}
