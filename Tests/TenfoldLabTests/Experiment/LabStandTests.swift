import TenfoldModel
import TenfoldPlatform
import TenfoldReplica
import Testing

@testable import TenfoldLab

/// A system with a gateway and a topic on real servers, where they are installed.
@Suite(.serialized) struct LabStandTests {
  private static let searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  @Test func `what enters by the gateway is published, handled by every consumer, and told with its age`()
    throws
  {
    guard let programs = Self.programs(with: ["nats-server", "haproxy"]) else { return }
    let bench = try Bench(hasQuotas: false, searchPath: Self.searchPath)
    defer { bench.stop() }
    let stand = try LabStand(
      try LabTopicsTests.lab().system, work: [:], tracesPerSecond: 1e9, on: bench, programs)
    #expect(Set(stand.limited) == ["edge", "nats"])
    #expect(Set(stand.serviceNames) == ["orders", "audit", "mail", "stock"])
    // The entry is the gateway's own path, which orders does not know.
    #expect(stand.entry.path == "/order")
    for key in 1...20 {
      #expect(LoopbackHTTP.get(stand.entry.path + "?key=\(key)", port: stand.entry.port) == "ok\n")
    }
    #expect(LoopbackHTTP.get("/place", port: stand.entry.port)?.contains("ok") != true)
    stand.waitUntilIdle(seconds: 10)
    for service in ["mail", "stock"] {
      let age = try #require(stand.messageAges[service])
      #expect(age.count == 20 && age.sum > 0)
    }
    // Three calls at once and one handed over for each request.
    let noted = stand.metrics().first {
      $0.0 == "tenfold_requests_total{service=\"audit\",operation=\"note\"}"
    }
    #expect(noted?.1 == 80)
    try Self.expectTraces(of: 20, in: stand)

    // A consumer that stands still leaves its messages with the broker, and works them off afterwards.
    let watch = BacklogWatch(stand.consumers, port: try #require(stand.broker).port)
    try stand.stop("mail", fromSeconds: 0.1, untilSeconds: 2.1, number: 1)
    MonotonicClock.pause(forSeconds: 0.4)
    for key in 1...15 { _ = LoopbackHTTP.get(stand.entry.path + "?key=\(key)", port: stand.entry.port) }
    MonotonicClock.pause(forSeconds: 1)
    stand.waitUntilIdle(seconds: 10)
    MonotonicClock.pause(forSeconds: 0.2)
    let lag = watch.end().lag(of: "mail", age: nil, until: .infinity)
    #expect(lag.most == 15)
    #expect(lag.catchUpTime != nil)
    #expect(stand.messageAges["mail"]?.count == 35)
    // What is skipped is not taken, and what comes after it is.
    func ask() { _ = LoopbackHTTP.get(stand.entry.path + "?key=1", port: stand.entry.port) }
    ask()
    stand.waitUntilIdle(seconds: 10)
    MonotonicClock.pause(forSeconds: 0.3)
    try stand.skipTraces()
    ask()
    stand.waitUntilIdle(seconds: 10)
    MonotonicClock.pause(forSeconds: 0.3)
    let roots = try stand.takeTraces().flatMap(\.spans).filter { $0.parentSpanId == nil }
    #expect(roots.count == 1)
  }

  @Test func `what is written goes by a pooler of its own, and copies answer what is read past it`()
    throws
  {
    guard let programs = Self.programs(with: ["postgres", "pgbouncer"]) else { return }
    var lab = try SampleLab.lab()
    lab.system["db"]?.state?.keys?.count = .stated(100)
    lab.system["db"]?.state?.isPooled = true
    let system = SampleLab.configuration("replica").applied(to: lab, store: "db")
    let bench = try Bench(hasQuotas: false, searchPath: Self.searchPath)
    let pooler: [ProcessIdentity]
    do {
      defer { bench.stop() }
      let stand = try LabStand(system, work: [:], on: bench, programs)
      #expect(Set(stand.limited) == ["db", "db-replica-1", "db-pooler"])
      pooler = bench.processes(of: "db-pooler")
      #expect(!pooler.isEmpty && pooler.allSatisfy { $0.isAlive })
      let write = try #require(stand.probe("db", "write", work: nil))
      for key in 1...20 {
        #expect(LoopbackHTTP.get(write.path + "?key=\(key)", port: write.port) == "ok\n")
      }
      bench.crash("db-pooler")
      #expect(LoopbackHTTP.get(write.path + "?key=1", port: write.port) != "ok\n")
      // Nine of ten requests only read: of forty, some are answered without it.
      let answered = (1...40).count { key in
        LoopbackHTTP.get(stand.entry.path + "?key=\(key)", port: stand.entry.port) == "ok\n"
      }
      #expect(answered > 10)
    }
    #expect(!pooler.contains { $0.isAlive })
  }

  /// The programs of a stand that needs some; nil, said why, where one is not there.
  private static func programs(with needed: [String]) -> LabPrograms? {
    if let missing = needed.first(where: { Doctor.find($0, searchPath: searchPath) == nil }) {
      print("skipped: \(missing) is not installed")
      return nil
    }
    let programs = LabPrograms(searchPath: searchPath)
    guard (try? programs.service()) != nil else {
      print("skipped: tenfold-service is not built")
      return nil
    }
    return programs
  }

  /// Every request is one trace that begins behind the gateway and reaches all services, also by messages.
  private static func expectTraces(of count: Int, in stand: LabStand) throws {
    var spans: [String: [TraceData.Span]] = [:]
    // What is handed over may end after everything else.
    let deadline = MonotonicClock.seconds + 5
    repeat {
      for resource in try stand.takeTraces() {
        spans[try #require(resource.service), default: []] += resource.spans
      }
      MonotonicClock.pause(forSeconds: 0.05)
    } while spans.values.joined().count < count * 14 && MonotonicClock.seconds < deadline
    let traces = Set(spans["orders"]?.map(\.traceId) ?? [])
    #expect(traces.count == count)
    #expect(spans["orders"]?.count { $0.parentSpanId == nil } == count)
    for (service, each) in [("audit", 4), ("mail", 1), ("stock", 1)] {
      let own = try #require(spans[service])
      #expect(own.count == each * count && Set(own.map(\.traceId)) == traces)
      #expect(own.allSatisfy { $0.parentSpanId != nil })
    }
    #expect(try stand.takeTraces().flatMap(\.spans).isEmpty)
  }
}
