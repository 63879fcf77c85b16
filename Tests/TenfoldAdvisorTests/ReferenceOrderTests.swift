import TenfoldAdvisor
import TenfoldCatalog
import TenfoldModel
import Testing

struct ReferenceOrderTests {
  /// The ladder says which of three limits comes first as each of its rows grows into the next.
  static let rows: [(services: Int, scale: Int, family: ConstraintFamily)] = [
    (5, 100, .coordination), (15, 10_000, .communication), (70, 1_000_000, .consistency),
  ]

  @Test(arguments: rows)
  func `the row's own limit is met before those of the other rows`(
    _ row: (services: Int, scale: Int, family: ConstraintFamily)
  ) throws {
    let system = ReferenceSystem.make(services: row.services, scale: row.scale)
    let analysis = try Advisor.analyze(
      system, inventory: nil, assessment: Assessment(levels: [:]), options: AnalysisOptions(growth: 10))
    let structural: [ConstraintFamily] = [.coordination, .communication, .consistency]
    let first = analysis.constraints.filter { structural.contains($0.family) }.min {
      ($0.breaksAtUsers?.likely ?? .infinity) < ($1.breaksAtUsers?.likely ?? .infinity)
    }
    #expect(first?.family == row.family, "\(first?.id ?? "none")")
    #expect(first?.breaksAtUsers?.likely ?? 0 > Double(row.scale), "it holds today")
  }
}
