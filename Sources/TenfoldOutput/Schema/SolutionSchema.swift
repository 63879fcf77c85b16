internal import TenfoldModel

/// The JSON Schema of what solve writes. `Schemas/solution.schema.json` is its text.
public enum SolutionSchema {
  typealias S = SchemaText

  /// The schema.
  public static var document: JSONValue {
    guard case .object(let members) = solution else { return solution }
    return .object(
      [
        .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
        .init("$id", .string("https://tenfold.dev/schemas/solution-\(Release.schemaVersion).json")),
        .init("title", "Solution of tenfold solve"),
      ] + members + [.init("$defs", .object(base + resilienceDefinitions))])
  }

  private static var solution: JSONValue {
    S.object(
      "The steady state of a system at a load. Times are in seconds, null where they have no bound.",
      [
        "schemaVersion": S.string("Version of this schema; within a major version members are only added."),
        "toolVersion": S.string("Version of tenfold."), "system": S.string("Name of the system."),
        "requestsPerSecond": S.number("Requests to the system."), "users": S.number("Users behind them."),
        "thinkTimeSeconds": S.orNull(
          "number", "Time that exactly so many users think between answer and request; null for a rate."),
        "isStable": S.bool("True when every station has a steady state."),
        "isConverged": S.bool("True when the iteration settled."),
        "limitingStation": S.orNull("string", "The station that saturates at the least load."),
        "journeys": S.array("By journey.", of: S.reference("journey")),
        "operations": S.array("By operation that is executed.", of: S.reference("operation")),
        "stations": S.array("Where work waits.", of: S.reference("station")),
        "staleness": S.array("How far copies are behind.", of: S.reference("staleness")),
        "failedShare": S.share(
          "Share of all requests that fail since a call was given up or its breaker was open."),
        "calls": S.array("Calls that are given up, repeated or sent twice.", of: S.reference("call")),
        "otherStates": S.array(
          "Other states in which the system stays at this load.", of: S.reference("state")),
        "chancePushIntervalSeconds": S.orNull(
          "number",
          "Mean time until chance alone pushes it into another state; good to an order of magnitude."),
        "vulnerableRequestsPerSecond": S.referenceOrNull("loadRange"),
        "autoscaled": S.array(
          "Components whose replicas a controller changes.", of: S.reference("autoscaled")),
        "consumers": S.array("Who handles the messages of topics.", of: S.reference("consumers")),
        "diagnostics": S.array("Doubts about input and answer.", of: S.reference("diagnostic")),
      ])
  }

  private static var base: [JSONValue.Member] {
    guard case .object(let members) = definitions else { return [] }
    return members
  }

  private static var definitions: JSONValue {
    .members([
      "response": S.object(
        "A response time.",
        [
          "meanSeconds": S.orNull("number", "Mean."), "p50Seconds": S.orNull("number", "Median."),
          "p95Seconds": S.orNull("number", "95th percentile."),
          "p99Seconds": S.orNull("number", "99th percentile."),
        ]),
      "journey": S.object(
        "What users do.",
        [
          "name": S.string("Its name."),
          "throughput": S.number("Requests per second, those that fail among them."),
          "goodput": S.number("Requests answered well per second."),
          "failedShare": S.share("Share of its requests that fail."), "response": S.reference("response"),
          "availability": S.share("Share of its requests that find enough working machines."),
        ]),
      "operation": S.object(
        "What a component is asked to do.",
        [
          "component": S.string("The component."), "name": S.string("The operation."),
          "throughput": S.number("Executions per second."),
          "waitingSeconds": S.orNull("number", "Mean wait for a worker."),
          "response": S.reference("response"),
        ]),
      "station": S.object(
        "Processors of a component, its workers, or connections to it.",
        [
          "name": S.string("Its name."), "component": S.string("The component it belongs to."),
          "kind": S.one(of: ["processor", "workers", "connections", "consumers"], "What is waited for."),
          "machines": S.number("Machines with a queue each."), "servers": S.number("Servers of a machine."),
          "throughput": S.number("Visits per second."),
          "utilization": S.number("Busy share of a server; over 1 there is no steady state."),
          "waitingSeconds": S.orNull("number", "Mean wait of a visit."),
          "residenceSeconds": S.orNull("number", "Mean time of a visit."),
          "saturatesAtRequestsPerSecond": S.orNull("number", "Load at which it is busy all the time."),
          "isStable": S.bool("True when it has a steady state."),
        ]),
      "staleness": S.object(
        "How far copies of a store are behind.",
        [
          "component": S.string("The store."),
          "ageSeconds": S.orNull("number", "Time within which copies have 99 % of the writes."),
        ]),
      "diagnostic": S.diagnostic,
    ])
  }
}
