internal import TenfoldModel

extension Ladder {
  static let serviceCountCells = [
    LadderCell(
      dimension: .serviceCount, level: 1, title: "1-5 services",
      meaning: """
        A handful of deployables that one team knows by heart. A request crosses few of them, so failures and \
        latency hardly add up, and one person can hold the whole in their head.
        """,
      signs: [
        .init("TF-S1-1", "1 to 5 own services in the Compose files in use"),
        .init("TF-S1-2", "1 to 5 own Kubernetes workloads, each name once"),
        .init("TF-S1-6", "1 to 5 service names in traces"),
      ],
      needs:
        "The count of distinct own deployables; stores, brokers, proxies, telemetry and jobs do not count.",
      model: """
        A short call tree. Availability of a journey is the product along its synchronous path, its response time \
        the sum.
        """,
      remedies: ["merge-services", "do-nothing"]),
    LadderCell(
      dimension: .serviceCount, level: 2, title: "10-20 services",
      meaning: """
        Several teams, each owning a few services. Work can go on side by side, and so can mistakes: releases, \
        versions and failures of neighbours begin to matter. 6 to 9 services are between this level and the first.
        """,
      signs: [
        .init("TF-S2-1", "10 to 20 own services in the Compose files in use"),
        .init("TF-S2-2", "10 to 20 own Kubernetes workloads, each name once"),
        .init("TF-S2-3", "a pipeline for each service, chosen by paths"),
        .init("TF-S2-5", "10 to 20 service names in traces"),
      ],
      needs: "The count, as for the first level.",
      model: "As before, with owners: teams are the servers of the delivery process.",
      remedies: ["decompose-service", "containers-orchestration"]),
    LadderCell(
      dimension: .serviceCount, level: 3, title: "50-100 services",
      meaning: """
        No one knows all of it. Depth and fan-out of calls decide the tail of the response time, and a platform \
        team takes over what every service needs. 21 to 49 services are between this level and the second.
        """,
      signs: [
        .init("TF-S3-1", "50 to 100 own workloads across all files given"),
        .init("TF-S3-2", "an ApplicationSet, umbrella chart or overlay of 50 to 100 releases"),
        .init("TF-S3-4", "50 to 100 service names in traces"),
        .init("TF-S3-6", "eight or more owning teams"),
      ],
      needs: "The count over several repositories or a dump of the cluster.",
      model: """
        Parallel calls end with the slowest: with a fan-out of n the typical request meets the 1 - 1/n percentile of \
        each callee.
        """,
      remedies: ["decompose-service", "containers-orchestration", "hedging", "bulkheads"]),
    LadderCell(
      dimension: .serviceCount, level: 4, title: "200 and more services",
      meaning: """
        An organisation, not a program. Services come from templates, live in cells that fail apart, and are found \
        in a catalogue. 101 to 199 services are between this level and the third.
        """,
      signs: [
        .init("TF-S4-1", "more than 200 own workloads in dumps of all clusters"),
        .init("TF-S4-2", "more than 200 service names in service-graph metrics"),
        .init("TF-S4-3", "more than one cluster with 100 workloads or more each"),
        .init("TF-S4-6", "service templates, own operators"),
      ],
      needs: "The count; one repository rarely shows it, a dump or traces do.",
      model: "Cells as copies of a subsystem, each with a share of the users; a fault reaches one of them.",
      remedies: ["cells-shuffle-sharding", "containers-orchestration"]),
  ]
}
