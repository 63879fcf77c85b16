import TenfoldModel
import TenfoldPlatform
import Testing

@testable import TenfoldDiscovery

/// Traces of three formats tell the same, and what they tell is in the system.
@Suite struct TraceReadingTests {
  /// A request to `web` that asks `cart`, which asks a database, in each of the formats.
  private static let formats: [String: String] = [
    "opentelemetry": """
    {"resourceSpans": [
      {"resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "web"}}]},
       "scopeSpans": [{"spans": [
         {"traceId": "a", "spanId": "1", "kind": 2, "name": "GET /"},
         {"traceId": "a", "spanId": "2", "parentSpanId": "1", "kind": "SPAN_KIND_CLIENT", "name": "call"}]}]},
      {"resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "cart"}}]},
       "scopeSpans": [{"spans": [
         {"traceId": "a", "spanId": "3", "parentSpanId": "2", "kind": 2, "name": "get"},
         {"traceId": "a", "spanId": "4", "parentSpanId": "3", "kind": 3, "name": "SELECT", "attributes": [
           {"key": "db.system", "value": {"stringValue": "postgresql"}},
           {"key": "db.name", "value": {"stringValue": "carts"}},
           {"key": "server.address", "value": {"stringValue": "db"}}]}]}]}]}
    """,
    "jaeger": """
    {"data": [{"traceID": "a", "processes": {"p1": {"serviceName": "web"}, "p2": {"serviceName": "cart"}},
      "spans": [
        {"traceID": "a", "spanID": "1", "processID": "p1", "references": [], "operationName": "GET /"},
        {"traceID": "a", "spanID": "3", "processID": "p2",
         "references": [{"refType": "CHILD_OF", "traceID": "a", "spanID": "1"}]},
        {"traceID": "a", "spanID": "4", "processID": "p2",
         "references": [{"refType": "CHILD_OF", "traceID": "a", "spanID": "3"}],
         "tags": [{"key": "span.kind", "value": "client"}, {"key": "db.type", "value": "postgresql"},
                  {"key": "db.instance", "value": "carts"}, {"key": "peer.service", "value": "db"}]}]}]}
    """,
    "zipkin": """
    [[{"traceId": "a", "id": "1", "kind": "SERVER", "localEndpoint": {"serviceName": "web"}},
      {"traceId": "a", "id": "2", "parentId": "1", "kind": "CLIENT", "localEndpoint": {"serviceName": "web"}},
      {"traceId": "a", "id": "2", "parentId": "1", "kind": "SERVER", "shared": true,
       "localEndpoint": {"serviceName": "cart"}},
      {"traceId": "a", "id": "4", "parentId": "2", "kind": "CLIENT", "localEndpoint": {"serviceName": "cart"},
       "remoteEndpoint": {"serviceName": "db"}, "tags": {"db.system": "postgresql", "db.name": "carts"}}]]
    """,
  ]

