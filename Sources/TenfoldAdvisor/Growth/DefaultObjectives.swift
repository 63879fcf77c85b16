import TenfoldCatalog
import TenfoldModel

/// What is promised where nothing is stated: conventions of the catalogue, labelled as such.
enum DefaultObjectives {
  /// Longest 99th percentile, in seconds.
  static var p99: Double { Catalog.required("objective p99").likely }
  /// Oldest data a read may show, in seconds.
  static var staleness: Double { Catalog.required("objective staleness").likely }
  /// Largest share of reads that may show old data.
  static var staleReads: Double { Catalog.required("objective staleReads").likely }
  /// Largest share of the error budget that changes may spend.
  static var changesShare: Double { Catalog.required("objective budgetShare.changes").likely }

  private static let steps: [(users: Double, unavailability: Double)] = [
    (1e2, Catalog.required("objective unavailability.100").likely),
    (1e4, Catalog.required("objective unavailability.10K").likely),
    (1e6, Catalog.required("objective unavailability.1M").likely),
    (1e8, Catalog.required("objective unavailability.100M").likely),
  ]

  /// Largest share of failed requests at a number of users: more users expect more, between the scales
  /// interpolated on both logarithms.
  static func unavailability(at users: Double) -> Double {
    guard users > steps[0].users else { return steps[0].unavailability }
    for (from, to) in zip(steps, steps.dropFirst()) where users <= to.users {
      let part = logarithm(users / from.users) / logarithm(to.users / from.users)
      return from.unavailability * power(to.unavailability / from.unavailability, part)
    }
    return steps[steps.count - 1].unavailability
  }
}
