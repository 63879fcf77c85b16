import TenfoldModel
import TenfoldRandomSystems
import Testing

@testable import TenfoldSimulation

/// Traces of requests beside what is counted of them.
struct TraceTests {
  typealias Sample = SampleSystem

  /// So many traces that every request begins in a part of the run of its own.
  private static func recordAll(_ options: inout SystemSimulationOptions) {
    options.length.runs = 1
    options.removesWarmUp = false
    options.traceCount = 50_000_000
  }

  private static func random(_ seed: Int) -> (RandomSystem, SystemSimulationOptions) {
    var shape = RandomSystem.Options()
    shape.componentCount = 3...8
    (shape.hasResilience, shape.hasShards) = (true, true)
    let random = RandomSystem(seed: seed, options: shape)
    var options = SystemSimulationOptions(length: .init(duration: 1, seed: UInt64(seed)))
    options.load = random.load
    options.length.duration = SystemSimulation.duration(
      of: random.system, lowered: random.lowered, load: random.load, executions: 300)
    return (random, options)
  }

  /// Little's law without chance: waits told of executions add up to the length of the queue that was watched.
  @Test func `traces tell the requests, executions and waits that the report counts`() throws {
    let system = Sample.system(
      [
        Sample.service("web", cpu: 0.02, [.call(Call(component: "api"))]),
        Sample.service("api", cpu: 0.001, replicas: 2, workers: 1, [.call(Call(component: "far"))]),
        Sample.external("far", delay: 0.05),
      ], rate: 30)
    let duration = 20.0
    let report = try Sample.run(system, duration: duration, Self.recordAll)
    let roots = report.traces.map { $0.spans[0] }
    let times = roots.filter { $0.isFinished && $0.failure == nil }.map { $0.end - $0.begin }
    #expect(abs(Double(times.count) - report.journey.throughput.estimate * duration) < 1e-6)
    #expect(
      abs(times.reduce(0, +) / Double(times.count) - report.journey.responseTime.estimate) < 1e-9)
    #expect(report.traces.map(\.request) == Array(0..<report.traces.count))
    for name in ["web", "api"] {
      let spans = report.traces.flatMap(\.spans).filter { $0.component == name }
      let component = report.component(name)
      #expect(!spans.isEmpty)
      #expect(
        abs(Double(spans.count { $0.isFinished }) - component.throughput.estimate * duration) < 1e-6)
      #expect(
        abs(spans.reduce(0) { $0 + $1.coreWait } - component.coreQueue.estimate * duration) < 1e-6)
      let workers = component.workerQueue?.estimate ?? 0
      #expect(abs(spans.reduce(0) { $0 + $1.workerWait } - workers * duration) < 1e-6)
    }
    #expect(report.component("api").workerQueue!.estimate > 0.1)
    #expect(report.component("web").coreQueue.estimate > 0.1)
  }

  @Test(arguments: 0..<12)
  func `spans are trees whose children lie inside, and no digit changes by them`(_ seed: Int) throws {
    var (random, options) = Self.random(seed)
    let plain = try SystemSimulation.run(random.system, lowered: random.lowered, options: options)
    options.traceCount = 40
    var report = try SystemSimulation.run(random.system, lowered: random.lowered, options: options)
    let other = try SystemSimulation.run(
      random.system, lowered: random.lowered, options: options, on: manyThreads)
    #expect(report == other, "threads change nothing")
    #expect(!report.traces.isEmpty && report.traces.count <= 40)
    for trace in report.traces {
      #expect(trace.spans[0].kind == .request && trace.spans[0].parent == nil)
      for (index, span) in trace.spans.enumerated() {
        let waited = span.connectionWait + span.workerWait + span.coreWait
        #expect(waited <= (span.end - span.begin) * (1 + 1e-9) + 1e-12)
        guard index > 0 else { continue }
        let parent = try #require(span.parent)
        #expect(parent < index)
        let caller = trace.spans[parent]
        #expect(span.begin >= caller.begin && span.begin <= caller.end)
        if span.kind == .call, !span.isGivenUp, span.isFinished { #expect(span.end <= caller.end) }
      }
    }
    report.traces = []
    #expect(report == plain)
  }

  @Test func `every attempt is told, and what was given up goes on`() throws {
    var call = Call(component: "slow")
    call.resilience = Resilience(timeout: .stated(0.1), retryLimit: .stated(2))
    let system = Sample.system(
      [Sample.service("web", [.call(call)]), Sample.external("slow", delay: 1, scv: 0)], rate: 2)
    let report = try Sample.run(system, duration: 10, Self.recordAll)
    let whole = report.traces.filter { $0.spans.allSatisfy(\.isFinished) }
    #expect(whole.count > 5)
    for trace in whole {
      let attempts = trace.spans.filter { $0.component == "slow" }
      #expect(attempts.map(\.attempt) == [1, 2, 3])
      #expect(attempts.allSatisfy { $0.isGivenUp && $0.failure == nil && $0.end > trace.spans[0].end })
      #expect(trace.spans[0].failure == .timeout)
      #expect(abs(trace.spans[0].end - trace.spans[0].begin - 0.3) < 1e-9)
    }
  }

  @Test func `hedges, messages and what is lost with its replica are told as such`() throws {
    var hedged = Call(component: "far")
    hedged.resilience = Resilience(hedgeAfter: .stated(0.2))
    let message = Call(component: "mail", mode: .asynchronous)
    let system = Sample.system(
      [
        Sample.service("web", [.call(message), .call(hedged)]), Sample.external("far", delay: 0.2),
        Sample.service("mail", cpu: 0.5, cores: 8),
      ], rate: 5)
    let report = try Sample.run(system, duration: 40) {
      Self.recordAll(&$0)
      $0.events = [
        .failures(.init(target: .whole(.component("mail")), timeBetween: 5, repairTime: 1))
      ]
    }
    let spans = report.traces.flatMap(\.spans)
    #expect(spans.contains { $0.isHedge && $0.component == "far" && $0.attempt == 1 })
    #expect(spans.contains { $0.isGivenUp && $0.component == "far" })
    let mails = spans.filter { $0.component == "mail" }
    #expect(!mails.isEmpty && mails.allSatisfy { $0.kind == .message && $0.parent != nil })
    #expect(mails.contains { $0.failure == .lost })
    #expect(!spans.contains { $0.component == "web" && $0.failure != nil })
  }

  @Test func `requests are taken evenly over the first run`() throws {
    let system = Sample.system([Sample.service("web", cpu: 0.001)], rate: 100)
    let report = try Sample.run(system, duration: 10) { $0.traceCount = 10 }
    #expect(report.traces.map { Int($0.spans[0].begin) } == Array(0..<10))
    #expect(report.traces.allSatisfy { $0.spans.count == 2 && $0.spansLeftOut == 0 })
    #expect(try Sample.run(system, duration: 10).traces.isEmpty)
  }

  @Test func `a trace that is full leaves out what comes then, and says how much`() throws {
    let call = Call(component: "api", count: .stated(40))
    let system = Sample.system(
      [
        Sample.service("web", [.call(call)]), Sample.service("api", [.call(Call(component: "db"))]),
        Sample.service("db"),
      ], rate: 1)
    let report = try Sample.run(system, duration: 5, Self.recordAll)
    #expect(!report.traces.isEmpty)
    for trace in report.traces {
      #expect(trace.spans.count == SpanRecorder.fewestSpansOfTrace)
      // The request, web, forty times api with its db: what a left out api sets off is left out with it.
      #expect(trace.spansLeftOut == 40 - trace.spans.count { $0.component == "api" })
    }
  }
}
