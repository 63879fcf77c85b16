import TenfoldModel
import TenfoldOutput
import Testing

struct ThresholdTests {
  @Test(arguments: [
    ("headroom >= 3x", GateMeasure.headroom, Threshold.Comparison.atLeast, 3.0),
    ("headroom>2.5", .headroom, .above, 2.5), ("breaks >= 20K-users", .breaks, .atLeast, 20_000),
    ("breaks >= 1M users", .breaks, .atLeast, 1e6), ("coverage >= 80%", .coverage, .atLeast, 0.8),
    ("price <= 2000 USD", .price, .atMost, 2000), ("price < $2k/month", .price, .below, 2000),
    ("level.monitoring >= 2", .level(.monitoring), .atLeast, 2),
    ("level.dataManagement >= 3", .level(.dataManagement), .atLeast, 3),
    (" level.D  >=  1 ", .level(.deployment), .atLeast, 1),
  ])
  func `a threshold is read as a person writes it`(
    _ text: String, _ measure: GateMeasure, _ comparison: Threshold.Comparison, _ bound: Double
  ) throws {
    let threshold = try Threshold(text)
    #expect(threshold.measure == measure)
    #expect(threshold.comparison == comparison)
    #expect(threshold.bound == bound)
    #expect(try Threshold(threshold.text) == threshold)
  }

  @Test(arguments: [
    ("headroom", "'headroom' compares nothing"), ("headroom = 3x", "compares nothing"),
    ("hedroom >= 3x", "'hedroom' is no measure; measures are headroom, breaks, price, coverage"),
    ("headroom >= much", "the bound of headroom is 'much'; it must be a factor such as 3x"),
    ("level.monitoring >= 5", "it must be a level from 1 to 4"),
    ("level.monitoring >= 2.5", "it must be a level from 1 to 4"),
    ("coverage >= 120%", "it must be a share such as 80%"), ("price <=", "the bound of price is ''"),
    ("", "'' compares nothing"),
  ])
  func `what cannot be understood is said with what was expected`(_ text: String, _ message: String) {
    let error = #expect(throws: ThresholdError.self) { try Threshold(text) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func `a number that is not known meets nothing`() throws {
    for comparison in Threshold.Comparison.allCases {
      #expect(try !Threshold("headroom \(comparison.rawValue) 3x").isMet(by: nil))
    }
    #expect(try Threshold("headroom >= 3x").isMet(by: .infinity))
  }

  @Test func `worse is further from the bound`() throws {
    #expect(try Threshold("headroom >= 3x").isWorse(1, than: 2))
    #expect(try !Threshold("headroom >= 3x").isWorse(2, than: 2))
    #expect(try Threshold("price <= 9 USD").isWorse(12, than: 11))
    #expect(try Threshold("price <= 9 USD").isWorse(nil, than: 11))
  }
}
