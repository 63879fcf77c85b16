import TenfoldCatalog
import TenfoldModel
import Testing

@testable import TenfoldAdvisor

struct ReferenceOrderTests {
  /// The ladder says which of three limits comes first as each of its rows grows.
  ///
  /// At the likely values; `make bottlenecks` samples the ranges. Of the first row the limit lies beyond the next one:
  /// three people deploy some twenty services by hand if these seldom change (docs/decisions/0041-three-bottlenecks.md).
  static let rows: [(services: Int, scale: Int, family: ConstraintFamily)] = [
    (5, 100, .coordination), (15, 10_000, .communication), (70, 1_000_000, .consistency),
    (220, 100_000_000, .consistency),
  ]

  @Test(arguments: rows)
  func `the row's own limit is met before those of the other rows`(
    _ row: (services: Int, scale: Int, family: ConstraintFamily)
  ) throws {
    let system = Catalog.completed(ReferenceSystem.make(services: row.services, scale: row.scale)).system
    let limits = LimitSet(system, lowered: Catalog.lower(system))
    let structural: [ConstraintFamily] = [.coordination, .communication, .consistency]
    // What people repair by hand is no part of the ranges that were written down before.
    let first = limits.likelyBreaks.filter {
      structural.contains($0.limit.identity.family) && $0.limit.identity.kind != "dual-writes"
    }.first
    #expect(first?.limit.identity.family == row.family, "\(first?.limit.identity.id ?? "none")")
    let users = first?.users ?? 0
    #expect(users > Double(row.scale), "it holds today")
    #expect(users < Double(row.scale) * (row.scale == 100 ? 1000 : 100), "it breaks before the next row")
  }
}
