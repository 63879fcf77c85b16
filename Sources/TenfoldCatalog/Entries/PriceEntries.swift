import TenfoldModel

extension Catalog {
  /// List prices in US dollars, on demand, without taxes, free tiers or discounts.
  static let priceEntries: [CatalogEntry] = [
    .init("price vCPUHour", 0.0408, 0.0504, 0.0514, "USD", .a, .ec2),
    .init("price armShare", 0.79, 0.81, 0.9, "share", .a, .ec2),
    .init("price memoryShare", 4e9, 4.29e9, 8.6e9, "bytes", .a, .ec2),
    .init("price memoryByteMonth", 1.7e-9, 2.9e-9, 3.4e-9, "USD/byte", .c, .ec2),
    .init("price storageByteMonth", 0.08e-9, 0.115e-9, 0.23e-9, "USD/byte", .a, .ebs),
    .init("price egressByte", 0.05e-9, 0.085e-9, 0.09e-9, "USD/byte", .a, .awsTransfer),
    .init("price crossZoneByte", 0.02e-9, 0.02e-9, 0.02e-9, "USD/byte", .a, .awsTransfer),
    .init("price crossRegionByte", 0.01e-9, 0.02e-9, 0.09e-9, "USD/byte", .a, .awsTransfer),
    .init("price cdnByte", 0.02e-9, 0.06e-9, 0.085e-9, "USD/byte", .a, .awsTransfer),
    .init("price logByte", 0.03e-9, 0.5e-9, 0.5e-9, "USD/byte", .a, .cloudWatch),
    .init("price storeMarkup", 1, 1.78, 2.18, "1", .a, .rds),
    .init("price cacheMarkup", 1, 1.64, 1.92, "1", .a, .elastiCache),
    .init("price hoursPerMonth", 730, 730, 730, "1", .e, .convention),
    .init("price runnerMonth", 20, 60, 200, "USD", .e, .expert),
  ]
}
