public import TenfoldModel

/// A solution as JSON, in the form that `Schemas/solution.schema.json` describes. Times without a bound are null.
public enum SolutionJSON {
  /// The whole solution.
  public static func document(of solution: Solution) -> JSONValue {
    guard case .object(let members) = whole(of: solution) else { return .null }
    // Doubts stand last.
    return .object(members.dropLast() + resilience(of: solution) + members.suffix(1))
  }

  private static func whole(of solution: Solution) -> JSONValue {
    .members([
      "schemaVersion": .string(Release.schemaVersion), "toolVersion": .string(Release.version),
      "system": .string(solution.system), "requestsPerSecond": ResultJSON.number(solution.rate),
      "users": ResultJSON.number(solution.users),
      "thinkTimeSeconds": solution.thinkTime.map { ResultJSON.number($0) } ?? .null,
      "isStable": .bool(solution.isStable),
      "isConverged": .bool(solution.isConverged),
      "limitingStation": .optional(solution.limitingStation?.name),
      "journeys": .array(
        solution.journeys.map {
          .members([
            "name": .string($0.name), "throughput": ResultJSON.number($0.throughput),
            "goodput": ResultJSON.number($0.goodput), "failedShare": ResultJSON.number($0.failedShare),
            "response": value($0.response), "availability": ResultJSON.number($0.availability),
          ])
        }),
      "operations": .array(
        solution.operations.map {
          .members([
            "component": .string($0.component), "name": .string($0.name),
            "throughput": ResultJSON.number($0.throughput), "waitingSeconds": bounded($0.waitingTime),
            "response": value($0.response),
          ])
        }),
      "stations": .array(solution.stations.map(value)),
      "staleness": .array(
        solution.staleness.map {
          .members(["component": .string($0.component), "ageSeconds": bounded($0.age)])
        }),
      "diagnostics": ResultJSON.briefly(solution.diagnostics),
    ])
  }

  private static func value(_ response: Solution.Response) -> JSONValue {
    .members([
      "meanSeconds": bounded(response.mean), "p50Seconds": bounded(response.p50),
      "p95Seconds": bounded(response.p95), "p99Seconds": bounded(response.p99),
    ])
  }

  private static func value(_ station: Solution.Station) -> JSONValue {
    .members([
      "name": .string(station.name), "component": .string(station.component),
      "kind": .string(station.kind.rawValue), "machines": ResultJSON.number(station.machines),
      "servers": ResultJSON.number(station.servers), "throughput": ResultJSON.number(station.throughput),
      "utilization": ResultJSON.number(station.utilization), "waitingSeconds": bounded(station.waitingTime),
      "residenceSeconds": bounded(station.residenceTime),
      "saturatesAtRequestsPerSecond": bounded(station.saturationRate), "isStable": .bool(station.isStable),
    ])
  }

  static func bounded(_ value: Double) -> JSONValue {
    value.isFinite ? ResultJSON.number(value) : .null
  }
}
