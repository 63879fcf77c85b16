import TenfoldModel

extension Catalog {
  /// Proxies and gateways: CPU per request passed on.
  static let gatewayEntries: [CatalogEntry] = [
    .init("nginx cpu.request", 0.000014, 0.000032, 0.0001, "s", .a, .local),
    .init("haproxy cpu.request", 0.00001, 0.000031, 0.0001, "s", .b, .expert),
    .init("envoy cpu.request", 0.000067, 0.0002, 0.0005, "s", .b, .istio),
    .init("traefik cpu.request", 0.00005, 0.00015, 0.0005, "s", .e, .expert),
    .init("kong cpu.request", 0.00014, 0.00025, 0.0005, "s", .d, .expert),
    .init("gateway cpu.request", 0.00005, 0.0002, 0.001, "s", .e, .expert),
    .init("gateway cpu", 1, 2, 4, "cores", .e, .expert),
    .init("gateway memory", 64e6, 256e6, 1024e6, "bytes", .e, .expert),
    .init("gateway availability", 0.999, 0.9998, 0.99995, "share", .e, .expert),
    .init("gateway variability", 0.5, 1, 2, "1", .e, .expert),
    .init("cdn hitRatio", 0.6, 0.9, 0.99, "share", .e, .expert),
    .init("gateway cacheHitRatio", 0, 0.2, 0.6, "share", .e, .expert),
    .init("cdn availability", 0.9995, 0.9999, 0.99999, "share", .e, .expert),
    .init("cdn variability", 0.5, 1, 2, "1", .e, .expert),
    .init("cdn cpu.request", 0, 0, 0, "s", .e, .expert),
    .init("cdn cpu", 1e6, 1e6, 1e6, "cores", .e, .expert),
    .init("tls handshake", 0.0003, 0.000671, 0.001326, "s", .b, .local),
    .init("tls newConnections", 0.02, 0.05, 0.1, "share", .e, .expert),
    .init("mesh cpuPerCall", 0.00012, 0.0002, 0.0005, "s", .b, .istio),
    .init("mesh delayPerCall", 0.0001, 0.001, 0.003, "s", .b, .istio),
  ]

  /// Distances and capacities of the network.
  static let networkEntries: [CatalogEntry] = [
    .init("network hop", 0.0001, 0.0005, 0.0015, "s", .b, .zoneDistances),
    .init("network crossRegion", 0.03, 0.08, 0.2, "s", .b, .regionDistances),
    .init("network bandwidth.replica", 94e6, 312e6, 1250e6, "bytes/s", .e, .expert),
  ]
}
