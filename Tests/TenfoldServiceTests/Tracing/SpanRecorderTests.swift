import TenfoldPlatform
import TenfoldReplica
import TenfoldTestSupport
import Testing

@testable import TenfoldService

/// What services tell of single requests.
@Suite(.serialized) struct SpanRecorderTests {
  private let folder: FixtureFolder

  init() throws { folder = try FixtureFolder() }

  private func tracing(_ name: String, perSecond: Double) -> ServiceConfiguration.Tracing {
    .init(path: "\(folder.path)/\(name).jsonl", tracesPerSecond: perSecond)
  }

  /// The spans that a service has told.
  private func spans(_ name: String) throws -> [TraceData.Span] {
    let path = "\(folder.path)/\(name).jsonl"
    guard OutputFile.exists(path) else { return [] }
    let data = try #require(TraceData(lines: FileReader.bytes(of: path, maximum: 1 << 20)))
    #expect(data.resourceSpans.allSatisfy { $0.service == name })
    return data.resourceSpans.flatMap(\.spans)
  }

  @Test func `a request is one tree of spans over two services, each within the one that asked`() throws {
    let back = try ServiceServer(
      ServiceConfiguration(
        name: "back", port: 0, workers: 4,
        operations: [.init(name: "work", processorTime: 0.002, spread: .constant)],
        tracing: tracing("back", perSecond: 0)))
    let front = Service(
      ServiceConfiguration(
        name: "front", port: 0, workers: 4,
        operations: [
          .init(name: "page", processorTime: 0, steps: [.call(0), .together([[.call(0)], [.call(0)]])])
        ],
        calls: [.init(ports: [back.port], path: "/work", timeout: 5, poolSize: 8)],
        tracing: tracing("front", perSecond: 1e9)))
    #expect(front.answer("/page").status == 200)
    let (front1, back1) = (try spans("front"), try spans("back"))
    let root = try #require(front1.first { $0.parentSpanId == nil })
    #expect(root.name == "page" && root.kind == .server && root.status.code == nil)
    #expect(root.attributes.map(\.key) == ["tenfold.wait.worker_seconds"])
    let calls = front1.filter { $0.parentSpanId == root.spanId }
    #expect(calls.count == 3 && calls.allSatisfy { $0.kind == .client && $0.name == "GET /work" })
    #expect(back1.count == 3 && back1.allSatisfy { $0.kind == .server && $0.name == "work" })
    #expect(Set(back1.compactMap(\.parentSpanId)) == Set(calls.map(\.spanId)))
    let all = front1 + back1
    #expect(Set(all.map(\.traceId)).count == 1 && Set(all.map(\.spanId)).count == 7)
    for span in all {
      let (begin, end) = (
        try #require(UInt64(span.startTimeUnixNano)), try #require(UInt64(span.endTimeUnixNano))
      )
      if span.name == "work" { #expect(end - begin >= 2_000_000) }
      guard let parent = all.first(where: { $0.spanId == span.parentSpanId }) else { continue }
      #expect(UInt64(parent.startTimeUnixNano) ?? .max <= begin && UInt64(parent.endTimeUnixNano) ?? 0 >= end)
    }
  }

  @Test func `no more traces begin than are wanted, and one that came from outside is always told`() throws {
    let service = Service(
      ServiceConfiguration(
        name: "api", port: 0, workers: 1, operations: [.init(name: "work", processorTime: 0)],
        tracing: tracing("api", perSecond: 0.001)))
    for _ in 0..<50 { #expect(service.answer("/work").status == 200) }
    #expect(try spans("api").count == 1)
    let outside = TraceContext()
    #expect(service.answer("/work", header: outside.text).status == 200)
    #expect(try spans("api").last?.traceId == outside.trace)
    #expect(try spans("api").last?.parentSpanId == outside.span)
    // A header that is none begins no trace and breaks none.
    #expect(service.answer("/work", header: "00-nonsense").status == 200)
    #expect(try spans("api").count == 2)
    #expect(
      service.answer("/metrics").text.contains("tenfold_spans_total{service=\"api\",outcome=\"written\"} 2\n")
    )
  }

  @Test func `without tracing nothing is told, whatever comes in`() {
    let service = Service(
      ServiceConfiguration(
        name: "api", port: 0, workers: 1, operations: [.init(name: "work", processorTime: 0)]))
    #expect(service.answer("/work", header: TraceContext().text).status == 200)
    #expect(!service.answer("/metrics").text.contains("tenfold_spans_total"))
  }

  @Test func `a failure stands in the spans that it failed`() throws {
    let gone = try #require(FreePorts.find(1).first)
    let service = Service(
      ServiceConfiguration(
        name: "api", port: 0, workers: 1,
        operations: [.init(name: "work", processorTime: 0, steps: [.call(0)])],
        calls: [.init(ports: [gone], path: "/work", timeout: 1, poolSize: 1)],
        tracing: tracing("api", perSecond: 1e9)))
    #expect(service.answer("/work").status == 502)
    #expect(try spans("api").map(\.status.code) == [2, 2])
  }

  @Test func `spans that cannot be written are counted and fail no request`() {
    let service = Service(
      ServiceConfiguration(
        name: "api", port: 0, workers: 1, operations: [.init(name: "work", processorTime: 0)],
        tracing: .init(path: folder.path + "/nowhere/x.jsonl", tracesPerSecond: 1e9)))
    #expect(service.answer("/work").status == 200)
    #expect(
      service.answer("/metrics").text.contains("tenfold_spans_total{service=\"api\",outcome=\"lost\"} 1\n"))
  }

  @Test func `a configuration with tracing is written as it is read, and a bad one refused`() throws {
    var configuration = ServiceConfiguration(
      name: "a", port: 0, workers: 1, operations: [], tracing: tracing("a", perSecond: 2))
    #expect(try ServiceConfiguration(json: configuration.json, path: "a.json") == configuration)
    configuration.tracing?.tracesPerSecond = -1
    #expect(throws: ServiceError.self) {
      try ServiceConfiguration(json: configuration.json, path: "a.json")
    }
  }
}
