internal import TenfoldModel

extension SolutionJSON {
  /// What retries, other states, autoscalers and consumers add to a solution.
  static func resilience(of solution: Solution) -> [JSONValue.Member] {
    [
      .init("failedShare", ResultJSON.number(solution.failedShare)),
      .init("calls", .array(solution.calls.map(value))),
      .init("otherStates", .array(solution.otherStates.map(value))),
      .init("chancePushIntervalSeconds", solution.chancePushInterval.map(ResultJSON.number) ?? .null),
      .init(
        "vulnerableRequestsPerSecond",
        solution.vulnerableRates.map {
          .members([
            "low": ResultJSON.number($0.lowerBound), "high": ResultJSON.number($0.upperBound),
          ])
        } ?? .null),
      .init(
        "autoscaled",
        .array(
          solution.autoscaled.map {
            .members([
              "component": .string($0.component), "replicas": ResultJSON.number($0.replicas),
              "minimum": ResultJSON.number($0.minimum), "maximum": ResultJSON.number($0.maximum),
            ])
          })),
      .init("consumers", .array(solution.consumers.map(value))),
    ]
  }

  private static func value(_ call: Solution.Call) -> JSONValue {
    .members([
      "caller": .string(call.caller), "called": .string(call.called),
      "throughput": ResultJSON.number(call.throughput), "copiesPerCall": ResultJSON.number(call.copies),
      "retriesPerCall": ResultJSON.number(call.retries), "hedgesPerCall": ResultJSON.number(call.hedges),
      "timeoutsPerCall": ResultJSON.number(call.timeouts), "inVainPerCall": ResultJSON.number(call.vain),
      "breakerOpenShare": ResultJSON.number(call.openShare),
      "failedShare": ResultJSON.number(call.failedShare),
    ])
  }

  private static func value(_ state: Solution.State) -> JSONValue {
    .members([
      "pushed": .array(state.pushed.map(JSONValue.string)), "goodput": ResultJSON.number(state.goodput),
      "failedShare": ResultJSON.number(state.failedShare),
      "copiesPerCall": ResultJSON.number(state.copiesPerCall),
      "busiestStation": .string(state.busiestStation), "utilization": ResultJSON.number(state.utilization),
    ])
  }

  private static func value(_ consumers: Solution.Consumers) -> JSONValue {
    .members([
      "topic": .string(consumers.topic), "component": .string(consumers.component),
      "limit": bounded(consumers.limit), "arrivalRate": ResultJSON.number(consumers.arrivalRate),
      "capacity": bounded(consumers.capacity), "lagSeconds": bounded(consumers.lag),
      "catchUpSecondsPerSecond": bounded(consumers.catchUpTime),
    ])
  }
}
