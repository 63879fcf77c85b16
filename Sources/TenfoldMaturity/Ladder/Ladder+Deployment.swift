internal import TenfoldModel

extension Ladder {
  static let deploymentCells = [
    LadderCell(
      dimension: .deployment, level: 1, title: "manual",
      meaning: """
        A person builds, copies and restarts. Every change costs hours of somebody's attention, so changes wait, \
        grow and break more. Time and attention run out long before machines do: the first bottleneck of growth \
        is coordination.
        """,
      needs: "Two medium rules, in files that would show a pipeline if there were one.",
      model: """
        People as servers: changes x services x hands-on time against the hours they can give. The queue for them \
        is the lead time.
        """,
      remedies: ["do-nothing"]),
    LadderCell(
      dimension: .deployment, level: 2, title: "CI/CD pipelines",
      meaning: """
        A push builds, tests, publishes and deploys. Changes are small and frequent; a person still decides and \
        watches.
        """,
      needs: "A pipeline that deploys, or two of the others.",
      model: "Stations in a row: runners with queues; each stage catches a share of the faults.",
      remedies: ["ci-cd", "containers-orchestration", "feature-flags"]),
    LadderCell(
      dimension: .deployment, level: 3, title: "fully automated, canary releases",
      meaning: """
        Nobody watches a release: a controller sends a share of the traffic to the new version, judges errors and \
        latency, and goes on or rolls back.
        """,
      needs: "One strong rule or two others; weights that nothing changes and RollingUpdate do not count.",
      model: """
        A change reaches a share of the traffic until it is judged; the error budget it spends is that share times \
        the time to detect and roll back.
        """,
      remedies: ["canary", "blue-green", "feature-flags"]),
    LadderCell(
      dimension: .deployment, level: 4, title: "multi-cluster, multi-region",
      meaning: """
        The system runs in several clusters and regions at once, and changes go through them in waves, so that no \
        change and no region can take all users down.
        """,
      needs: "One strong rule or two others; zones are not regions, and a standby copy takes no traffic.",
      model:
        "Regions with latencies between them; capacity left when one is lost; waves, and the blast radius of one.",
      remedies: [
        "multi-region-active-passive", "multi-region-active-active", "cells-shuffle-sharding", "anycast-gslb",
        "multi-az",
      ]),
  ]
}
