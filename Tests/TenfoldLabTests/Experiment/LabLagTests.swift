import TenfoldModel
import TenfoldOutput
import Testing

@testable import TenfoldLab

/// How far consumers are behind: from samples of what waits to a figure beside what was predicted.
struct LabLagTests {
  private static func sample(_ time: Double, _ waiting: Int, _ inWork: Int) -> BacklogWatch.Sample {
    BacklogWatch.Sample(time: time, waiting: ["mail": waiting], unhandled: ["mail": waiting + inWork])
  }

  @Test func `the mean is that of the load, the catching up begins at the most and ends when none waits`() {
    let samples = [
      Self.sample(1, 0, 1), Self.sample(2, 20, 2), Self.sample(3, 40, 2), Self.sample(4, 10, 2),
      Self.sample(4.5, 0, 1), Self.sample(5, 0, 0),
    ]
    let lag = samples.lag(of: "mail", age: 0.5, until: 4)
    #expect(lag == LabLag(component: "mail", age: 0.5, waiting: 17.5, most: 42, catchUpTime: 1.5))
    // What never caught up has no time for it, and what was never asked has nothing.
    #expect(Array(samples.prefix(4)).lag(of: "mail", age: nil, until: 4).catchUpTime == nil)
    #expect(samples.lag(of: "stock", age: nil, until: 4) == LabLag(component: "stock"))
  }

  @Test func `the slowest consumer is the one whose messages take longest for each place`() {
    func service(_ name: String, _ delay: Double) -> Component {
      Component(
        name: name, kind: .service,
        operations: [Operation(name: "handle", demand: Demand(cpu: .stated(0.001), delay: .stated(delay)))])
    }
    func call(_ name: String) -> Step {
      .call(Call(component: name, operation: "handle", mode: .asynchronous))
    }
    var system = System(name: "s")
    system.components = [
      service("mail", 0.02), service("stock", 0.03),
      Component(
        name: "nats", kind: .topic,
        operations: [Operation(name: "placed", steps: [call("mail"), call("stock")])],
        messaging: Messaging(consumers: [
          .init(component: "mail", operation: "handle", concurrency: .stated(1)),
          .init(component: "stock", operation: "handle", concurrency: .stated(4)),
        ])),
    ]
    #expect(LabTopics.slowestConsumer(of: system) == "mail")
    system["nats"]?.messaging?.consumers[1].concurrency = .stated(1)
    #expect(LabTopics.slowestConsumer(of: system) == "stock")
    #expect(LabTopics.slowestConsumer(of: SampleLab.system()) == nil)
    #expect(LabConfiguration.possible(for: system).contains { $0.id == "consumer-stopped" })
    #expect(!LabConfiguration.possible(for: SampleLab.system()).contains { $0.id == "consumer-stopped" })
  }

  @Test func `lags are told beside each other, with the error of each prediction`() {
    var solved = LabPrediction(throughput: 30, utilization: nil, p50: 0.01, p99: 0.02)
    solved.lags = [
      LabLag(component: "mail", most: 45, catchUpTime: 0.8), LabLag(component: "stock", age: 0.003),
    ]
    var simulated = solved
    simulated.lags = [
      LabLag(component: "mail", age: 0.3, waiting: 9), LabLag(component: "stock", age: 0.003, waiting: 0),
    ]
    var measured = LabMeasurement(
      throughput: 30, utilizations: [:], p50: 0.01, p99: 0.02, hitRatio: nil, failedShare: 0,
      generatorDelay: 0, slowdown: 1)
    measured.lags = [
      LabLag(component: "mail", age: 0.4, waiting: 10, most: 50, catchUpTime: 1),
      LabLag(component: "stock", age: 0.004, waiting: 0, most: 2, catchUpTime: 0.1),
    ]
    let outcome = LabOutcome(
      id: "consumer-stopped", title: "a consumer of messages stands still for a while", demands: LabDemands(),
      saturation: 100, startTime: 1,
      rows: [
        LabRow(
          factor: 1, offered: 30,
          predictions: LabPredictions(station: "nats", solved: solved, simulated: simulated),
          measurement: measured)
      ])
    let result = LabResult(
      system: "s", remarks: [], nodeCores: 0.25, hasQuotas: true, duration: 5, outcomes: [outcome])
    let lines = LabReport(of: result.document).text.split(separator: "\n").map { line in
      line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
    for line in [
      "30 requests/s mail predicted 300 ms 9 45 800 ms", "measured 400 ms 10 50 1 s",
      "off by -25 % -10 % -10 % -20 %",
      "stock predicted 3 ms 0", "measured 4 ms 0", "off by -25 %",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    #expect(result.document.text.contains("\"catchUpSeconds\": 0.8"))
  }
}
