// swift-tools-version: 6.2
// The map: targets in the order of the flow. Tests/RepositoryTests holds the import rules.

import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

// What computes is optimized in debug builds too: its tests take a third of the time. Packages that depend on this one by its
// version may not set such flags, so they get none.
let isDependency = Context.packageDirectory.contains("/checkouts/")
let computing: [SwiftSetting] =
  isDependency
  ? [] : [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]

func stage(
  _ name: String, _ dependencies: [String], exclude: [String] = [], computes: Bool = false
) -> Target {
  .target(
    name: name, dependencies: dependencies.map { .init(stringLiteral: $0) }, exclude: exclude,
    swiftSettings: strict + (computes ? computing : []))
}

func tests(of name: String, also dependencies: [String] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: ([name, "TenfoldTestSupport"] + dependencies).map { .init(stringLiteral: $0) },
    exclude: exclude,
    swiftSettings: strict)
}

let package = Package(
  name: "Tenfold",
  products: [
    .library(
      name: "Tenfold",
      targets: [
        "TenfoldModel", "TenfoldCatalog", "TenfoldDiscovery", "TenfoldMaturity", "TenfoldQueueing",
        "TenfoldSimulation", "TenfoldAdvisor", "TenfoldOutput", "TenfoldGenerate",
      ]),
    .executable(name: "tenfold", targets: ["tenfold"]),
    .executable(name: "tenfold-service", targets: ["tenfold-service"]),
  ],
  targets: [
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

    // Loads libmicrohttpd when a page is served: no package is needed to build.
    .systemLibrary(name: "CWebServer"),

    stage("TenfoldPlatform", ["CYAML", "CWebServer"]),
    stage("TenfoldModel", [], computes: true),
    stage("TenfoldCatalog", ["TenfoldModel"]),
    stage("TenfoldDiscovery", ["TenfoldModel", "TenfoldCatalog", "TenfoldPlatform"]),
    stage("TenfoldMaturity", ["TenfoldModel"]),
    stage("TenfoldQueueing", ["TenfoldModel"], computes: true),
    stage("TenfoldSimulation", ["TenfoldModel"], computes: true),
    stage(
      "TenfoldAdvisor", ["TenfoldModel", "TenfoldCatalog", "TenfoldMaturity", "TenfoldQueueing"],
      computes: true),
    stage("TenfoldOutput", ["TenfoldModel", "TenfoldCatalog", "TenfoldMaturity"]),
    stage("TenfoldGenerate", ["TenfoldModel", "TenfoldCatalog"]),
    stage("TenfoldLoad", ["TenfoldModel", "TenfoldPlatform"]),
    .systemLibrary(
      name: "CMicroHTTPD", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
    .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CHiredis", providers: [.apt(["libhiredis-dev"])]),
    .systemLibrary(name: "CNATS", pkgConfig: "libnats", providers: [.apt(["libnats-dev"])]),
    stage("TenfoldReplica", []),
    stage(
      "TenfoldService",
      [
        "TenfoldModel", "TenfoldPlatform", "TenfoldReplica", "CMicroHTTPD", "CPostgreSQL", "CHiredis",
        "CNATS",
      ]),
    .executableTarget(
      name: "tenfold-service", dependencies: ["TenfoldService", "TenfoldPlatform", "TenfoldReplica"],
      swiftSettings: strict),
    stage(
      "TenfoldLab",
      [
        "TenfoldModel", "TenfoldOutput", "TenfoldGenerate", "TenfoldPlatform", "TenfoldLoad",
        "TenfoldReplica",
      ]),
    stage(
      "TenfoldApp",
      [
        "TenfoldModel", "TenfoldCatalog", "TenfoldDiscovery", "TenfoldMaturity", "TenfoldQueueing",
        "TenfoldSimulation", "TenfoldAdvisor", "TenfoldOutput", "TenfoldGenerate", "TenfoldPlatform",
        "TenfoldLoad", "TenfoldLab",
      ]),
    .executableTarget(
      name: "tenfold", dependencies: ["TenfoldApp", "TenfoldPlatform"], swiftSettings: strict),

    .target(
      name: "TenfoldTestSupport", path: "Tests/TenfoldTestSupport", swiftSettings: strict),
    .target(
      name: "TenfoldRandomSystems", dependencies: ["TenfoldModel"], path: "Tests/TenfoldRandomSystems",
      swiftSettings: strict),
    .target(
      name: "TenfoldClosedForms", dependencies: ["TenfoldModel", "TenfoldSimulation"],
      path: "Tests/TenfoldClosedForms", swiftSettings: strict),
    tests(of: "TenfoldPlatform"),
    tests(of: "TenfoldModel"),
    tests(of: "TenfoldCatalog", also: ["TenfoldModel"]),
    tests(of: "TenfoldDiscovery", also: ["TenfoldModel", "TenfoldCatalog", "TenfoldPlatform"]),
    tests(of: "TenfoldMaturity", also: ["TenfoldModel", "TenfoldDiscovery"], exclude: ["Fixtures"]),
    tests(of: "TenfoldQueueing", also: ["TenfoldModel", "TenfoldRandomSystems"]),
    tests(
      of: "TenfoldSimulation",
      also: [
        "TenfoldModel", "TenfoldCatalog", "TenfoldQueueing", "TenfoldRandomSystems", "TenfoldClosedForms",
      ]),
    tests(
      of: "TenfoldAdvisor", also: ["TenfoldModel", "TenfoldCatalog", "TenfoldQueueing", "TenfoldDiscovery"]),
    tests(
      of: "TenfoldOutput", also: ["TenfoldModel", "TenfoldCatalog", "TenfoldMaturity"]),
    tests(
      of: "TenfoldGenerate",
      also: ["TenfoldModel", "TenfoldCatalog", "TenfoldDiscovery", "TenfoldPlatform"]),
    tests(of: "TenfoldLoad", also: ["TenfoldModel", "TenfoldPlatform"]),
    tests(
      of: "TenfoldService",
      also: ["TenfoldModel", "TenfoldPlatform", "TenfoldLoad", "TenfoldReplica", "TenfoldLab"]),
    tests(of: "TenfoldLab", also: ["TenfoldModel", "TenfoldOutput", "TenfoldPlatform", "TenfoldReplica"]),
    tests(
      of: "TenfoldApp", also: ["TenfoldModel", "TenfoldPlatform", "TenfoldLab"],
      exclude: ["Fixtures", "Golden"]),
    // Sees what users of the library see, and nothing of the package besides.
    .testTarget(
      name: "PublicInterfaceTests",
      dependencies: ["TenfoldModel", "TenfoldCatalog", "TenfoldSimulation", "TenfoldTestSupport"],
      packageAccess: false, swiftSettings: strict),
    .testTarget(
      name: "RepositoryTests", dependencies: ["TenfoldTestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
