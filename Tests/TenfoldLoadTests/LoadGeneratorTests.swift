import Glibc
import TenfoldModel
import TenfoldPlatform
import Testing

@testable import TenfoldLoad

/// The generator against a server that does what the test says.
@Suite(.serialized) struct LoadGeneratorTests {
  private static let fine = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

  @Test func `every due request is answered, and the generator is on time`() throws {
    let server = ScriptedServer { _, _ in Self.fine }
    defer { server.stop() }
    let report = try LoadGenerator.run(Self.plan(server, rate: 400, duration: 0.5))
    #expect(report.answered == report.due && report.failed == 0 && report.unanswered == 0)
    #expect(server.requests.count == report.due)
    // Poisson with mean 200: four standard deviations; the seed is fixed besides.
    #expect((144...256).contains(report.due))
    #expect(report.delays.total == UInt64(report.due))
    // Tests share the machine with builds: half a second is far from the generator's own error and from a hang.
    #expect(try #require(report.delays.quantile(0.5)) < 0.5)
  }

  @Test
  func
    `one seed asks for the same in the same order, reads and writes by their share, popular keys more often`()
    throws
  {
    let server = ScriptedServer { _, _ in Self.fine }
    defer { server.stop() }
    var plan = Self.plan(server, rate: 1000, duration: 0.3)
    plan.path = "/item?key={key}&x=1"
    plan.writeShare = 0.25
    plan.keyCount = 100
    plan.zipfExponent = 1
    plan.connectionCount = 1
    let count = try LoadGenerator.run(plan).due
    _ = try LoadGenerator.run(plan)
    let lines = server.requests
    #expect(Array(lines[..<count]) == Array(lines[count...]))
    let writes = lines[..<count].count { $0.hasPrefix("POST ") }
    #expect(abs(Double(writes) / Double(count) - 0.25) < 0.11)
    // Zipf's law with exponent 1 over 100 keys gives the first 1/5.187 = 19 % of the requests.
    let popular = lines[..<count].count { $0.contains("?key=1&x=1 HTTP/1.1") }
    #expect(abs(Double(popular) / Double(count) - 0.193) < 0.1)
  }

  @Test func `a server that stands still for a while is slow for all that were due meanwhile`() throws {
    let server = ScriptedServer { number, _ in
      if number == 20 { usleep(300_000) }
      return Self.fine
    }
    defer { server.stop() }
    var plan = Self.plan(server, rate: 200, duration: 1)
    plan.connectionCount = 1
    let report = try LoadGenerator.run(plan)
    #expect(report.answered == report.due)
    // Some 60 requests were due in 0.3 s; half of them waited at least 0.15 s. A closed loop would show one.
    #expect(report.latencies.share(above: 0.1) > 0.1)
  }

  @Test func `a closed loop asks again when it is answered, and never more at once than it has connections`()
    throws
  {
    let server = ScriptedServer { _, _ in
      usleep(2000)
      return Self.fine
    }
    defer { server.stop() }
    var plan = Self.plan(server, rate: 1, duration: 0.3)
    plan.isClosed = true
    plan.connectionCount = 3
    let report = try LoadGenerator.run(plan)
    #expect(report.answered == report.due && report.failed == 0)
    // One thread that sleeps 2 ms for each answers 150 at most; at the rate of 1/s there would be none.
    #expect(report.due > 10 && report.due <= 160)
    // Of three that ask at once the last one waits for two others and itself.
    #expect(try #require(report.latencies.quantile(0.5)) > 0.004)
  }

  @Test func `answers that say an error, make no sense or never come are told apart`() throws {
    let server = ScriptedServer { number, _ in
      switch number % 4 {
      case 0: "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"
      case 1: "nonsense\r\n\r\n"
      case 2: nil
      default: Self.fine
      }
    }
    defer { server.stop() }
    var plan = Self.plan(server, rate: 200, duration: 0.2)
    plan.timeout = 0.3
    let report = try LoadGenerator.run(plan)
    #expect(report.due == report.answered + report.failed + report.unanswered)
    #expect(report.answered > 0 && report.failed > report.unanswered && report.unanswered > 0)
    #expect(report.latency(0.99) == nil)
    #expect(report.latency(0.01) != nil)
  }

  @Test func `a connection that the server closes is opened again`() throws {
    let server = ScriptedServer { _, _ in "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    }
    defer { server.stop() }
    let report = try LoadGenerator.run(Self.plan(server, rate: 200, duration: 0.2))
    #expect(report.answered == report.due && report.due > 10)
  }

  @Test func `what is worked off after the last request does not count as answered while they were sent`()
    throws
  {
    let server = ScriptedServer { number, _ in
      if number == 10 { usleep(500_000) }
      return Self.fine
    }
    defer { server.stop() }
    var plan = Self.plan(server, rate: 200, duration: 0.3)
    plan.connectionCount = 1
    let report = try LoadGenerator.run(plan)
    // Some 60 were due in 0.3 s. The tenth was answered 0.5 s after it was sent, and all others after it.
    #expect(report.answered == report.due && report.due > 30)
    #expect(report.answeredInTime <= 10 && report.sendingTime == 0.3)
    #expect(report.sendingThroughput == Double(report.answeredInTime) / 0.3)
  }

  @Test func `the generator says whether its thread goes before others, and is an ordinary one afterwards`()
    throws
  {
    let server = ScriptedServer { _, _ in Self.fine }
    defer { server.stop() }
    let report = try LoadGenerator.run(Self.plan(server, rate: 200, duration: 0.1))
    #expect(sched_getscheduler(0) == SCHED_OTHER)
    let mayBe = RealTime.begin()
    if mayBe {
      #expect(sched_getscheduler(0) == SCHED_RR)
      RealTime.end()
    }
    #expect(report.isRealTime == mayBe && sched_getscheduler(0) == SCHED_OTHER)
  }

  @Test func `a port where nothing listens is told at once`() {
    let server = ScriptedServer { _, _ in nil }
    server.stop()
    usleep(100_000)
    #expect(throws: LoadError.self) {
      try LoadGenerator.run(LoadPlan(port: server.port, path: "/", rate: .constant(1), duration: 1))
    }
  }

  private static func plan(_ server: ScriptedServer, rate: Double, duration: Double) -> LoadPlan {
    LoadPlan(port: server.port, path: "/", rate: .constant(rate), duration: duration)
  }
}
