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
}
