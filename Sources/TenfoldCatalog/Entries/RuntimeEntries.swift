import TenfoldModel

extension Catalog {
  /// CPU per request of a service with one to three calls to others, by runtime.
  ///
  /// The inverse of "requests/s per vCPU in production"; frameworks alone are ten to fifty times faster.
  static let runtimeEntries: [CatalogEntry] = [
    .init("go cpu.request", 0.00025, 0.00067, 0.002, "s", .e, .expert),
    .init("java cpu.request", 0.0004, 0.001, 0.0033, "s", .b, .netflixModels),
    .init("node cpu.request", 0.00067, 0.002, 0.0067, "s", .e, .expert),
    .init("python cpu.request", 0.0025, 0.01, 0.033, "s", .e, .expert),
    .init("dotnet cpu.request", 0.00025, 0.00067, 0.0025, "s", .e, .expert),
    .init("rust cpu.request", 0.000125, 0.0004, 0.00125, "s", .e, .expert),
    .init("swift cpu.request", 0.00025, 0.0008, 0.0025, "s", .e, .expert),
    .init("ruby cpu.request", 0.0067, 0.025, 0.1, "s", .e, .expert),
    .init("php cpu.request", 0.002, 0.006, 0.025, "s", .e, .expert),
    .init("erlang cpu.request", 0.0005, 0.0015, 0.005, "s", .e, .expert),
    .init("service cpu.request", 0.0005, 0.002, 0.01, "s", .e, .expert),
    .init("service cpu", 0.5, 1, 2, "cores", .e, .expert),
    .init("service replicas", 1, 1, 1, "1", .e, .convention),
    .init("service availability", 0.999, 0.9995, 0.9999, "share", .e, .expert),
    .init("service variability", 0.5, 1, 3, "1", .e, .expert),
    .init("go memory", 16e6, 64e6, 256e6, "bytes", .e, .expert),
    .init("java memory", 512e6, 1024e6, 4096e6, "bytes", .e, .expert),
    .init("node memory", 64e6, 128e6, 512e6, "bytes", .e, .expert),
    .init("python memory", 64e6, 256e6, 1024e6, "bytes", .e, .expert),
    .init("service memory", 64e6, 256e6, 1024e6, "bytes", .e, .expert),
    .init("service autoscaler.target", 0.5, 0.7, 0.8, "share", .d, .expert),
    .init("service startTime", 2, 10, 60, "s", .e, .expert),
    .init("java startTime", 15, 40, 120, "s", .e, .expert),
    .init("service autoscaler.maximum", 5, 10, 30, "1", .e, .convention),
    .init("external delay", 0.03, 0.1, 0.4, "s", .e, .expert),
    .init("external availability", 0.995, 0.999, 0.9999, "share", .e, .expert),
    .init("external variability", 0.3, 1, 3, "1", .e, .expert),
  ]
}
