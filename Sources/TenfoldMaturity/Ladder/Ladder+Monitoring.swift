internal import TenfoldModel

extension Ladder {
  static let monitoringCells = [
    LadderCell(
      dimension: .monitoring, level: 1, title: "basic logging",
      meaning: """
        Each process writes what it does; nobody collects it. A fault is noticed by users and found by reading on \
        the machine it happened on.
        """,
      signs: [
        .init("TF-M1-2", "probes or health checks"),
        .init("TF-M1-3", "output of containers only, nothing ships it"),
        .init("TF-M1-4", "no metrics endpoint and nothing that scrapes"),
      ],
      needs: "Two of the signs; platforms that collect by default are checked first.",
      model: "Time to notice and to find by hand, against the error budget.",
      remedies: ["do-nothing"]),
    LadderCell(
      dimension: .monitoring, level: 2, title: "centralized logging, basic metrics",
      meaning: """
        Logs of all services in one place and metrics of each: what happened can be asked after the fact, and load \
        can be seen.
        """,
      signs: [
        .init("TF-M2-1", "a log shipper with somewhere to ship to"),
        .init("TF-M2-2", "metrics scraped from half of the own services"),
        .init("TF-M2-4", "dashboards as files"),
        .init("TF-M2-5", "exporters of stores and nodes"),
        .init("TF-M2-6", "a managed agent"),
      ],
      needs: "A logging sign and a metrics sign.",
      model: "Shorter time to find; cost and CPU of collecting.",
      remedies: ["central-logging", "metrics-alerts"]),
    LadderCell(
      dimension: .monitoring, level: 3, title: "tracing, alerting, auto-scaling",
      meaning: """
        A request can be followed through every service, alerts on what users feel wake someone, and the number of \
        replicas follows the load.
        """,
      signs: [
        .init("TF-M3-1", "own services export spans to a collector that passes them on"),
        .init("TF-M3-3", "alerts on errors or latency, with a receiver"),
        .init("TF-M3-4", "autoscalers that can act on half of the stateless workloads"),
        .init("TF-M3-5", "nodes that scale"),
        .init("TF-M3-6", "service level objectives as objects"),
      ],
      needs: "Tracing, alerting and scaling, each with a strong sign.",
      model: "Replicas as a controller sets them, with its lag; alert delay by burn rate; sampling's cost.",
      remedies: ["distributed-tracing", "metrics-alerts", "autoscaling"]),
    LadderCell(
      dimension: .monitoring, level: 4, title: "AI-driven monitoring, self-healing",
      meaning: """
        Detectors learn what is usual and controllers end faults by themselves, within limits that people set and \
        test.
        """,
      signs: [
        .init("TF-M4-1", "remediation wired to signals"),
        .init("TF-M4-2", "anomaly detection configured"),
        .init("TF-M4-3", "predictive scaling"),
        .init("TF-M4-4", "root causes found by a model"),
        .init("TF-M4-5", "scheduled chaos experiments"),
        .init("TF-M4-7", "records of remedies at work"),
      ],
      needs: "A closed loop and a detector; restarts by Kubernetes do not count.",
      model: "The detector's delay and false alarms, the healer's limits, the time to repair.",
      remedies: ["self-healing", "capacity-reservation-gameday", "graceful-degradation"]),
  ]
}