  private static func summary(_ text: String) throws -> TraceSummary {
    let document = DocumentText(Array(text.utf8), name: "t.json")
    try #require(document.failure == nil, "\(document.failure ?? "")")
    return try #require(
      TraceSummary(
        document.documents.flatMap(TraceFormats.spans), at: SourceLocation(file: "t.json", line: 1)))
  }

  @Test(arguments: formats.keys.sorted())
  func `every format tells who asked whom`(_ format: String) throws {
    let summary = try Self.summary(try #require(Self.formats[format]))
    #expect(summary.executions == ["web": 1, "cart": 1])
    #expect(summary.roots == ["web": 1])
    #expect(
      summary.calls.mapValues(\.count) == [
        .init(from: "web", to: "cart"): 1, .init(from: "cart", to: "db"): 1,
      ])
    #expect(summary.databases == ["postgresql carts": ["cart"]])
    #expect(summary.synchronousShare == 1 && !summary.hasMessages)
  }

  @Test func `messages are no calls that wait`() throws {
    let summary = try Self.summary(
      """
      [{"traceId": "a", "id": "1", "kind": "PRODUCER", "localEndpoint": {"serviceName": "orders"}},
       {"traceId": "a", "id": "2", "parentId": "1", "kind": "CONSUMER", "localEndpoint": {"serviceName": "mail"}}]
      """)
    #expect(summary.hasMessages && summary.synchronousShare == 0)
  }

  @Test(arguments: [
    "{}", "[]", "[1, [2], null]", #"{"data": [{"spans": [{"spanID": 3}]}]}"#,
    #"{"resourceSpans": [{"resource": {}, "scopeSpans": [{"spans": [{"traceId": "x"}]}]}]}"#,
    #"[{"traceId": "a", "id": "1", "parentId": "1", "localEndpoint": {"serviceName": "self"}}]"#,
  ])
  func `what is no span is left out`(_ text: String) {
    let spans = DocumentText(Array(text.utf8), name: "t.json").documents.flatMap(TraceFormats.spans)
    #expect(spans.count <= 1)
    if let summary = TraceSummary(spans, at: SourceLocation(file: "t.json", line: 1)) {
      #expect(summary.calls.isEmpty)
    }
  }

  /// Requests to `web`, of which every fourth asks `ads`, each asks `cart` twice, and a tenth of the gateway's go to `admin`.
  private static func jaeger() -> String {
    var spans: [String] = []
    func span(_ id: String, _ process: String, _ parent: String?) {
      let reference = parent.map { #"{"refType": "CHILD_OF", "traceID": "a", "spanID": "\#($0)"}"# } ?? ""
      spans.append(
        #"{"traceID": "a", "spanID": "\#(id)", "processID": "\#(process)", "references": [\#(reference)]}"#)
    }
    for index in 0..<100 {
      span("g\(index)", "gateway", nil)
      guard index % 10 > 0 else {
        span("a\(index)", "admin", "g\(index)")
        continue
      }
      span("w\(index)", "web", "g\(index)")
      span("c\(index)", "cart", "w\(index)")
      span("d\(index)", "cart", "w\(index)")
      if index % 3 == 1 { span("e\(index)", "ads", "w\(index)") }
    }
    let names = ["gateway", "admin", "web", "cart", "ads"]
    let processes = names.map { #""\#($0)": {"serviceName": "\#($0)"}"# }.joined(separator: ", ")
    return
      #"{"data": [{"traceID": "a", "processes": {\#(processes)}, "spans": [\#(spans.joined(separator: ","))]}]}"#
  }

  @Test func `calls, routes and facts are as traces show them`() throws {
    let found = try InventedSystem(
      name: "traced",
      files: [
        "compose.yaml": """
        services:
          gateway: {build: ./gateway, ports: ["80:80"], environment: {WEB: "http://web", ADMIN: "http://admin"}}
          admin: {build: ./admin}
          web: {build: ./web, environment: {CART_URL: "http://cart:80"}}
          cart: {build: ./cart}
          ads: {build: ./ads}
        """,
        "gateway/nginx.conf": """
        server {
          location / { proxy_pass http://web; }
          location /admin { proxy_pass http://admin; }
        }
        """,
        "traces/jaeger.json": Self.jaeger(),
      ], services: [], stores: [], edges: []
    ).read()
    let web = try #require(found.system["web"]?.operations.first).steps.flatMap(\.calls)
    let counts = Dictionary(uniqueKeysWithValues: web.map { ($0.component, $0.count) })
    let cart = try #require(counts["cart"] ?? nil)
    #expect(cart.likely == 2 && cart.low < 2 && cart.high > 2 && cart.provenance.basis == .measured)
    // No file names it.
    let ads = try #require(counts["ads"] ?? nil)
    #expect(abs(ads.likely - 1.0 / 3) < 0.05)
    guard case .choice(let routes)? = found.system["gateway"]?.operations.first?.steps.first else {
      Issue.record("the gateway's routes are no choice")
      return
    }
    #expect(
      routes.map { [$0.steps.flatMap(\.calls)[0].component: $0.share.likely] } == [
        ["admin": 0.1], ["web": 0.9],
      ])
    let edge = try #require(found.inventory.edges.first { $0.from == "web" && $0.to == "ads" })
    #expect(edge.evidence.first?.location.file == "traces/jaeger.json")
    #expect(found.inventory.given.contains(.traces))
    let values = Dictionary(
      found.inventory.facts.compactMap { fact in fact.value.map { (fact.topic, $0) } },
      uniquingKeysWith: { $1 })
    #expect(values[.tracedServices] == 5 && values[.tracedShare] == 1 && values[.tracedSynchronousShare] == 1)
  }

  @Test func `databases under one service or several are told apart`() throws {
    func facts(_ second: String) throws -> [FactTopic] {
      let spans = ["orders": "a", "stock": second].map { service, database in
        #"{"traceId": "t", "id": "\#(service)", "kind": "CLIENT", "localEndpoint": {"serviceName": "\#(service)"}, "#
          + #""tags": {"db.system": "mysql", "db.name": "\#(database)"}}"#
      }
      return try InventedSystem(
        name: "databases",
        files: [
          "compose.yaml": "services: {orders: {build: ./o}, stock: {build: ./s}}",
          "zipkin.json": "[" + spans.joined(separator: ",") + "]",
        ], services: [], stores: [], edges: []
      ).read().inventory.facts.map(\.topic)
    }
    #expect(try facts("a").contains(.tracedSharedDatabase))
    #expect(try facts("b").contains(.tracedOwnership))
    #expect(try !facts("b").contains(.tracedSharedDatabase))
  }
}
