internal import TenfoldCatalog
internal import TenfoldModel

/// A usage file for Infracost: what log groups and load balancers get to do in a month of today's load.
///
/// It speaks of kinds of resources, since no file read here says which resource of a plan is which part.
enum MonthlyUsage {
  static func text(of analysis: Analysis) -> String {
    var lines = [
      "# \(analysis.system.name.quoted) at \(QuantityText.rate(analysis.rateNow.likely)) at the peak.",
      "# Kinds of resources share the figures: of several of a kind, give each its part under resource_usage.",
      "version: 0.1", "resource_type_default_usage:",
    ]
    if let logs = bytes("logs a month", at: "price logByte", analysis) {
      lines += ["  aws_cloudwatch_log_group:", "    monthly_data_ingested_gb: \(gigabytes(logs))"]
    }
    if let egress = bytes("egress a month", at: "price egressByte", analysis) {
      lines += ["  aws_lb:", "    processed_bytes_gb: \(gigabytes(egress))"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Bytes behind a line of money: the line over the price it was computed with.
  private static func bytes(_ name: String, at price: String, _ analysis: Analysis) -> Double? {
    guard let line = analysis.estimateToday?.lines.first(where: { $0.topic == "money" && $0.name == name })
    else { return nil }
    return line.value.likely / Catalog.required(price).likely
  }

  private static func gigabytes(_ bytes: Double) -> String {
    QuantityText.plainNumber(bytes / 1e9, digits: 4)
  }
}
