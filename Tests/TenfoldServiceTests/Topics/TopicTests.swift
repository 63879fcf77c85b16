import Synchronization
import TenfoldPlatform
import TenfoldReplica
import TenfoldTestSupport
import Testing

@testable import TenfoldLab
@testable import TenfoldService

/// Topics over a real NATS server, where it is installed.
@Suite(.serialized) struct TopicTests {
  private static let searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  /// Does `body` with a bench and a server with the streams `placed` and `paid`; skips where there is none.
  private static func withServer(_ body: (Bench, NATSServer) throws -> Void) throws {
    guard Doctor.find("nats-server", searchPath: searchPath) != nil else {
      print("skipped: nats-server is not installed")
      return
    }
    let bench = try Bench(hasQuotas: false, searchPath: searchPath)
    defer { bench.stop() }
    let server = try NATSServer(named: "nats", cores: nil, on: bench, LabPrograms(searchPath: searchPath))
    for topic in ["placed", "paid"] { try server.addStream(topic) }
    try body(bench, server)
  }

  /// A service that consumes `placed`, as many at once as is said.
  private static func consumer(
    _ name: String, of server: NATSServer, atOnce: Int = 1, seconds: Double = 0, patience: Double = 30
  ) -> ServiceConfiguration {
    ServiceConfiguration(
      name: name, port: 0, workers: 10,
      operations: [.init(name: "handle", processorTime: seconds, spread: .constant)],
      broker: .init(
        port: server.port, timeout: 2, topics: ["placed"],
        consumers: [.init(topic: 0, operation: "handle", concurrency: atOnce, patience: patience)]))
  }

  private static func publisher(port: UInt16) -> Service { Service(publisherConfiguration(port: port)) }

  private static func publisherConfiguration(port: UInt16) -> ServiceConfiguration {
    ServiceConfiguration(
      name: "orders", port: 0, workers: 10,
      operations: [.init(name: "place", processorTime: 0, steps: [.publish(0)])],
      broker: .init(port: port, timeout: 2, topics: ["placed"]))
  }

  private static func value(_ name: String, of service: Service) -> Double? {
    service.answer("/metrics").text.split(separator: "\n").first { $0.hasPrefix(name + "{") }
      .flatMap { $0.split(separator: " ").last }.flatMap { Double($0) }
  }

  /// True once a metric has a value, or false after ten seconds.
  private static func waits(for name: String, of service: Service, toBe wanted: Double) -> Bool {
    let deadline = MonotonicClock.seconds + 10
    while value(name, of: service) != wanted {
      guard MonotonicClock.seconds < deadline else { return false }
      MonotonicClock.pause(forSeconds: 0.02)
    }
    return true
  }

