internal import TenfoldModel

extension Ladder {
  static let communicationCells = [
    LadderCell(
      dimension: .communication, level: 1, title: "simple REST calls",
      meaning: """
        Services call each other and wait (REST or gRPC). It is easy to follow, and every call adds its latency and \
        its failures to the caller's.
        """,
      signs: [
        .init("TF-C1-2", "addresses of own services in the environment or configuration"),
        .init("TF-C1-4", "traces show synchronous calls only"),
        .init("TF-C1-5", "no broker anywhere"),
        .init("TF-C1-6", "a published port for each service"),
      ],
      needs: "Two of the signs.",
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
      signs: [
        .init("TF-C2-1", "a broker with an own producer and an own consumer"),
        .init("TF-C2-2", "traces with producer and consumer spans"),
        .init("TF-C2-3", "a managed queue that own services use"),
        .init("TF-C2-7", "autoscaling by the length of a queue"),
        .init("TF-C2-8", "5 to 50 % of the calls between services are asynchronous"),
      ],
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
      signs: [
        .init("TF-C3-1", "half of the calls that change state are asynchronous"),
        .init("TF-C3-2", "an API gateway in front of the services"),
        .init("TF-C3-3", "topics, brokers and triggers declared as objects"),
        .init("TF-C3-4", "an outbox or change data capture"),
        .init("TF-C3-7", "limits, authentication or retries at the gateway"),
      ],
      needs: "An event sign and a gateway sign; a plain Ingress is no API gateway.",
      model: "Topics with several consumer groups; a gateway with its own cost, rate limit and cache.",
      remedies: ["event-driven", "api-gateway", "rate-limit", "idempotency-dedup"]),
    LadderCell(
      dimension: .communication, level: 4, title: "service mesh",
      meaning: """
        Proxies beside every service take over encryption, retries, budgets and ejection of failing instances, the \
        same for all languages, configured in one place.
        """,
      signs: [
        .init("TF-C4-1", "a control plane and enrolled namespaces"),
        .init("TF-C4-2", "strict mutual TLS over own namespaces"),
        .init("TF-C4-3", "outlier detection or connection pools"),
        .init("TF-C4-4", "retries and timeouts on routes between services"),
        .init("TF-C4-8", "80 % or more of own workloads enrolled"),
      ],
      needs: "Control plane and enrolment; a mesh used only as ingress does not count.",
      model:
        "Time and CPU on every hop, a retry budget, ejection of outliers; amplification of retries shows.",
      remedies: ["service-mesh", "timeouts-retries-breakers", "bulkheads", "load-shedding"]),
  ]
}
