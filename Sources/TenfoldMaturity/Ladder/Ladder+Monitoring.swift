internal import TenfoldModel

extension Ladder {
  static let monitoringCells = [
    LadderCell(
      dimension: .monitoring, level: 1, title: "basic logging",
      meaning: """
        Each process writes what it does; nobody collects it. A fault is noticed by users and found by reading on \
        the machine it happened on.
        """,
      needs: "Two medium rules; platforms that collect by default are checked first.",
      model: "Time to notice and to find by hand, against the error budget.",
      remedies: ["do-nothing"]),
    LadderCell(
      dimension: .monitoring, level: 2, title: "centralized logging, basic metrics",
      meaning: """
        Logs of all services in one place and metrics of each: what happened can be asked after the fact, and load \
        can be seen.
        """,
      needs: "A logging rule and a metrics rule.",
      model: "Shorter time to find; cost and CPU of collecting.",
      remedies: ["central-logging", "metrics-alerts"]),
    LadderCell(
      dimension: .monitoring, level: 3, title: "tracing, alerting, auto-scaling",
      meaning: """
        A request can be followed through every service, alerts on what users feel wake someone, and the number of \
        replicas follows the load.
        """,
      needs: "Tracing, alerting and scaling, each with a strong rule.",
      model: "Replicas as a controller sets them, with its lag; alert delay by burn rate; sampling's cost.",
      remedies: ["distributed-tracing", "metrics-alerts", "autoscaling"]),
    LadderCell(
      dimension: .monitoring, level: 4, title: "AI-driven monitoring, self-healing",
      meaning: """
        Detectors learn what is usual and controllers end faults by themselves, within limits that people set and \
        test.
        """,
      needs: "A closed loop and a detector; restarts by Kubernetes do not count.",
      model: "The detector's delay and false alarms, the healer's limits, the time to repair.",
      remedies: ["self-healing", "capacity-reservation-gameday", "graceful-degradation"]),
  ]
}
