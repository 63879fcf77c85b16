import TenfoldModel
import Testing

@testable import TenfoldLab

struct LabDemandsTests {
  @Test func `what comes besides the work is the rest of the processor time over the executions`() throws {
    let system = try SampleLab.lab(cpu: 0.0004).system
    let reading = Reading(Lowering.lower(system, conventions: LabSystem.conventions()))
    var demands = LabDemands()
    // 1000 requests burn 0.4 s; 0.1 s come besides.
    demands.addOverheads(
      of: system.components.filter { $0.kind == .service }, in: reading, used: ["api": 0.5], requests: 1000)
    #expect(abs((demands.operations["api.request"] ?? 0) - 0.0005) < 1e-12)
    #expect(demands.operations.count == 1)
  }

  @Test func `a service that was asked rarely gets the overhead of all`() throws {
    var system = try SampleLab.lab().system
    system.components.append(
      Component(
        name: "rare", kind: .service, resources: Resources(cpu: .stated(2)),
        operations: [Operation(name: "do", demand: Demand(cpu: .stated(0.003)))]))
    system["api"]?.operations[0].steps.append(
      .choice([
        .init(share: .stated(0.01), steps: [.call(Call(component: "rare", operation: "do"))])
      ]))
    let reading = Reading(Lowering.lower(system, conventions: LabSystem.conventions()))
    var demands = LabDemands()
    // 10 executions of `rare` with 50 ms of its background work would be 5 ms each.
    demands.addOverheads(
      of: system.components.filter { $0.kind == .service }, in: reading, used: ["api": 0.202, "rare": 0.08],
      requests: 1000)
    #expect(abs((demands.operations["rare.do"] ?? 0) - (0.003 + 0.252 / 1010)) < 1e-9)
  }

  @Test
  func
    `a statement takes what it was measured to take when idle and when busy, and in between a part of both`()
    throws
  {
    let system = try SampleLab.lab().system
    var demands = LabDemands(operations: ["db.read": 0.0002, "db.write": 0.0001, "api.request": 0.00005])
    demands.idle = ["db.read": 0.0005, "db.write": 0.00005]
    // Busy share of 0.25 cores at a rate: (0.9 * 0.2 ms + 0.1 * 0.1 ms) / 0.25 = 0.76 ms of each second.
    let capacity = 0.25 / 0.00019
    func read(_ share: Double) -> Double {
      demands.at(share * capacity, of: system).operations["db.read"] ?? 0
    }
    #expect(read(0) == 0.0005 && abs(read(0.3) - 0.0005) < 1e-12)
    #expect(abs(read(0.65) - 0.00035) < 1e-9)
    #expect(abs(read(1) - 0.0002) < 1e-12 && abs(read(3) - 0.0002) < 1e-12)
    // Where more was measured on a busy node, other work was in it: the busy figure stays.
    let half = demands.at(0.65 * capacity, of: system)
    #expect(half.operations["db.write"] == 0.0001 && half.operations["api.request"] == 0.00005)
  }

  @Test
  func `a pooler takes more when it sleeps between statements, as long as it is asked often enough to tell`()
    throws
  {
    let system = SampleLab.configuration("pooled").applied(to: try SampleLab.lab(), store: "db")
    let pooler = try #require(system["db-pooler"])
    let reading = Reading(Lowering.lower(system, conventions: LabSystem.conventions()))
    var demands = LabDemands(operations: ["db-pooler.read": 0.00003, "db-pooler.write": 0.00003])
    // 1000 statements with 0.09 s of its processor time.
    demands.addIdle(of: [pooler], in: reading, used: ["db-pooler": 0.09], requests: 1000)
    #expect(abs((demands.idle["db-pooler.read"] ?? 0) - 0.00009) < 1e-12 && demands.idle.count == 2)
    var rare = LabDemands()
    rare.addIdle(of: [pooler], in: reading, used: ["db-pooler": 0.09], requests: 50)
    #expect(rare.idle.isEmpty)
    // 0.25 cores over 30 us: 8333/s; asleep up to 30 % of that.
    func read(_ rate: Double) -> Double { demands.at(rate, of: system).operations["db-pooler.read"] ?? 0 }
    #expect(abs(read(400) - 0.00009) < 1e-12 && abs(read(8400) - 0.00003) < 1e-12)
    #expect(abs(read(0.65 * 0.25 / 0.00003) - 0.00006) < 1e-9)
  }

  @Test func `reads of copies are as busy as the copies are`() throws {
    let lab = try SampleLab.lab()
    let system = SampleLab.configuration("replicas").applied(to: lab, store: "db")
    var demands = LabDemands(operations: ["db.read": 0.0002, "db.write": 0.0001])
    demands.idle = ["db.read": 0.0005, "db.write": 0.0004]
    // 0.9 * 2000 reads over two copies of 0.25 cores: 72 %; 0.1 * 2000 writes on the primary: 8 %.
    let at = demands.at(2000, of: system).operations
    #expect(abs((at["db.read"] ?? 0) - (0.0005 - 0.0003 * (0.72 - 0.3) / 0.7)) < 1e-9)
    #expect(at["db.write"] == 0.0004)
  }
}
