import TenfoldReplica
import Testing

@testable import TenfoldLab

/// The requests that were traced, as one document.
struct LabTracesTests {
  private static let span = TraceData.Span(
    traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331", parentSpanId: nil, name: "item",
    kind: .server, begin: 1_577_836_800_000_000_000, end: 1_577_836_800_001_000_001,
    attributes: [.number("tenfold.wait.worker_seconds", 0.25), .whole("tries", 2)], failure: "gone")

  @Test func `a document says of every span which service and load it is of, in the protocol's own forms`() {
    let none = LabPrediction(throughput: 0, utilization: nil, p50: nil, p99: nil)
    var measured = LabRow(
      factor: 1, offered: 300, predictions: .init(station: "db", solved: none, simulated: none))
    measured.measurement = LabMeasurement(
      throughput: 300, utilizations: [:], p50: nil, p99: nil, hitRatio: nil, failedShare: 0,
      generatorDelay: 0,
      slowdown: 1)
    measured.measurement?.traces = [.init(attributes: [.service("api")], spans: [Self.span])]
    var rows = [measured, measured]
    rows[1].measurement = nil
    let outcome = LabOutcome(
      id: "alone", title: "", demands: LabDemands(), saturation: 0, startTime: 0, rows: rows)
    let text = LabTraces.document(of: [outcome])
    #expect(text.split(separator: "service.name").count == 2)
    for part in [
      #""traceId":"0af7651916cd43dd8448eb211c80319c""#, #""startTimeUnixNano":"1577836800000000000""#,
      #""endTimeUnixNano":"1577836800001000001""#, #""kind":2"#, #"{"code":2,"message":"gone"}"#,
      #"{"key":"service.name","value":{"stringValue":"api"}}"#,
      #"{"key":"tenfold.configuration","value":{"stringValue":"alone"}}"#,
      #"{"key":"tenfold.offered_per_second","value":{"doubleValue":300}}"#,
      #"{"key":"tries","value":{"intValue":"2"}}"#,
    ] { #expect(text.contains(part), "\(part)") }
    #expect(!text.contains("parentSpanId"))
    #expect(TraceData(lines: Array(text.utf8))?.resourceSpans.first?.spans == [Self.span])
    #expect(LabTraces.document(of: []) == "{\"resourceSpans\":[]}\n")
    #expect(TraceData(lines: Array("{\"resourceSpans\":".utf8)) == nil)
  }
}
