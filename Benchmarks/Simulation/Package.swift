// swift-tools-version: 6.2
// Benchmarks of the simulator. The modules under test are links, so that building them builds nothing else.

import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "SimulationBenchmarks",
  targets: [
    .target(name: "TenfoldModel", swiftSettings: strict),
    .target(name: "TenfoldSimulation", dependencies: ["TenfoldModel"], swiftSettings: strict),
    .executableTarget(
      name: "speed", dependencies: ["TenfoldModel", "TenfoldSimulation"], swiftSettings: strict),
    .target(name: "TenfoldQueueing", dependencies: ["TenfoldModel"], swiftSettings: strict),
    .executableTarget(
      name: "validate", dependencies: ["TenfoldModel", "TenfoldSimulation", "TenfoldQueueing"],
      swiftSettings: strict),
    .target(name: "TenfoldRandomSystems", dependencies: ["TenfoldModel"], swiftSettings: strict),
    .executableTarget(
      name: "randoms", dependencies: ["TenfoldModel", "TenfoldSimulation", "TenfoldRandomSystems"],
      swiftSettings: strict),
    .target(
      name: "TenfoldClosedForms", dependencies: ["TenfoldModel", "TenfoldSimulation"], swiftSettings: strict),
    .executableTarget(
      name: "statistics", dependencies: ["TenfoldModel", "TenfoldClosedForms"], swiftSettings: strict),
    .executableTarget(name: "eventlists", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
