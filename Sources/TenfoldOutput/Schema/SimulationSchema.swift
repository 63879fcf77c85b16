internal import TenfoldModel

/// The JSON Schema of what simulate writes. `Schemas/simulation.schema.json` is its text.
public enum SimulationSchema {
  private typealias S = SchemaText

  /// The schema.
  public static var document: JSONValue {
    guard case .object(let members) = report else { return report }
    return .object(
      [
        .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
        .init("$id", .string("https://tenfold.dev/schemas/simulation-\(Release.schemaVersion).json")),
        .init("title", "Report of tenfold simulate"),
      ] + members + [.init("$defs", definitions)])
  }

  private static var report: JSONValue {
    S.object(
      "What the runs showed. Rates are per second of simulated time.",
      [
        "schemaVersion": S.string("Version of this schema; within a major version members are only added."),
        "toolVersion": S.string("Version of tenfold."), "system": S.string("Name of the system."),
        "load": S.string("What was asked of it, in words."),
        "durationSeconds": S.number("Simulated time of a run."),
        "warmUpSeconds": S.number("Time left out at the beginning of each run."),
        "runs": S.count("Runs on different random numbers."),
        "seed": S.string("The seed, in decimal digits."),
        "events": S.count("Events that happened in all runs."),
        "endedEarly": S.orNull("string", "Why runs ended before their time; null when they did not."),
        "fingerprint": S.string("Differs when any digit of the runs differs."),
        "journeys": S.array("By journey.", of: S.reference("journey")),
        "components": S.array("By component.", of: S.reference("component")),
        "slices": S.array("How it went over time, warm-up included.", of: S.reference("slice")),
        "happenings": S.array("What happened in the first run, by time.", of: S.reference("happening")),
        "recoveries": S.array(
          "How soon the service was good again after each thing that was planned.",
          of: S.reference("recovery")),
        "expectations": S.array("What was expected and what came.", of: S.reference("expectation")),
        "cost": S.referenceOrNull("cost"),
        "scale": S.referenceOrNull("scale"),
        "diagnostics": S.array("Doubts about input and answer.", of: S.reference("diagnostic")),
      ])
  }

  private static func byCause(_ value: JSONValue) -> JSONValue {
    .members([
      "description": "Failures by cause; causes that never came are left out.", "type": "object",
      "additionalProperties": false,
      "properties": .object(SimulationReport.Cause.allCases.map { .init($0.rawValue, value) }),
    ])
  }

  /// Every figure may be null, where it does not apply.
  private static var behavior: JSONValue {
    let interval = S.referenceOrNull("interval")
    return S.object(
      "What was seen of keys, copies, limits, messages and sagas: shares in 0...1, percentiles of how long ago what stale "
        + "reads showed was replaced and of the time until copies had a write, rates per second.",
      [
        "hitRatio": interval, "coalescedPerSecond": interval, "staleShare": interval,
        "staleAgeP50Seconds": interval, "staleAgeP95Seconds": interval, "staleAgeP99Seconds": interval,
        "lagP50Seconds": interval, "lagP95Seconds": interval, "lagP99Seconds": interval,
        "ownMissShare": interval,
        "lostWrites": S.orNull("number", "Writes lost with a primary, over all runs."),
        "deadLettersPerSecond": interval, "failedSagasPerSecond": interval,
        "compensationsPerSecond": interval, "inconsistentShare": interval, "shedPerSecond": interval,
        "limit": interval,
      ])
  }

  private static var definitions: JSONValue {
    .members([
      "interval": S.object(
        "An estimate and half of its 99 % interval.",
        [
          "estimate": S.number("The estimate."),
          "halfWidth99": S.orNull("number", "Distance to either end; null when too little was seen."),
        ]),
      "journey": S.object(
        "What requests of one journey met.",
        [
          "name": S.string("Its name."), "throughput": S.reference("interval"),
          "responseSeconds": S.referenceOrNull("interval"), "p50Seconds": S.referenceOrNull("interval"),
          "p95Seconds": S.referenceOrNull("interval"), "p99Seconds": S.referenceOrNull("interval"),
          "p999Seconds": S.referenceOrNull("interval"),
          "failedShare": S.share("Share of the requests that failed."),
          "failuresPerSecond": byCause(S.reference("interval")),
        ]),
      "component": S.object(
        "What happened at one component, over all its replicas.",
        [
          "name": S.string("Its name."), "replicas": S.reference("interval"),
          "throughput": S.reference("interval"), "utilization": S.reference("interval"),
          "coreQueue": S.reference("interval"), "workerQueue": S.referenceOrNull("interval"),
          "workerUtilization": S.referenceOrNull("interval"),
          "connectionQueue": S.referenceOrNull("interval"), "retriesPerSecond": S.reference("interval"),
          "hedgesPerSecond": S.reference("interval"), "wastedPerSecond": S.reference("interval"),
          "behavior": S.referenceOrNull("behavior"),
          "replicaRanges": S.array(
            "Fewest and most replicas in service in each slice of time.",
            of: S.array("Fewest and most.", of: S.count("Replicas."))),
        ]),
      "behavior": behavior,
      "slice": S.object(
        "One slice of time, over all runs.",
        [
          "endSeconds": S.number("When it ends."), "offered": S.number("Requests asked for."),
          "goodput": S.number("Requests answered well."), "failed": S.number("Requests that failed."),
          "p99Seconds": S.orNull("number", "99th percentile; null when nothing was answered."),
          "failuresPerSecond": byCause(S.number("Failures per second.")),
        ]),
      "happening": S.object(
        "Something that happened.",
        ["timeSeconds": S.number("When."), "text": S.string("What, in words.")]),
      "recovery": S.object(
        "How soon the service was good again after something.",
        [
          "event": S.string("What happened."), "beginSeconds": S.number("When it began."),
          "endSeconds": S.number("When its cause was gone."),
          "recoverySeconds": S.orNull(
            "number",
            "From the end of the cause until the service was good; null when not by the end of the run."),
        ]),
      "expectation": S.object(
        "What was expected and what came.",
        [
          "expected": S.string("What was expected."), "isMet": S.bool("Whether it came."),
          "observed": S.orNull(
            "number",
            "What came: seconds, a share, a rate or a number as the expectation has it; null for none."),
        ]),
      "cost": S.object(
        "What the replicas in service cost at list prices, in US dollars; disks, traffic and logs are left out.",
        [
          "perHour": S.number("For an hour."), "perMonth": S.number("For a month."),
          "perMillionAnswered": S.orNull(
            "number", "For a million requests answered well; null when none was."),
        ]),
      "scale": S.object(
        "How the report came from a part of the system: figures are those of the whole.",
        [
          "factor": S.count("Requests of the whole for each that was simulated."),
          "keptUnits": S.count("Replicas and shards that were simulated."),
          "units": S.count("Replicas and shards of the whole."),
          "backgroundShare": S.share(
            "Share of the executions that only kept what was simulated as busy as it is."),
          "deviations": S.array(
            "Mean waits that the part shows otherwise than the whole, by formulas for both.",
            of: S.reference("deviation")),
        ]),
      "deviation": S.object(
        "A wait that differs.",
        [
          "component": S.string("The component."), "wait": S.string("What is waited for."),
          "wholeSeconds": S.orNull("number", "Mean wait in the whole; null for no steady state."),
          "partSeconds": S.orNull("number", "Mean wait in the part; null for no steady state."),
          "share": S.share("Share of the calls to the component that it concerns."),
        ]),
      "diagnostic": S.diagnostic,
    ])
  }
}
