public import TenfoldModel

/// Simulated requests as traces in the JSON of the OpenTelemetry protocol, as tools for traces read it.
///
/// One resource for each component, and one, `users`, for those who ask. Time 0 of the simulation is
/// 2020-01-01T00:00:00Z. Identifiers follow from the seed and the request's number, so the same report gives the same bytes.
///
/// **Source.** OpenTelemetry Protocol Specification, JSON Protobuf encoding: identifiers as hexadecimal digits, enums as
/// numbers, 64-bit integers as decimal digits in a string; opentelemetry-proto, `trace.proto`.
public enum TraceJSON {
  /// 2020-01-01T00:00:00Z in seconds since 1970.
  static let epoch: UInt64 = 1_577_836_800
  /// Name of the resource that requests come from, unless a component has it.
  static let users = "users"

  /// The traces of a report; without any, a document of no resources.
  ///
  /// - Complexity: O(spans) time and memory.
  public static func document(of report: SimulationReport) -> JSONValue {
    // Services in the order in which they first come, which the report's order of traces fixes.
    var places: [String?: Int] = [:]
    var services: [(component: String?, spans: [JSONValue])] = []
    for trace in report.traces {
      let identifiers = TraceIdentifiers(seed: report.seed, request: trace.request)
      for (index, span) in trace.spans.enumerated() {
        let place = places[span.component] ?? services.count
        if place == services.count {
          places[span.component] = place
          services.append((span.component, []))
        }
        services[place].spans.append(value(span, index, of: trace, identifiers))
      }
    }
    var users = Self.users
    while places[users] != nil { users = "outside " + users }
    return .members(["resourceSpans": .array(services.map { resource($0.component ?? users, $0.spans) })])
  }

  private static func resource(_ name: String, _ spans: [JSONValue]) -> JSONValue {
    .members([
      "resource": .members(["attributes": .array([attribute("service.name", .text(name))])]),
      "scopeSpans": .array([
        .members([
          "scope": .members(["name": "tenfold", "version": .string(Release.version)]),
          "spans": .array(spans),
        ])
      ]),
    ])
  }

  private static func value(
    _ span: SimulatedSpan, _ index: Int, of trace: SimulatedTrace, _ identifiers: TraceIdentifiers
  ) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("traceId", .string(identifiers.trace)), .init("spanId", .string(identifiers.span(index))),
    ]
    if let parent = span.parent { members.append(.init("parentSpanId", .string(identifiers.span(parent)))) }
    members += [
      .init("name", .string(span.operation)), .init("kind", .number(kind(span.kind))),
      .init("startTimeUnixNano", time(span.begin)), .init("endTimeUnixNano", time(span.end)),
      .init("attributes", .array(attributes(of: span, in: trace))),
      .init(
        "status",
        span.failure.map { .members(["code": 2, "message": .string($0.rawValue)]) } ?? .object([])),
    ]
    return .object(members)
  }

  /// Numbers of `SpanKind`: a client asks, a server answers, a consumer takes a message.
  private static func kind(_ kind: SimulatedSpan.Kind) -> Double {
    switch kind {
    case .request: 3
    case .call: 2
    case .message: 5
    }
  }

  private static func attributes(of span: SimulatedSpan, in trace: SimulatedTrace) -> [JSONValue] {
    let outcome = span.failure?.rawValue ?? (span.isFinished ? "ok" : "unfinished")
    var attributes = [attribute("tenfold.outcome", .text(outcome))]
    if span.kind == .request {
      attributes.append(attribute("tenfold.request", .whole(trace.request)))
      if trace.spansLeftOut > 0 {
        attributes.append(attribute("tenfold.spans_left_out", .whole(trace.spansLeftOut)))
      }
      return attributes
    }
    attributes += [
      attribute("tenfold.attempt", .whole(span.attempt)),
      attribute("tenfold.wait.connection_seconds", .number(span.connectionWait)),
      attribute("tenfold.wait.worker_seconds", .number(span.workerWait)),
      attribute("tenfold.wait.core_seconds", .number(span.coreWait)),
    ]
    if span.isHedge { attributes.append(attribute("tenfold.hedge", .truth(true))) }
    if span.isGivenUp { attributes.append(attribute("tenfold.given_up", .truth(true))) }
    return attributes
  }

  // MARK: The protocol's forms

  private enum AttributeValue {
    case text(String)
    case whole(Int)
    case number(Double)
    case truth(Bool)
  }

  private static func attribute(_ key: String, _ value: AttributeValue) -> JSONValue {
    let value: JSONValue =
      switch value {
      case .text(let text): .members(["stringValue": .string(text)])
      case .whole(let number): .members(["intValue": .string(String(number))])
      case .number(let number): .members(["doubleValue": .number(number)])
      case .truth(let truth): .members(["boolValue": .bool(truth)])
      }
    return .members(["key": .string(key), "value": value])
  }

  /// Nanoseconds since 1970; what lies more than 285 years after the beginning is told as that.
  private static func time(_ seconds: Double) -> JSONValue {
    let nanoseconds = UInt64(min(max(0, seconds * 1e9), 9e18).rounded())
    return .string(String(epoch * 1_000_000_000 + nanoseconds))
  }
}

/// Identifiers of a trace and its spans: 16 and 8 bytes that are never all zero, as hexadecimal digits.
struct TraceIdentifiers {
  private let high: UInt64
  private let low: UInt64

  init(seed: UInt64, request: Int) {
    high = Self.mixed(seed ^ 0x7465_6E66_6F6C_6421)
    // Requests of one seed differ in this half, since mixing maps different numbers to different ones.
    low = Self.mixed(high &+ UInt64(truncatingIfNeeded: request))
  }

  /// The trace's identifier.
  var trace: String { Self.digits(high) + Self.digits(low == 0 && high == 0 ? 1 : low) }

  /// The identifier of a span by its place ≥ 0 in the trace; no two of a trace are alike.
  func span(_ index: Int) -> String {
    let mixed = Self.mixed(low &+ 1 &+ UInt64(truncatingIfNeeded: index))
    // At most one place is mapped to zero; it gets what the place before the first is mapped to.
    return Self.digits(mixed != 0 ? mixed : Self.mixed(low))
  }

  /// Another number that looks like chance, a different one for every number.
  ///
  /// **Source.** The finalizer of SplitMix64: Steele, Lea and Flood, OOPSLA 2014, doi:10.1145/2660193.2660195.
  private static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed &>> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed &>> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed &>> 31
  }

  private static func digits(_ number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
