package import TenfoldOutput
internal import TenfoldModel

/// An experiment for people and for programs.
package struct LabResult: Sendable {
  /// The system's name.
  package var system: String
  /// What was changed to stand it up.
  package var remarks: [String]
  /// Cores of a node.
  package var nodeCores: Double
  /// True with quotas.
  package var hasQuotas: Bool
  /// Seconds of each load.
  package var duration: Double
  /// What was done so far.
  package var outcomes: [LabOutcome]

  package init(
    system: String, remarks: [String], nodeCores: Double, hasQuotas: Bool, duration: Double,
    outcomes: [LabOutcome]
  ) {
    self.system = system
    self.remarks = remarks
    self.nodeCores = nodeCores
    self.hasQuotas = hasQuotas
    self.duration = duration
    self.outcomes = outcomes
  }

  /// The result as lines, as its saved form tells it.
  package var text: String { LabReport(of: document).text }

  /// The result as JSON, in the form that `Schemas/lab.schema.json` describes.
  package var document: JSONValue {
    .members([
      "schemaVersion": .string(Release.schemaVersion), "toolVersion": .string(Release.version),
      "system": .string(system), "remarks": .array(remarks.map { .string($0) }),
      "nodeCores": .number(nodeCores), "hasQuotas": .bool(hasQuotas), "durationSeconds": .number(duration),
      "configurations": .array(outcomes.map(Self.value)),
    ])
  }

  static func value(_ outcome: LabOutcome) -> JSONValue {
    .members([
      "id": .string(outcome.id), "title": .string(outcome.title), "startSeconds": number(outcome.startTime),
      "stopSeconds": number(outcome.stopTime),
      "saturatesAtRequestsPerSecond": number(outcome.saturation),
      "demands": .array(
        outcome.demands.operations.sorted { $0.key < $1.key }.map {
          .members([
            "operation": .string($0.key), "cpuSeconds": number($0.value),
            "idleCpuSeconds": number(outcome.demands.idle[$0.key]),
            "countedRows": number(outcome.demands.rows[$0.key].map(Double.init)),
          ])
        }),
      "applySeconds": number(outcome.demands.applyTime), "delaySeconds": number(outcome.demands.delay),
      "rows": .array(outcome.rows.map(value)),
    ])
  }

  private static func value(_ row: LabRow) -> JSONValue {
    .members([
      "factor": number(row.factor), "offeredRequestsPerSecond": number(row.offered),
      "station": .string(row.predictions.station), "solved": value(row.predictions.solved),
      "simulated": value(row.predictions.simulated),
      "measured": row.measurement.map { value($0, row.measuredUtilization) } ?? .null,
    ])
  }

  private static func value(_ prediction: LabPrediction) -> JSONValue {
    .members([
      "throughput": number(prediction.throughput), "utilization": number(prediction.utilization),
      "p50Seconds": number(prediction.p50), "p99Seconds": number(prediction.p99),
      "failedShare": number(prediction.failedShare), "hitRatio": number(prediction.hitRatio),
      "nodes": nodes(prediction.utilizations), "lags": .array(prediction.lags.map(value)),
    ])
  }

  private static func value(_ measured: LabMeasurement, _ utilization: Double?) -> JSONValue {
    .members([
      "throughput": number(measured.throughput), "utilization": number(utilization),
      "p50Seconds": number(measured.p50), "p99Seconds": number(measured.p99),
      "hitRatio": number(measured.hitRatio), "failedShare": number(measured.failedShare),
      "generatorDelaySeconds": number(measured.generatorDelay), "controlSlowdown": number(measured.slowdown),
      "statementDrift": number(measured.drift), "attempts": .number(Double(measured.attempts)),
      "isNoisy": .bool(measured.isNoisy), "answers": .number(Double(measured.answered)),
      "recorded": measured.recorded.map {
        .members(["answers": number($0.answers), "hitRatio": number($0.hitRatio)])
      } ?? .null,
      "nodes": nodes(measured.utilizations), "lags": .array(measured.lags.map(value)),
    ])
  }

  private static func nodes(_ utilizations: [String: Double]) -> JSONValue {
    .array(
      utilizations.sorted { $0.key < $1.key }.map {
        .members(["name": .string($0.key), "utilization": number($0.value)])
      })
  }

  private static func value(_ lag: LabLag) -> JSONValue {
    .members([
      "consumer": .string(lag.component), "ageSeconds": number(lag.age), "waiting": number(lag.waiting),
      "mostUnhandled": number(lag.most), "catchUpSeconds": number(lag.catchUpTime),
    ])
  }

  /// A number with five digits, which are more than a measurement has.
  private static func number(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    guard value != 0 else { return .number(0) }
    var scale = 1.0
    while abs(value) * scale < 1e4, scale < 1e12 { scale *= 10 }
    return .number((value * scale).rounded() / scale)
  }
}
