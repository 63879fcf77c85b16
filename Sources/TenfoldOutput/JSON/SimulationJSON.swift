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
      "slices": .array(report.slices.map(value)), "happenings": .array(report.happenings.map(value)),
      "recoveries": .array(report.recoveries.map(value)), "expectations": .array(report.verdicts.map(value)),
      "cost": report.cost.map(value) ?? .null, "scale": report.scale.map(value) ?? .null,
      "diagnostics": ResultJSON.briefly(report.diagnostics),
    ])
  }

  private static func value(_ journey: SimulationReport.Journey) -> JSONValue {
    let causes = members(by: journey.failures, value)
    return .members([
      "name": .string(journey.name), "throughput": value(journey.throughput),
      "responseSeconds": optional(journey.meanResponseTime),
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
      "replicaRanges": .array(
        component.replicaRanges.map {
          .array([.number(Double($0.lowerBound)), .number(Double($0.upperBound))])
        }),
    ])
  }

  private static func value(_ cost: SimulationReport.Cost) -> JSONValue {
    .members([
      "perHour": ResultJSON.number(cost.perHour), "perMonth": ResultJSON.number(cost.perMonth),
      "perMillionAnswered": cost.perMillionAnswered.map(ResultJSON.number) ?? .null,
    ])
  }

  private static func value(_ scale: SimulationReport.Scale) -> JSONValue {
    .members([
      "factor": .number(Double(scale.factor)), "keptUnits": .number(Double(scale.keptUnits)),
      "units": .number(Double(scale.units)), "backgroundShare": ResultJSON.number(scale.backgroundShare),
      "deviations": .array(
        scale.deviations.map { deviation in
          .members([
            "component": .string(deviation.component), "wait": .string(deviation.wait),
            "wholeSeconds": deviation.whole.isFinite ? ResultJSON.number(deviation.whole) : .null,
            "partSeconds": deviation.part.isFinite ? ResultJSON.number(deviation.part) : .null,
            "share": ResultJSON.number(deviation.share),
          ])
        }),
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
      "failuresPerSecond": .object(members(by: slice.failures, ResultJSON.number)),
    ])
  }

  private static func value(_ happening: SimulationReport.Happening) -> JSONValue {
    .members(["timeSeconds": ResultJSON.number(happening.time), "text": .string(happening.text)])
  }

  private static func value(_ recovery: SimulationReport.Recovery) -> JSONValue {
    .members([
      "event": .string(recovery.event), "beginSeconds": ResultJSON.number(recovery.begin),
      "endSeconds": ResultJSON.number(recovery.end),
      "recoverySeconds": recovery.time.map(ResultJSON.number) ?? .null,
    ])
  }

  private static func value(_ verdict: SimulationReport.Verdict) -> JSONValue {
    .members([
      "expected": .string(verdict.expectation.description), "isMet": .bool(verdict.isMet),
      "observed": verdict.observed.map(ResultJSON.number) ?? .null,
    ])
  }

  /// What goes with each cause that came, in their order.
  private static func members<Value>(
    by cause: [SimulationReport.Cause: Value], _ spell: (Value) -> JSONValue
  ) -> [JSONValue.Member] {
    SimulationReport.Cause.allCases.compactMap { name in
      cause[name].map { JSONValue.Member(name.rawValue, spell($0)) }
    }
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
