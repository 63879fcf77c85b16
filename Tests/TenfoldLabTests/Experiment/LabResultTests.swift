import TenfoldModel
import TenfoldOutput
import TenfoldPlatform
import TenfoldTestSupport
import Testing

@testable import TenfoldLab

struct LabResultTests {
  @Test func `errors are told against what was measured, and what has no bound has no error`() {
    let text = Self.result(measured: Self.measurement(slowdown: 1.1)).text
    #expect(text.contains("solved is off by  +10 %      -20 %  +50 %"))
    #expect(text.contains("simulated         90         50 %   20 ms   no bound"))
    #expect(text.contains("cache answers 90 % of the reads"))
    #expect(!text.contains("*"))
  }

  @Test func `a load during which other work took the processors is marked`() {
    let text = Self.result(measured: Self.measurement(slowdown: 1.6)).text
    #expect(text.contains("measured *") && text.contains("control 1.6x"))
    #expect(text.contains("say little about the system"))
    #expect(Self.measurement(slowdown: 1, delay: 0.004).isNoisy)
  }

  @Test func `a statement that takes another time than calibrated marks the load, whether more or less`() {
    var measurement = Self.measurement(slowdown: 1.05)
    for (drift, isNoisy) in [(1.05, false), (0.95, false), (1.3, true), (0.7, true)] {
      measurement.drift = drift
      #expect(measurement.isNoisy == isNoisy, "\(drift)")
    }
    measurement.attempts = 2
    let text = Self.result(measured: measurement).text
    #expect(text.contains("a statement took 0.7x as long afterwards; the quietest of 2"))
    measurement.drift = nil
    #expect(measurement.noise < 1)
    #expect(Self.result(measured: measurement).text.contains("the quietest of 2"))
  }

  @Test func `what statements take on busy and on idle servers is told, and the predictions use the first`() {
    var demands = LabDemands(operations: ["db.read": 0.0001, "api.request": 0.00005])
    demands.idle = ["db.read": 0.0002]
    demands.delay = 0.0003
    let text = Self.result(demands, measured: nil).text
    #expect(
      text.contains("takes when busy: api.request 50 us, db.read 100 us (200 us when idle); 300 us besides"))
    let document = Self.result(demands, measured: nil).document.text
    #expect(document.contains("\"idleCpuSeconds\": 0.0002") && document.contains("\"idleCpuSeconds\": null"))
    let system = demands.put(into: SampleLab.system())
    #expect(system["db"]?.operation("read")?.demand.cpu?.likely == 0.0001)
  }

  @Test func `a prediction stands in the result before it is measured`() {
    let document = Self.result(measured: nil).document.text
    #expect(document.contains("\"measured\": null") && document.contains("\"p50Seconds\": 0.015"))
    #expect(Self.result(measured: nil).text.contains("solved"))
  }

  @Test func `the result is valid by its schema, before and after it was measured`() throws {
    let check =
      "import json, sys, jsonschema; jsonschema.Draft202012Validator(json.load(open(sys.argv[1]))).validate("
      + "json.load(open(sys.argv[2])))"
    guard try Self.python("import jsonschema") == 0 else {
      print("skipped: python3 with jsonschema is not installed")
      return
    }
    let folder = try FixtureFolder()
    try folder.write("schema.json", LabSchema.document.text)
    try folder.write("broken.json", "{}")
    try folder.write("before.json", Self.result(measured: nil).document.text)
    try folder.write("after.json", Self.result(measured: Self.measurement(slowdown: 1)).document.text)
    for (name, isValid) in [("before", true), ("after", true), ("broken", false)] {
      let status = try Self.python(check, folder.path + "/schema.json", "\(folder.path)/\(name).json")
      #expect((status == 0) == isValid, "\(name)")
    }
  }

  private static func python(_ words: String...) throws -> Int32 {
    guard let python = ExternalTool.find("python3") else { return 1 }
    return try ExternalTool.run(
      python, arguments: ["-c"] + words, environment: ["PATH": "/usr/bin:/bin"], limitSeconds: 60,
      maximumOutput: 1 << 20
    ).status
  }

  @Test func `the busy share of every node is told`() throws {
    var measurement = Self.measurement(slowdown: 1)
    measurement.utilizations = ["nats": 0.25, "edge": 0.125]
    var result = Self.result(measured: measurement)
    let nodes = result.document.text.split(separator: "\"nodes\": ").last?.prefix { $0 != "]" } ?? ""
    #expect(
      nodes.split(separator: "{").dropFirst().map { $0.prefix { $0 != "}" } } == [
        "\"name\": \"edge\", \"utilization\": 0.125", "\"name\": \"nats\", \"utilization\": 0.25",
      ])
    result.outcomes[0].rows = [Self.row(measured: measurement, solved: ["nats": 0.2])]
    let lines = result.text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    let first = try #require(lines.firstIndex(of: "Busy edge nats"))
    #expect(
      Array(lines[first...].prefix(3).dropFirst()) == ["100 requests/s solved 20 %", "measured 12.5 % 25 %"])
    // One node has no table of its own.
    #expect(!Self.result(measured: Self.measurement(slowdown: 1)).text.contains("\n  Busy "))
  }

  @Test func `what is said of a station is said of each of its servers`() {
    var system = SampleLab.system()
    system["db"]?.state = StoredState(
      replication: Replication(replicas: .stated(2), mode: .asynchronous, readsFrom: .replicas))
    let store = system.components[1]
    #expect(LabRow.servers(of: "db replicas", in: store) == ["db-replica-1", "db-replica-2"])
    #expect(LabRow.servers(of: "db primary", in: store) == ["db"])
  }

  @Test func `the busy share is that of the station that was predicted`() {
    var row = Self.row(measured: Self.measurement(slowdown: 1))
    #expect(row.measuredUtilization == 0.5)
    row.measurement?.utilizations = ["db": 0.5, "db-replica-1": 0.2, "db-replica-2": 0.3, "db-cache": 0.9]
    let replicas = LabRow(
      factor: 1, offered: 1,
      predictions: LabPredictions(
        station: "db replicas", solved: row.predictions.solved, simulated: row.predictions.solved),
      measurement: row.measurement)
    #expect(replicas.measuredUtilization == 0.3)
  }

  private static func measurement(slowdown: Double, delay: Double = 0.0001) -> LabMeasurement {
    LabMeasurement(
      throughput: 100, utilizations: ["db": 0.5], p50: 0.01, p99: 0.1, hitRatio: 0.9, failedShare: 0,
      generatorDelay: delay, slowdown: slowdown)
  }

  private static func row(measured: LabMeasurement?, solved nodes: [String: Double] = [:]) -> LabRow {
    var solved = LabPrediction(throughput: 110, utilization: 0.4, p50: 0.015, p99: 0.1)
    solved.utilizations = nodes
    return LabRow(
      factor: 1, offered: 100,
      predictions: LabPredictions(
        station: "db primary", solved: solved,
        simulated: LabPrediction(throughput: 90, utilization: 0.5, p50: 0.02, p99: nil)),
      measurement: measured)
  }

  private static func result(_ demands: LabDemands = LabDemands(), measured: LabMeasurement?) -> LabResult {
    LabResult(
      system: "sample", remarks: ["a remark"], nodeCores: 0.25, hasQuotas: true, duration: 5,
      outcomes: [
        LabOutcome(
          id: "alone", title: "primary alone", demands: demands, saturation: 1000, startTime: 2,
          rows: [row(measured: measured)])
      ])
  }
}
