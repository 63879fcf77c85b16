import TenfoldModel
import TenfoldQueueing
import Testing

struct LayeredSystemTests {
  private static let conventions = LoweringConventions(
    hop: .stated(0.0005), crossRegion: .stated(0.08), applyTime: .stated(0.0003), serviceGrowth: .stated(0.3),
    commonCause: .stated(0.05))

  /// A gateway, a service with workers and a store with two copies that answer reads too.
  private func reading(workers: Double? = nil, connections: Double? = nil) -> Reading {
    var shop = Component(
      name: "shop", kind: .service, resources: Resources(cpu: .stated(2)),
      scaling: Scaling(replicas: .stated(3)),
      workers: workers.map { .stated($0) },
      operations: [
        Operation(
          name: "page", demand: Demand(cpu: .stated(0.004)),
          steps: [
            .call(Call(component: "store", operation: "read", count: .stated(2))),
            .choice([
              Step.Branch(
                share: .stated(0.1), steps: [.call(Call(component: "store", operation: "write"))])
            ]),
          ])
      ])
    shop.availability = .stated(0.999)
    var state = StoredState(
      replication: Replication(replicas: .stated(2), readsFrom: .all, lag: .stated(0.05)))
    if let connections { state.connectionsPerReplica = ["shop": .stated(connections)] }
    let system = System(
      name: "test",
      workload: Workload(
        users: .stated(1000), requestsPerUser: .stated(0.1),
        journeys: [
          Journey(name: "browse", share: .stated(1), calls: [Call(component: "front", operation: "get")])
        ]),
      components: [
        Component(
          name: "front", kind: .gateway, resources: Resources(cpu: .stated(4)),
          scaling: Scaling(replicas: .stated(2)),
          operations: [
            Operation(
              name: "get", demand: Demand(cpu: .stated(0.0005)),
              steps: [.call(Call(component: "shop", operation: "page"))])
          ]),
        shop,
        Component(
          name: "store", kind: .store, resources: Resources(cpu: .stated(4)),
          operations: [
            Operation(name: "read", demand: Demand(cpu: .stated(0.003)), writes: false),
            Operation(name: "write", demand: Demand(cpu: .stated(0.006)), writes: true),
          ], state: state),
      ])
    return Reading(Lowering.lower(system, conventions: Self.conventions))
  }

  @Test func `without workers the layers agree with the open network`() throws {
    let reading = reading()
    for rate in [10.0, 300, 900] {
      let solution = try SystemSolver.solve(reading, rate: rate)
      let open = OpenNetwork(reading, rate: rate)
      let journey = open.response(of: reading.system.journeys[0].operation)
      #expect(solution.isConverged && solution.isStable)
      // The layers know besides that one request asks the store twice; that is little where service is exponential.
      #expect(abs(solution.journeys[0].response.mean / journey.mean - 1) < 0.002, "rate \(rate)")
      #expect(abs(solution.journeys[0].response.p99 / journey.quantile(0.99) - 1) < 0.1, "rate \(rate)")
    }
  }

  @Test func `every operation is executed as often as the reading says`() throws {
    let reading = reading(workers: 8, connections: 6)
    let solution = try SystemSolver.solve(reading, rate: 200)
    for found in solution.operations {
      let index = try #require(
        reading.system.operations.firstIndex {
          $0.component >= 0 && $0.name == found.name
            && reading.system.components[$0.component].name == found.component
        })
      #expect(abs(found.throughput / (200 * reading.visits[index]) - 1) < 1e-9)
    }
    #expect(solution.operations.count == 4)
    for station in solution.stations where station.kind == .processor {
      #expect(station.utilization > 0 && station.utilization < 1)
    }
  }

  @Test func `few workers wait, and name the pool that limits`() throws {
    let few = try SystemSolver.solve(reading(workers: 2), rate: 400)
    let many = try SystemSolver.solve(reading(workers: 64), rate: 400)
    #expect(few.journeys[0].response.mean > many.journeys[0].response.mean)
    let page = try #require(few.operations.first { $0.name == "page" })
    #expect(page.waitingTime > 0)
    #expect(few.limitingStation?.name == "shop workers")
    #expect(few.stations.first { $0.kind == .workers }?.machines == 3)
  }

  /// The open network takes what a pool's threads wait for as a delay, which the layers do not.
  @Test(arguments: [(2, nil), (3, nil), (8, 4), (40, nil), (nil, 2), (4, 2)] as [(Double?, Double?)])
  func `pools in the open network are close to those in layers`(_ workers: Double?, _ connections: Double?)
    throws
  {
    let reading = reading(workers: workers, connections: connections)
    for rate in [50.0, 200, 400] {
      let solution = try SystemSolver.solve(reading, rate: rate)
      let open = OpenNetwork(reading, rate: rate)
      let journey = open.response(of: reading.system.journeys[0].operation)
      let pools = solution.stations.filter { $0.kind != .processor }
      #expect(abs(solution.journeys[0].response.mean / journey.mean - 1) < 0.02, "rate \(rate)")
      #expect(open.heldPools.count == pools.count)
      for (pool, station) in zip(open.heldPools, pools) {
        #expect(abs(pool.utilization / station.utilization - 1) < 0.06, "\(station.name) at \(rate)")
      }
    }
  }

  @Test func `connections to a store are a pool between both`() throws {
    let tight = try SystemSolver.solve(reading(connections: 1), rate: 300)
    let wide = try SystemSolver.solve(reading(connections: 50), rate: 300)
    let pool = try #require(tight.stations.first { $0.kind == .connections })
    #expect(pool.name == "shop to store")
    #expect(pool.waitingTime > 0)
    #expect(tight.journeys[0].response.mean > wide.journeys[0].response.mean)
  }

  @Test func `beyond saturation the answer names the station and the load below which it is stable`() throws {
    let reading = reading()
    let limit = try #require(try SystemSolver.solve(reading, rate: 1).limitingStation)
    let over = try SystemSolver.solve(reading, rate: limit.saturationRate * 1.25)
    #expect(!over.isStable)
    let station = try #require(over.stations.first { !$0.isStable })
    #expect(station.name == limit.name)
    #expect(abs(station.utilization - 1.25) < 1e-6)
    #expect(over.journeys[0].response.mean == .infinity)
    #expect(over.journeys[0].response.p99 == .infinity)
  }

  @Test func `copies of a store fall behind as writes grow`() throws {
    let reading = reading()
    let slow = try SystemSolver.solve(reading, rate: 10).staleness
    let fast = try SystemSolver.solve(reading, rate: 800).staleness
    #expect(slow.count == 1 && slow[0].component == "store")
    #expect(slow[0].age > 0.05 && fast[0].age > slow[0].age)
  }
}
