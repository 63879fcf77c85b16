// swift-tools-version: 6.2
// How long one solution of a whole system takes. The modules are links, so that building them builds nothing else.

import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "Solving",
  targets: [
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(name: "TenfoldPlatform", dependencies: ["CYAML"], swiftSettings: strict),
    .target(name: "TenfoldModel", swiftSettings: strict),
    .target(name: "TenfoldCatalog", dependencies: ["TenfoldModel"], swiftSettings: strict),
    .target(
      name: "TenfoldDiscovery", dependencies: ["TenfoldModel", "TenfoldCatalog", "TenfoldPlatform"],
      swiftSettings: strict),
    .target(name: "TenfoldMaturity", dependencies: ["TenfoldModel"], swiftSettings: strict),
    .target(name: "TenfoldQueueing", dependencies: ["TenfoldModel"], swiftSettings: strict),
    .target(
      name: "TenfoldAdvisor",
      dependencies: ["TenfoldModel", "TenfoldCatalog", "TenfoldMaturity", "TenfoldQueueing"],
      swiftSettings: strict),
    .executableTarget(
      name: "solving",
      dependencies: [
        "TenfoldModel", "TenfoldAdvisor", "TenfoldCatalog", "TenfoldDiscovery", "TenfoldQueueing",
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
