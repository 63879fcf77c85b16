/// An experiment of the lab as its saved form tells it: what was predicted of each load beside what was measured.
package struct LabReport: Sendable {
  /// What one way of predicting says about a load.
  struct Figures: Sendable {
    let throughput: Double
    let utilization: Double?
    let p50: Double?
    let p99: Double?
    let failedShare: Double?
    let hitRatio: Double?
    /// Busy share of each node by name, in the order of names; empty where it is not told.
    let nodes: [(name: String, utilization: Double)]
    let lags: [Lag]
  }

  /// How far a consumer of messages is behind; each figure nil where it is not told.
  struct Lag: Sendable {
    let consumer: String
    var age: Double?
    var waiting: Double?
    let most: Double?
    let catchUpTime: Double?
  }

  /// What real servers did.
  struct Measurement: Sendable {
    let figures: Figures
    let generatorDelay: Double
    let slowdown: Double
    let drift: Double?
    let attempts: Int
    let isNoisy: Bool
    /// Answers that the lab counted.
    let answers: Double
    /// Answers that a Prometheus recorded, and the hit ratio in it; nil without one.
    let recordedAnswers: Double?
    let recordedHitRatio: Double?
  }

  /// One load.
  struct Row: Sendable {
    let offered: Double
    let station: String
    let solved: Figures
    let simulated: Figures
    let measured: Measurement?
  }

  /// What was measured of one operation before anything was predicted.
  struct Demand: Sendable {
    let operation: String
    let busy: Double
    let idle: Double?
    let rows: Int?
  }

  /// What was stood up.
  struct Configuration: Sendable {
    let id: String
    let title: String
    let startTime: Double
    let stopTime: Double?
    let saturation: Double?
    let demands: [Demand]
    let applyTime: Double?
    let delay: Double
    let rows: [Row]
  }

  let system: String
  let toolVersion: String
  let remarks: [String]
  let nodeCores: Double
  let hasQuotas: Bool
  let duration: Double
  let configurations: [Configuration]
  /// The saved form itself.
  package let document: JSONValue

  /// True for a document that claims to be of an experiment.
  package static func isOne(_ document: JSONValue) -> Bool {
    document["schemaVersion"] != nil && document["configurations"] != nil && document["nodeCores"] != nil
  }

  /// Reads what `tenfold lab run --out` wrote.
  ///
  /// - Throws: ``ResultError`` when the document is none, or of another major version of the schema.
  package static func read(_ document: JSONValue) throws(ResultError) -> LabReport {
    guard isOne(document), let version = document["schemaVersion"]?.string else {
      throw ResultError(
        description: "not a result of the lab; write one with tenfold lab run PATH --out FILE")
    }
    guard version.prefix(while: { $0 != "." }) == Release.schemaVersion.prefix(while: { $0 != "." }) else {
      throw ResultError(
        description:
          "a result of schema version \(version.prefix(20)), where \(Release.schemaVersion) is understood; "
          + "write it anew with tenfold lab run PATH --out FILE")
    }
    return LabReport(of: document)
  }

  /// Takes the members that a document has; one that has none is an experiment without loads.
  package init(of document: JSONValue) {
    self.document = document
    system = document.text("system")
    toolVersion = document.text("toolVersion")
    remarks = document.list("remarks") { $0.string ?? "" }
    nodeCores = document.value("nodeCores")
    hasQuotas = document["hasQuotas"]?.isTrue ?? false
    duration = document.value("durationSeconds")
    configurations = document.list("configurations", Configuration.init)
  }
}

extension LabReport.Configuration {
  fileprivate init(_ entry: JSONValue) {
    self.init(
      id: entry.text("id"), title: entry.text("title"), startTime: entry.value("startSeconds"),
      stopTime: entry["stopSeconds"]?.number, saturation: entry["saturatesAtRequestsPerSecond"]?.number,
      demands: entry.list("demands") {
        .init(
          operation: $0.text("operation"), busy: $0.value("cpuSeconds"), idle: $0["idleCpuSeconds"]?.number,
          rows: $0["countedRows"]?.number.flatMap { Int(exactly: $0) })
      }, applyTime: entry["applySeconds"]?.number, delay: entry.value("delaySeconds"),
      rows: entry.list("rows", LabReport.Row.init))
  }
}

extension LabReport.Row {
  fileprivate init(_ entry: JSONValue) {
    func figures(_ name: String) -> LabReport.Figures { LabReport.Figures(entry[name] ?? .null) }
    let measured = entry["measured"] ?? .null
    self.init(
      offered: entry.value("offeredRequestsPerSecond"), station: entry.text("station"),
      solved: figures("solved"), simulated: figures("simulated"),
      measured: measured == .null ? nil : LabReport.Measurement(measured))
  }
}

extension LabReport.Figures {
  fileprivate init(_ entry: JSONValue) {
    self.init(
      throughput: entry.value("throughput"), utilization: entry["utilization"]?.number,
      p50: entry["p50Seconds"]?.number, p99: entry["p99Seconds"]?.number,
      failedShare: entry["failedShare"]?.number, hitRatio: entry["hitRatio"]?.number,
      nodes: entry.list("nodes") { ($0.text("name"), $0.value("utilization")) },
      lags: entry.list("lags") {
        .init(
          consumer: $0.text("consumer"), age: $0["ageSeconds"]?.number, waiting: $0["waiting"]?.number,
          most: $0["mostUnhandled"]?.number, catchUpTime: $0["catchUpSeconds"]?.number)
      })
  }
}

extension LabReport.Measurement {
  fileprivate init(_ entry: JSONValue) {
    self.init(
      figures: LabReport.Figures(entry),
      generatorDelay: entry.value("generatorDelaySeconds"), slowdown: entry.value("controlSlowdown"),
      drift: entry["statementDrift"]?.number, attempts: entry.count("attempts"),
      isNoisy: entry["isNoisy"]?.isTrue ?? false, answers: entry.value("answers"),
      recordedAnswers: entry["recorded"]?["answers"]?.number,
      recordedHitRatio: entry["recorded"]?["hitRatio"]?.number)
  }
}
