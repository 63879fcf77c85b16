import TenfoldMaturity
import TenfoldModel
import Testing

struct LadderTests {
  @Test func `there is one cell for every dimension and level`() {
    #expect(Ladder.cells.count == 20)
    for dimension in Dimension.allCases {
      #expect((1...4).allSatisfy { Ladder.cell(dimension, level: $0) != nil })
    }
    #expect(Set(Ladder.cells.map(\.id)).count == 20)
  }

  @Test(arguments: Ladder.cells.map(\.id))
  func `a cell says what it means, how it is recognised, modelled and reached`(_ id: String) throws {
    let cell = try #require(Ladder.cell(named: id))
    #expect(cell.meaning.count > 60 && cell.model.count > 30 && !cell.needs.isEmpty)
    #expect(!cell.rules.isEmpty && !cell.remedies.isEmpty)
    #expect(cell.rules.allSatisfy { $0.id.hasPrefix("TF-\(cell.shortID)-") })
  }

  @Test(arguments: [
    ("D3", ["deployment-3"]), ("d3", ["deployment-3"]), ("deployment-3", ["deployment-3"]),
    ("canary", ["deployment-3"]), ("TF-A4-1", ["data-4"]), ("sharding", ["data-4"]),
    ("communication", ["communication-1", "communication-2", "communication-3", "communication-4"]),
    ("no such thing", []),
  ])
  func `a cell is found by id, rule, dimension and word`(_ text: String, _ ids: [String]) {
    #expect(Ladder.cells(matching: text).map(\.id) == ids)
  }

  @Test func `the convention of 0.1 requests per second and user holds in every row`() {
    for scale in Ladder.scales { #expect(abs(scale.rate - scale.users * 0.1) < 1e-6 * scale.rate) }
  }
}
