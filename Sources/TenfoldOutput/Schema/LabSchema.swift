/// The JSON Schema of what lab run writes. `Schemas/lab.schema.json` is its text.
public enum LabSchema {
  private typealias S = SchemaText

  /// The schema.
  public static var document: JSONValue {
    guard case .object(let members) = experiment else { return experiment }
    return .object(
      [
        .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
        .init("$id", .string("https://tenfold.dev/schemas/lab-\(Release.schemaVersion).json")),
        .init("title", "Result of tenfold lab run"),
      ] + members)
  }

  private static var experiment: JSONValue {
    S.object(
      "Predictions of a system beside what real servers did.",
      [
        "schemaVersion": S.string("Version of this schema; within a major version members are only added."),
        "toolVersion": S.string("Version of tenfold."), "system": S.string("Name of the system."),
        "remarks": S.array("What was changed to stand it up here.", of: S.string("A sentence.")),
        "nodeCores": S.number("Cores of each node of a store, pooler, cache, broker or gateway."),
        "hasQuotas": S.bool("True when nodes could use these cores and no more."),
        "durationSeconds": S.number("Seconds of each load."),
        "configurations": S.array("What was stood up, in order.", of: configuration),
      ])
  }

  private static var configuration: JSONValue {
    S.object(
      "One configuration.",
      [
        "id": S.string("Its name on the command line."), "title": S.string("What it is."),
        "startSeconds": S.number("Seconds until everything was up."),
        "stopSeconds": S.orNull("number", "Seconds until everything was gone again; null before."),
        "saturatesAtRequestsPerSecond": S.orNull(
          "number", "Load at which its first node is used up, predicted."),
        "demands": S.array("What was measured before any prediction.", of: demand),
        "applySeconds": S.orNull(
          "number", "Processor time in which a copy applies a write; null without copies."),
        "delaySeconds": S.number("Time of a request at low load that no processor explains."),
        "rows": S.array("Its loads.", of: row),
      ])
  }

  private static var demand: JSONValue {
    S.object(
      "Processor time of one execution.",
      [
        "operation": S.string("As component.operation."),
        "cpuSeconds": S.number("Seconds of one core on a busy server; predictions use this."),
        "idleCpuSeconds": S.orNull(
          "number", "The same on a server that sleeps between requests; null where it was not measured."),
        "countedRows": S.orNull(
          "number",
          "Rows that a statement counts up so that it takes what the system says; null for what is no statement."
        ),
      ])
  }

  private static var row: JSONValue {
    S.object(
      "One load: predicted before it was measured.",
      [
        "factor": S.number("Times the system's own load."),
        "offeredRequestsPerSecond": S.number("Requests that were due."),
        "station": S.string("The station whose busy share is told."),
        "solved": prediction("By the solver."), "simulated": prediction("By the simulator."),
        "measured": .members([
          "description": "What real servers did; null before.",
          "anyOf": .array([measurement, .members(["type": "null"])]),
        ]),
      ])
  }

  private static func prediction(_ about: String) -> JSONValue { S.object(about, figures) }

  private static var figures: KeyValuePairs<String, JSONValue> {
    [
      "throughput": S.number("Answers per second."),
      "utilization": S.orNull("number", "Busy share of the station."),
      "p50Seconds": S.orNull("number", "Median time to an answer; null where there is no bound."),
      "p99Seconds": S.orNull("number", "99th percentile of it."),
      "failedShare": S.orNull("number", "Share of the requests that fail; null where it is not told."),
      "hitRatio": S.orNull("number", "Share of the reads that the cache answers; null where it is not told."),
      "nodes": S.array("Busy share of each node; empty where it is not told.", of: node),
      "lags": S.array("How far consumers of messages are behind.", of: lag),
    ]
  }

  private static var node: JSONValue {
    S.object(
      "One node.",
      [
        "name": S.string("Its name."),
        "utilization": S.number("Busy share of its cores while requests were sent."),
      ])
  }

  private static var lag: JSONValue {
    S.object(
      "One service that handles messages.",
      [
        "consumer": S.string("The service."),
        "ageSeconds": S.orNull(
          "number", "Mean time from the moment at which the broker took a message to the end of its work."),
        "waiting": S.orNull(
          "number", "Messages that wait, those in work not among them, on average over the load."),
        "mostUnhandled": S.orNull(
          "number", "Most messages at a time that were not handled, those in work among them."),
        "catchUpSeconds": S.orNull(
          "number", "Time from the moment at which that many were there until none waited."),
      ])
  }

  private static var recorded: JSONValue {
    S.object(
      "Counters of the services, as they were scraped.",
      [
        "answers": S.number("Answers of the service that requests enter by."),
        "hitRatio": S.orNull("number", "Share of the reads that the cache answered; null without one."),
      ])
  }

  private static var measurement: JSONValue {
    S.object(
      "A measurement, times from the moment each request was due.",
      [
        "throughput": S.number("Answers per second while requests were sent."),
        "utilization": S.orNull("number", "Busy share of the station's cores."),
        "p50Seconds": S.orNull("number", "Median time to an answer; null where half were not answered."),
        "p99Seconds": S.orNull("number", "99th percentile of it."),
        "hitRatio": S.orNull("number", "Share of the reads that the cache answered; null without one."),
        "failedShare": S.number("Share of the due requests that were not answered well."),
        "generatorDelaySeconds": S.number("How late requests were sent, at the 99th percentile."),
        "controlSlowdown": S.number(
          "Times as long as on the idle machine that a fixed piece of work took meanwhile."),
        "statementDrift": S.orNull(
          "number", "Times as long as it was calibrated that a statement took right afterwards."),
        "attempts": S.number("How often the load was sent; the quietest is kept."),
        "isNoisy": S.bool("True when other work on the machine spoils the figures."),
        "nodes": S.array(
          "Every node with cores of its own: databases and their copies, poolers, caches, gateways, the broker.",
          of: node),
        "lags": S.array("How far consumers of messages were behind.", of: lag),
        "answers": S.number("Answers that were counted, until the last one."),
        "recorded": .members([
          "description": "What a Prometheus recorded of the same load; null without one.",
          "anyOf": .array([recorded, .members(["type": "null"])]),
        ]),
      ])
  }
}
