import TenfoldLoad
import TenfoldModel
import TenfoldPlatform
import TenfoldReplica
import Testing

@testable import TenfoldService

/// The service over HTTP, asked by the load generator.
@Suite(.serialized) struct ServiceServerTests {
  @Test func `every request of a load is answered, reads and writes, and counted with its processor time`()
    throws
  {
    let server = try ServiceServer(
      Self.configuration(.init(name: "work", processorTime: 0.001, spread: .constant)))
    var plan = LoadPlan(port: server.port, path: "/work?key={key}", rate: .constant(100), duration: 0.5)
    plan.writeShare = 0.3
    let report = try LoadGenerator.run(plan)
    #expect(report.answered == report.due && report.due > 20)
    // Nothing is answered sooner than its work takes.
    #expect(report.latencies.share(above: 0.00095) == 1)
  }

  @Test func `what is no operation is not found`() throws {
    let server = try ServiceServer(Self.configuration(.init(name: "work", processorTime: 0)))
    let report = try LoadGenerator.run(
      LoadPlan(port: server.port, path: "/play", rate: .constant(100), duration: 0.2))
    #expect(report.failed == report.due && report.due > 0)
  }

  @Test func `a port that is taken is told`() throws {
    let first = try ServiceServer(Self.configuration(.init(name: "work", processorTime: 0)))
    var second = Self.configuration(.init(name: "work", processorTime: 0))
    second.port = first.port
    #expect(throws: ServiceError.notListening(port: first.port)) { try ServiceServer(second) }
  }

  private static func configuration(_ operation: ServiceConfiguration.Operation) -> ServiceConfiguration {
    ServiceConfiguration(name: "api", port: 0, workers: 2, operations: [operation])
  }
}
