import TenfoldPlatform
import TenfoldReplica
import Testing

@testable import TenfoldService

struct ServiceTests {
  @Test func `burning takes the processor time asked for`() {
    for seconds in [0.0005, 0.002, 0.01] {
      let start = MonotonicClock.threadSeconds
      let used = ProcessorBurner.burn(seconds)
      let spent = MonotonicClock.threadSeconds - start
      #expect(used >= seconds && spent >= seconds)
      // Debug builds take some 20 µs between two looks at the clock.
      #expect(spent < seconds + 0.0005)
    }
    #expect(ProcessorBurner.burn(0) == 0)
  }

  @Test func `exponential demands have the mean asked for, and metrics tell them`() throws {
    let service = Service(
      ServiceConfiguration(
        name: "api", port: 0, workers: 1, operations: [.init(name: "work", processorTime: 0.0005)]))
    for _ in 0..<400 { #expect(service.answer("/work").status == 200) }
    let text = service.answer("/metrics").text
    #expect(text.contains("tenfold_requests_total{service=\"api\",operation=\"work\"} 400\n"))
    let line = try #require(
      text.split(separator: "\n").first { $0.hasPrefix("tenfold_demand_seconds_total{") })
    let burned = try #require(Double(line.split(separator: " ").last ?? ""))
    // 0.2 s expected, standard deviation 5 %; each request burns up to some 20 µs more in debug builds.
    #expect(burned > 0.16 && burned < 0.25)
  }

  @Test func `no more requests are worked on at once than there are workers, and all get their turn`() {
    let slots = WorkerSlots(count: 2)
    let seen = Gauge()
    Threads.run(20, threads: 6) { _ in
      slots.whenFree {
        seen.enter()
        ProcessorBurner.burn(0.002)
        seen.leave()
      }
    }
    #expect(seen.most <= 2 && seen.most >= 1)
    #expect(seen.total == 20)
    #expect(slots.counts == (busy: 0, waiting: 0))
  }

  @Test func `many that wait all get their turn, more than a round of them`() {
    let slots = WorkerSlots(count: 1)
    let seen = Gauge()
    Threads.run(600, threads: 300) { _ in
      slots.whenFree {
        seen.enter()
        seen.leave()
      }
    }
    #expect(seen.most == 1 && seen.total == 600)
    #expect(slots.counts == (busy: 0, waiting: 0))
  }

  @Test func `a configuration reads back, and a bad one is refused with its place`() throws {
    let text = """
      {"name": "api", "port": 0, "workers": 2, "seed": 3, "calls": [], "stores": [],
       "operations": [{"name": "work", "processorTime": 0.001, "spread": "constant", "steps": []}]}
      """
    let read = try ServiceConfiguration(json: Array(text.utf8), path: "api.json")
    #expect(read.operations == [.init(name: "work", processorTime: 0.001, spread: .constant)])
    for bad in [
      "{}", "nonsense", text.replacing("\"workers\": 2", with: "\"workers\": 0"),
      text.replacing("0.001", with: "-1"),
      text.replacing("\"steps\": []}", with: "\"steps\": [{\"call\": 0}]}"),
    ] {
      let error = #expect(throws: ServiceError.self) {
        try ServiceConfiguration(json: Array(bad.utf8), path: "api.json")
      }
      #expect(error?.description.hasPrefix("api.json: ") == true)
    }
  }
}
