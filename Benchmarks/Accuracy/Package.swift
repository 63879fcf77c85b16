// swift-tools-version: 6.2
// The solver beside the simulator on random systems. The modules under test are links, so that building them
// builds nothing else.

import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "Accuracy",
  targets: [
    .target(name: "TenfoldModel", swiftSettings: strict),
    .target(name: "TenfoldQueueing", dependencies: ["TenfoldModel"], swiftSettings: strict),
    .target(name: "TenfoldSimulation", dependencies: ["TenfoldModel"], swiftSettings: strict),
    .target(name: "TenfoldRandomSystems", dependencies: ["TenfoldModel"], swiftSettings: strict),
    .executableTarget(
      name: "accuracy",
      dependencies: ["TenfoldModel", "TenfoldQueueing", "TenfoldSimulation", "TenfoldRandomSystems"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
