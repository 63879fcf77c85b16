internal import TenfoldModel

extension Ladder {
  static let communicationCells = [
    LadderCell(
      dimension: .communication, level: 1, title: "simple REST calls",
      meaning: """
        Services call each other and wait (REST or gRPC). It is easy to follow, and every call adds its latency and \
        its failures to the caller's.
        """,
      needs: "Two medium rules.",
      model: """
        Synchronous steps: the caller's worker is held while the callee answers; availabilities multiply along the \
        path.
        """,
      remedies: ["timeouts-retries-breakers", "merge-services"]),
    LadderCell(
      dimension: .communication, level: 2, title: "REST and some async messaging",
      meaning: """
        Work that need not be done before the answer goes through a broker. Callers no longer wait for it, and a \
        slow consumer makes a queue and not an error.
        """,
      needs: "A broker in use by own services; one for telemetry or configuration does not count.",
      model:
        "Topics between producers and consumers: work leaves the response path; lag grows when consumers saturate.",
      remedies: ["async-messaging", "idempotency-dedup", "backpressure-queues"]),
    LadderCell(
      dimension: .communication, level: 3, title: "event-driven, API gateways",
      meaning: """
        Services react to events rather than orders, and one gateway stands in front of all of them to route, \
        authenticate, limit and cache.
        """,
      needs: "An event rule and a gateway rule; a plain Ingress is no API gateway.",
      model: "Topics with several consumer groups; a gateway with its own cost, rate limit and cache.",
      remedies: ["event-driven", "api-gateway", "rate-limit", "idempotency-dedup"]),
    LadderCell(
      dimension: .communication, level: 4, title: "service mesh",
      meaning: """
        Proxies beside every service take over encryption, retries, budgets and ejection of failing instances, the \
        same for all languages, configured in one place.
        """,
      needs: "Control plane and enrolment; a mesh used only as ingress does not count.",
      model:
        "Time and CPU on every hop, a retry budget, ejection of outliers; amplification of retries shows.",
      remedies: ["service-mesh", "timeouts-retries-breakers", "bulkheads", "load-shedding"]),
  ]
}
