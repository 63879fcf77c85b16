public import TenfoldModel

/// What a simulation showed as JSON, in the form that `Schemas/simulation.schema.json` describes.
public enum SimulationJSON {
  /// The whole report.
  public static func document(of report: SimulationReport) -> JSONValue {
    .members([
      "schemaVersion": .string(Release.schemaVersion), "toolVersion": .string(Release.version),
      "system": .string(report.name), "load": .string(report.load),
      "durationSeconds": ResultJSON.number(report.duration),
      "warmUpSeconds": ResultJSON.number(report.warmUp), "runs": .number(Double(report.runs)),
      "seed": .string(String(report.seed)), "events": .number(Double(report.events)),
      "endedEarly": .optional(report.endedEarly),
      "fingerprint": .string(String(report.fingerprint, radix: 16)),
      "journeys": .array(report.journeys.map(value)), "components": .array(report.components.map(value)),
      "slices": .array(report.slices.map(value)),
      "diagnostics": ResultJSON.briefly(report.diagnostics),
    ])
  }

  private static func value(_ journey: SimulationReport.Journey) -> JSONValue {
    let causes = SimulationReport.Cause.allCases.compactMap { cause in
      journey.failures[cause].map { JSONValue.Member(cause.rawValue, value($0)) }
    }
    return .members([
      "name": .string(journey.name), "throughput": value(journey.throughput),
      "responseSeconds": value(journey.responseTime),
      "p50Seconds": optional(journey.percentiles[0.5]), "p95Seconds": optional(journey.percentiles[0.95]),
      "p99Seconds": optional(journey.percentiles[0.99]),
      "p999Seconds": optional(journey.percentiles[0.999]),
      "failedShare": ResultJSON.number(journey.failedShare), "failuresPerSecond": .object(causes),
    ])
  }

  private static func value(_ component: SimulationReport.Component) -> JSONValue {
    .members([
      "name": .string(component.name), "replicas": value(component.replicas),
      "throughput": value(component.throughput), "utilization": value(component.utilization),
      "coreQueue": value(component.coreQueue), "workerQueue": optional(component.workerQueue),
      "workerUtilization": optional(component.workerUtilization),
      "connectionQueue": optional(component.connectionQueue),
      "retriesPerSecond": value(component.retries), "hedgesPerSecond": value(component.hedges),
      "wastedPerSecond": value(component.wasted), "behavior": component.behavior.map(value) ?? .null,
    ])
  }

  private static func value(_ behavior: SimulationReport.Behavior) -> JSONValue {
    .members([
      "hitRatio": optional(behavior.hitRatio), "coalescedPerSecond": optional(behavior.coalesced),
      "staleShare": optional(behavior.staleShare), "staleAgeP50Seconds": optional(behavior.staleAges[0.5]),
      "staleAgeP95Seconds": optional(behavior.staleAges[0.95]),
      "staleAgeP99Seconds": optional(behavior.staleAges[0.99]), "lagP50Seconds": optional(behavior.lags[0.5]),
      "lagP95Seconds": optional(behavior.lags[0.95]), "lagP99Seconds": optional(behavior.lags[0.99]),
      "ownMissShare": optional(behavior.ownMissShare),
      "lostWrites": behavior.lostWrites.map(ResultJSON.number) ?? .null,
      "deadLettersPerSecond": optional(behavior.deadLetters),
      "failedSagasPerSecond": optional(behavior.failedSagas),
      "compensationsPerSecond": optional(behavior.compensations),
      "inconsistentShare": optional(behavior.inconsistentShare), "shedPerSecond": optional(behavior.shed),
      "limit": optional(behavior.limit),
    ])
  }

  private static func value(_ slice: SimulationReport.Slice) -> JSONValue {
    .members([
      "endSeconds": ResultJSON.number(slice.end), "offered": ResultJSON.number(slice.offered),
      "goodput": ResultJSON.number(slice.goodput), "failed": ResultJSON.number(slice.failed),
      "p99Seconds": slice.p99.map(ResultJSON.number) ?? .null,
    ])
  }

  /// An interval; half widths that nothing is known about are null.
  private static func value(_ interval: ConfidenceInterval) -> JSONValue {
    .members([
      "estimate": ResultJSON.number(interval.estimate),
      "halfWidth99": interval.halfWidth.isFinite ? ResultJSON.number(interval.halfWidth) : .null,
    ])
  }

  private static func optional(_ interval: ConfidenceInterval?) -> JSONValue { interval.map(value) ?? .null }
}
