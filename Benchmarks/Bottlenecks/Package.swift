// swift-tools-version: 6.2
// Which limit the reference systems meet first as they grow. The modules are links, so that building builds nothing else.

import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "Bottlenecks",
  targets: [
    .target(name: "TenfoldModel", swiftSettings: strict),
    .target(name: "TenfoldCatalog", dependencies: ["TenfoldModel"], swiftSettings: strict),
    .target(name: "TenfoldMaturity", dependencies: ["TenfoldModel"], swiftSettings: strict),
    .target(name: "TenfoldQueueing", dependencies: ["TenfoldModel"], swiftSettings: strict),
    .target(
      name: "TenfoldAdvisor",
      dependencies: ["TenfoldModel", "TenfoldCatalog", "TenfoldMaturity", "TenfoldQueueing"],
      swiftSettings: strict),
    .executableTarget(
      name: "bottlenecks", dependencies: ["TenfoldModel", "TenfoldCatalog", "TenfoldAdvisor"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