  @Test func `each of two consumers handles every message once, and counts it with its age`() throws {
    try Self.withServer { _, server in
      let stock = Service(Self.consumer("stock", of: server, atOnce: 2))
      let mail = Service(Self.consumer("mail", of: server, seconds: 0.002))
      // They are there, and the stream keeps messages for them, once they say what waits.
      #expect(Self.waits(for: "tenfold_messages_waiting", of: stock, toBe: 0))
      #expect(Self.waits(for: "tenfold_messages_waiting", of: mail, toBe: 0))
      let orders = Self.publisher(port: server.port)
      for key in 1...50 { #expect(orders.answer("/place", key: key).status == 200) }
      for service in [stock, mail] {
        #expect(Self.waits(for: "tenfold_messages_consumed_total", of: service, toBe: 50))
        #expect(Self.waits(for: "tenfold_messages_waiting", of: service, toBe: 0))
        #expect(Self.value("tenfold_messages_failed_total", of: service) == 0)
        #expect(Self.value("tenfold_message_age_seconds_count", of: service) == 50)
      }
      #expect(
        orders.answer("/metrics").text.contains(
          "tenfold_messages_published_total{service=\"orders\",topic=\"placed\",outcome=\"taken\"} 50\n"))
      // Each message waited for its own work at least.
      let age = try #require(Self.value("tenfold_message_age_seconds_sum", of: mail))
      #expect(age > 50 * 0.002)
      #expect(
        mail.answer("/metrics").text.contains(
          "tenfold_requests_total{service=\"mail\",operation=\"handle\"} 50\n"))
    }
  }

  @Test func `no more messages are in work at once than is said, and the others wait at the server`() throws {
    try Self.withServer { _, server in
      let seen = Gauge()
      let connection = BrokerConnection(port: server.port, timeout: 2, name: "slow")
      let consumer = TopicConsumer(
        .init(topic: 0, operation: "handle", concurrency: 3), topic: "placed", named: "slow",
        over: connection
      ) { _, _ in
        seen.enter()
        MonotonicClock.pause(forSeconds: 0.05)
        seen.leave()
        return true
      }
      MonotonicClock.pause(forSeconds: 0.3)
      for key in 1...12 { #expect(connection.publish(String(key), to: "placed")) }
      let deadline = MonotonicClock.seconds + 10
      while seen.total < 12, MonotonicClock.seconds < deadline { MonotonicClock.pause(forSeconds: 0.02) }
      #expect(seen.total == 12)
      #expect(seen.most > 1 && seen.most <= 3)
      withExtendedLifetime(consumer) {}
    }
  }

  @Test func `work that fails is tried again as often as is said, then given up`() throws {
    try Self.withServer { _, server in
      let connection = BrokerConnection(port: server.port, timeout: 2, name: "mail")
      let tried = Mutex<[Int: Int]>([:])
      let consumer = TopicConsumer(
        .init(topic: 0, operation: "handle", concurrency: 1, deliveries: 3, pause: 0.01), topic: "placed",
        named: "mail", over: connection
      ) { key, _ in
        // The first key fails always, the second once, the third never.
        tried.withLock { tried in
          tried[key, default: 0] += 1
          return key == 3 || key == 2 && tried[2] == 2
        }
      }
      MonotonicClock.pause(forSeconds: 0.3)
      for key in 1...3 { #expect(connection.publish(String(key), to: "placed")) }
      let deadline = MonotonicClock.seconds + 10
      while tried.withLock({ $0.values.reduce(0, +) }) < 6, MonotonicClock.seconds < deadline {
        MonotonicClock.pause(forSeconds: 0.02)
      }
      MonotonicClock.pause(forSeconds: 0.2)
      #expect(tried.withLock { $0 } == [1: 3, 2: 2, 3: 1])
      let text = TopicConsumer.metrics(of: [consumer], service: "mail").joined(separator: "\n")
      #expect(text.contains("tenfold_messages_consumed_total{service=\"mail\",topic=\"placed\"} 2"))
      #expect(text.contains("tenfold_messages_failed_total{service=\"mail\",topic=\"placed\"} 4"))
      #expect(text.contains("tenfold_messages_abandoned_total{service=\"mail\",topic=\"placed\"} 1"))
      #expect(text.contains("tenfold_messages_waiting{service=\"mail\",topic=\"placed\"} 0"))
    }
  }

  @Test func `a message whose consumer is killed at work is delivered again`() throws {
    try Self.withServer { bench, server in
      let programs = LabPrograms(searchPath: Self.searchPath)
      let slow = Self.consumer("mail", of: server, seconds: 20, patience: 1)
      _ = try ServiceReplica(named: "mail", slow, cores: nil, on: bench, programs)
      let orders = Self.publisher(port: server.port)
      MonotonicClock.pause(forSeconds: 0.5)
      #expect(orders.answer("/place", key: 4).status == 200)
      MonotonicClock.pause(forSeconds: 0.3)
      bench.crash("mail")
      // The next one has the same name, and work that takes no time.
      let next = Service(Self.consumer("mail", of: server, patience: 1))
      #expect(Self.waits(for: "tenfold_messages_consumed_total", of: next, toBe: 1))
      let age = try #require(Self.value("tenfold_message_age_seconds_sum", of: next))
      #expect(age > 0.5)
    }
  }

  @Test func `a message that no server takes fails the request, and is counted`() throws {
    let gone = try #require(FreePorts.find(1).first)
    let orders = Self.publisher(port: gone)
    #expect(orders.answer("/place", key: 1).status == 502)
    #expect(
      orders.answer("/metrics").text.contains(
        "tenfold_messages_published_total{service=\"orders\",topic=\"placed\",outcome=\"failed\"} 1\n"))
  }

  @Test func `a message belongs to the trace of the request that published it`() throws {
    try Self.withServer { _, server in
      let folder = try FixtureFolder()
      func tracing(_ name: String, _ perSecond: Double) -> ServiceConfiguration.Tracing {
        .init(path: folder.path + "/" + name, tracesPerSecond: perSecond)
      }
      var configuration = Self.consumer("mail", of: server)
      configuration.tracing = tracing("mail", 0)
      let mail = Service(configuration)
      #expect(Self.waits(for: "tenfold_messages_waiting", of: mail, toBe: 0))
      var publishing = Self.publisherConfiguration(port: server.port)
      publishing.tracing = tracing("orders", 0.001)
      let orders = Service(publishing)
      for _ in 0..<2 { #expect(orders.answer("/place", key: 1).status == 200) }
      #expect(Self.waits(for: "tenfold_messages_consumed_total", of: mail, toBe: 2))
      func spans(_ name: String) throws -> [TraceData.Span] {
        let bytes = try FileReader.bytes(of: folder.path + "/" + name, maximum: 1 << 20)
        return try #require(TraceData(lines: bytes)).resourceSpans.flatMap(\.spans)
      }
      // The first request is traced and the second is not.
      let (sent, handled) = (try spans("orders"), try spans("mail"))
      #expect(sent.map(\.name).sorted() == ["place", "publish placed"])
      #expect(handled.map(\.kind) == [.consumer] && handled.first?.name == "handle")
      #expect(handled.first?.parentSpanId == sent.first { $0.kind == .producer }?.spanId)
      #expect(Set((sent + handled).map(\.traceId)).count == 1)
    }
  }

  @Test func `a stream that is not there takes nothing`() throws {
    try Self.withServer { _, server in
      let connection = BrokerConnection(port: server.port, timeout: 1, name: "orders")
      #expect(!connection.publish("1", to: "nowhere"))
      #expect(connection.publish("1", to: "paid"))
      #expect(throws: LabError.self) { try server.addStream("not a name") }
    }
  }
}
