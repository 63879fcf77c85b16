// swift-tools-version: 6.2
// A package of its own, so that building Tenfold never builds benchmarks.

import PackageDescription

let package = Package(
  name: "QueueingBenchmark",
  dependencies: [.package(name: "Tenfold", path: "../..")],
  targets: [
    .executableTarget(
      name: "queueing-benchmark", dependencies: [.product(name: "Tenfold", package: "Tenfold")])
  ],
  swiftLanguageModes: [.v6]
)
