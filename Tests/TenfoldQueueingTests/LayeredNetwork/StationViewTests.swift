import Testing

@testable import TenfoldQueueing

/// Short ways to what the tables of a station say.
struct StationViewTests {
  @Test(arguments: [(1, 0.3), (4, 0.9), (300, 0.97), (7, 1e-6)])
  func `a stream alone at a station finds what the tables say`(_ servers: Int, _ busy: Double) throws {
    let service = 0.02
    let rate = busy * Double(servers) / service
    let view = StationView(
      ServiceStation(rates: (1...servers).map { Double($0) / service }), background: .init(), extraWait: 0,
      most: 1_000_000)
    let table = try #require(view.open(arrivalRate: rate))
    let alone = try #require(StationResult(alone: rate, service: service, servers: servers))
    expectNear(alone.time, table.time, 1e-10, "time")
    #expect(abs(alone.wait - table.wait) < 1e-10 * table.time)
    #expect(abs(alone.waitingShare - table.waitingShare) < 1e-10)
    expectNear(view.openTime(arrivalRate: rate), table.time, 1e-10, "time alone")
    let queue = try MarkovianQueue(arrivalRate: rate, serviceTime: service, serverCount: servers)
    expectNear(alone.time, queue.responseTime, 1e-9, "M/M/c")
  }

  @Test func `a stream of more than a station can do finds nothing`() {
    #expect(StationResult(alone: 101, service: 0.02, servers: 2) == nil)
  }

  @Test func `bits are sets`() {
    var table = BitTable(rows: 3, columns: 130)
    let (first, second) = (table.insert(129, in: 1), table.insert(129, in: 1))
    #expect(first && !second)
    #expect(!table.meets(0, 1, of: table))
    table.formUnion(0, with: 1)
    #expect(table.meets(0, 1, of: table) && !table.meets(2, 1, of: table))
  }
}
