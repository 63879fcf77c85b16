import TenfoldLoad
import TenfoldModel
import TenfoldPlatform
import TenfoldReplica
import Testing

@testable import TenfoldService

/// Services that call services, over real sockets.
@Suite(.serialized) struct DownstreamCallTests {
  @Test func `an operation takes the time of what it calls, and holds its worker meanwhile`() throws {
    let store = try Self.server("store", .init(name: "read", processorTime: 0.004, spread: .constant))
    let calls = [Self.call([store.port], timeout: 5)]
    let api = try Self.server(
      "api", .init(name: "item", processorTime: 0, steps: [.call(0), .call(0)]), workers: 1, calls: calls)
    let report = try LoadGenerator.run(
      LoadPlan(port: api.port, path: "/item", rate: .constant(40), duration: 0.5))
    #expect(report.answered == report.due && report.due > 5)
    // Two calls of at least 4 ms each.
    #expect(report.latencies.share(above: 0.0078) == 1)
  }

  @Test func `a replica that is gone is a failure without retries, and none with one`() throws {
    let store = try Self.server("store", .init(name: "read", processorTime: 0))
    let gone = try Self.server("gone", .init(name: "read", processorTime: 0)).port
    // The second server ended at once: nothing listens at its port any more.
    let patient = DownstreamCalls(Self.call([gone, store.port], timeout: 1, retries: 1))
    for _ in 0..<6 { #expect(patient.succeeds()) }
    let strict = DownstreamCalls(Self.call([gone, store.port], timeout: 1))
    #expect((0..<6).map { _ in strict.succeeds() } == [false, true, false, true, false, true])
  }

  @Test func `an answer that takes longer than the timeout is a failure at the timeout`() throws {
    let store = try Self.server("store", .init(name: "read", processorTime: 0.3, spread: .constant))
    let start = MonotonicClock.seconds
    #expect(!DownstreamCalls(Self.call([store.port], timeout: 0.05)).succeeds())
    let took = MonotonicClock.seconds - start
    #expect(took >= 0.05 && took < 0.29)
  }

  @Test func `a service whose calls fail says so, and counts it`() throws {
    let gone = try Self.server("gone", .init(name: "read", processorTime: 0)).port
    let service = Service(
      ServiceConfiguration(
        name: "api", port: 0, workers: 1,
        operations: [.init(name: "item", processorTime: 0, steps: [.call(0)])],
        calls: [Self.call([gone], timeout: 1)]))
    #expect(service.answer("/item").status == 502)
    #expect(
      service.answer("/metrics").text.contains(
        "tenfold_failures_total{service=\"api\",operation=\"item\"} 1\n"))
  }

  private static func call(_ ports: [UInt16], timeout: Double, retries: Int = 0) -> ServiceConfiguration.Call
  {
    .init(ports: ports, path: "/read", timeout: timeout, retries: retries, poolSize: 2)
  }

  private static func server(
    _ name: String, _ operation: ServiceConfiguration.Operation, workers: Int = 2,
    calls: [ServiceConfiguration.Call] = []
  ) throws -> ServiceServer {
    try ServiceServer(
      ServiceConfiguration(name: name, port: 0, workers: workers, operations: [operation], calls: calls))
  }
}
