extension SolutionSchema {
  /// What retries, other states, autoscalers and consumers add to the definitions.
  static var resilienceDefinitions: [JSONValue.Member] {
    [
      .init("call", call), .init("state", state), .init("autoscaled", autoscaled),
      .init("consumers", consumers),
      .init(
        "loadRange",
        S.object(
          "A range of loads.",
          ["low": S.number("Requests per second."), "high": S.number("Requests per second.")])),
    ]
  }

  private static var call: JSONValue {
    S.object(
      "A call that is given up, repeated or sent twice.",
      [
        "caller": S.string("The operation that calls, or a journey."),
        "called": S.string("The operation called."),
        "throughput": S.number("Calls per second, each with all its attempts."),
        "copiesPerCall": S.number("Copies sent to the called per call."),
        "retriesPerCall": S.number("Attempts after the first."),
        "hedgesPerCall": S.number("Second copies of slow attempts."),
        "timeoutsPerCall": S.number("Attempts given up."),
        "inVainPerCall": S.number("Copies whose answer nobody wanted."),
        "breakerOpenShare": S.share("Share of the calls that find the breaker open."),
        "failedShare": S.share("Share of the calls that fail in the end."),
      ])
  }

  private static var state: JSONValue {
    S.object(
      "Another state in which the system stays at this load.",
      [
        "pushed": S.array(
          "Components whose failing for a while leads there; empty when all must fail.",
          of: S.string("Component.")),
        "goodput": S.number("Requests answered well per second."),
        "failedShare": S.share("Share of the requests that fail."),
        "copiesPerCall": S.number("Copies sent per call that is watched over."),
        "busiestStation": S.string("The busiest station there."),
        "utilization": S.number("Its busy share; over 1 its queue grows without end."),
      ])
  }

  private static var autoscaled: JSONValue {
    S.object(
      "A component whose replicas a controller changes.",
      [
        "component": S.string("The component."), "replicas": S.number("Replicas at rest."),
        "minimum": S.number("Fewest replicas."), "maximum": S.number("Most replicas."),
      ])
  }

  private static var consumers: JSONValue {
    S.object(
      "Who handles the messages of a topic.",
      [
        "topic": S.string("The topic."), "component": S.string("Who handles its messages."),
        "limit": S.orNull("number", "Messages handled at once at most."),
        "arrivalRate": S.number("Messages per second, repeated deliveries among them."),
        "capacity": S.orNull("number", "Messages per second that can be handled."),
        "lagSeconds": S.orNull("number", "Mean time from message to the end of its handling."),
        "catchUpSecondsPerSecond": S.orNull(
          "number", "Seconds to catch up for each second in which nothing was handled; null for never."),
      ])
  }
}
