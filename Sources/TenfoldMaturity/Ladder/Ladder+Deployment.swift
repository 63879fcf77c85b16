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
      signs: [
        .init("TF-D1-1", "pipelines are given and none deploys"),
        .init("TF-D1-2", "release steps written as commands in the documentation"),
        .init("TF-D1-4", "images with moving tags such as latest"),
        .init("TF-D1-6", "scripts that deploy and that no pipeline calls"),
      ],
      needs: "Two of the signs, in files that would show a pipeline if there were one.",
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
      signs: [
        .init("TF-D2-1", "a pipeline runs the tests"),
        .init("TF-D2-2", "it builds and pushes images with tags that do not move"),
        .init("TF-D2-3", "it deploys"),
        .init("TF-D2-4", "it promotes from one environment to the next"),
        .init("TF-D2-5", "charts or overlays for each environment"),
        .init("TF-D2-7", "it commits the new tag for a reconciler to pick up"),
      ],
      needs: "A pipeline that deploys, or two of the others.",
      model: "Stations in a row: runners with queues; each stage catches a share of the faults.",
      remedies: ["ci-cd", "containers-orchestration", "feature-flags"]),
    LadderCell(
      dimension: .deployment, level: 3, title: "fully automated, canary releases",
      meaning: """
        Nobody watches a release: a controller sends a share of the traffic to the new version, judges errors and \
        latency, and goes on or rolls back.
        """,
      signs: [
        .init("TF-D3-1", "an Argo Rollout with canary steps and an analysis"),
        .init("TF-D3-2", "a Flagger Canary with metrics"),
        .init("TF-D3-3", "Argo CD or Flux reconciles by itself"),
        .init("TF-D3-4", "weighted routes that automation changes"),
        .init("TF-D3-5", "automatic rollback"),
        .init("TF-D3-6", "feature flags in code"),
      ],
      needs: "One strong sign or two others; weights that nothing changes and RollingUpdate do not count.",
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
      signs: [
        .init("TF-D4-1", "an ApplicationSet over clusters, or several destinations"),
        .init("TF-D4-2", "Karmada, Open Cluster Management or Fleet placement"),
        .init("TF-D4-3", "the same stack in two regions as code"),
        .init("TF-D4-4", "a global entry with health checks"),
        .init("TF-D4-5", "services exported across clusters"),
        .init("TF-D4-7", "two regions serving users in telemetry"),
      ],
      needs: "One strong sign or two others; zones are not regions, and a standby copy takes no traffic.",
      model:
        "Regions with latencies between them; capacity left when one is lost; waves, and the blast radius of one.",
      remedies: [
        "multi-region-active-passive", "multi-region-active-active", "cells-shuffle-sharding", "anycast-gslb",
        "multi-az",
      ]),
  ]
}
