internal import TenfoldModel

extension Ladder {
  static let serviceCountCells = [
    LadderCell(
      dimension: .serviceCount, level: 1, title: "1-5 services",
      meaning: """
        A handful of deployables that one team knows by heart. A request crosses few of them, so failures and \
        latency hardly add up, and one person can hold the whole in their head.
        """,
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
      needs: "The count, as for the first level.",
      model: "As before, with owners: teams are the servers of the delivery process.",
      remedies: ["decompose-service", "containers-orchestration"]),
    LadderCell(
      dimension: .serviceCount, level: 3, title: "50-100 services",
      meaning: """
        No one knows all of it. Depth and fan-out of calls decide the tail of the response time, and a platform \
        team takes over what every service needs. 21 to 49 services are between this level and the second.
        """,
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
      needs: "The count; one repository rarely shows it, a dump or traces do.",
      model: "Cells as copies of a subsystem, each with a share of the users; a fault reaches one of them.",
      remedies: ["cells-shuffle-sharding", "containers-orchestration"]),
  ]
}
