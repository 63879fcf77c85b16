import TenfoldModel
import Testing

@testable import TenfoldOutput

/// Traces as OpenTelemetry's JSON has them.
struct TraceJSONTests {
  private static let trace = SimulatedTrace(
    request: 7,
    spans: [
      SimulatedSpan(kind: .request, operation: "buy", begin: 0.25, end: 0.5, failure: .timeout),
      SimulatedSpan(
        kind: .call, parent: 0, component: "shop", operation: "pay", begin: 0.25, end: 1, isGivenUp: true,
        attempt: 2, coreWait: 0.125),
      SimulatedSpan(kind: .message, parent: 1, component: "mail", operation: "send", begin: 0.5, end: 2),
    ])

  private static func text(_ traces: [SimulatedTrace], seed: UInt64 = 1) -> String {
    var report = SimulationReport(
      name: "shop", load: "", journeys: [], components: [], slices: [], duration: 1, warmUp: 0, runs: 1,
      seed: seed, events: 0, endedEarly: nil, fingerprint: 0, diagnostics: [])
    report.traces = traces
    return TraceJSON.document(of: report).text
  }

  @Test func `spans stand under their services, in the protocol's forms`() {
    let text = Self.text([Self.trace])
    for part in [
      #"{"stringValue": "users"}"#, #"{"stringValue": "shop"}"#, #"{"stringValue": "mail"}"#,
      #""startTimeUnixNano": "1577836800250000000""#, #""endTimeUnixNano": "1577836800500000000""#,
      #""status": {"code": 2, "message": "timeout"}"#, #""status": {}"#, #"{"intValue": "2"}"#,
      #"{"doubleValue": 0.125}"#, #"{"boolValue": true}"#, #""kind": 3"#, #""kind": 2"#, #""kind": 5"#,
    ] { #expect(text.contains(part), "\(part)") }
    let identifiers = TraceIdentifiers(seed: 1, request: 7)
    #expect(text.contains(#""parentSpanId": "\#(identifiers.span(0))""#))
    #expect(text.contains(#""parentSpanId": "\#(identifiers.span(1))""#))
    #expect(Self.text([]) == "{\"resourceSpans\": []}\n")
  }

  @Test func `users have a name that no component has`() {
    var trace = Self.trace
    trace.spans[1].component = "users"
    #expect(Self.text([trace]).contains(#"{"stringValue": "outside users"}"#))
  }

  @Test func `identifiers are hexadecimal, differ, and follow from seed and request`() {
    var traces: Set<String> = []
    for seed in 0..<20 as Range<UInt64> {
      for request in 0..<50 {
        let identifiers = TraceIdentifiers(seed: seed, request: request)
        #expect(identifiers.trace.utf8.count == 32 && identifiers.trace.allSatisfy(\.isHexDigit))
        traces.insert(identifiers.trace)
        let spans = (0..<20).map(identifiers.span)
        #expect(Set(spans).count == 20)
        #expect(spans.allSatisfy { $0.utf8.count == 16 && $0.allSatisfy(\.isHexDigit) })
      }
    }
    #expect(traces.count == 1000)
    #expect(Self.text([Self.trace]) == Self.text([Self.trace]))
    #expect(Self.text([Self.trace]) != Self.text([Self.trace], seed: 2))
  }
}
