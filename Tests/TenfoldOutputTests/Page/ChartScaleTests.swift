import Testing

@testable import TenfoldOutput

struct ChartScaleTests {
  @Test func `an even scale begins at 0 and ends at a round number above all`() {
    let scale = ChartScale(covering: [957, 2160, 300], isLogarithmic: false)
    #expect(scale.lowest == 0 && scale.highest == 2500 && scale.ticks == [0, 500, 1000, 1500, 2000, 2500])
    #expect(scale.part(of: 0) == 0 && scale.part(of: 2500) == 1 && scale.part(of: 1250) == 0.5)
    #expect(scale.part(of: 2600) == nil && scale.part(of: -1) == nil && scale.part(of: .nan) == nil)
  }

  @Test func `on a logarithmic scale equal ratios are equally far apart`() throws {
    let scale = ChartScale(covering: [0.0003, 0.07], isLogarithmic: true)
    #expect(abs(scale.lowest / 0.0002 - 1) < 1e-9 && abs(scale.highest / 0.1 - 1) < 1e-9)
    #expect(scale.ticks.count == 3)
    let parts = try [0.0005, 0.005, 0.05].map { try #require(scale.part(of: $0)) }
    #expect(abs((parts[1] - parts[0]) - (parts[2] - parts[1])) < 1e-9)
    #expect(scale.part(of: 0) == nil && scale.part(of: -1) == nil)
  }

  @Test(arguments: [[], [0], [1], [1, 1], [.nan, .infinity, -5], [1e-12, 1e12], [1e300]])
  func `any numbers give a scale with a beginning below its end`(_ values: [Double]) {
    for isLogarithmic in [false, true] {
      let scale = ChartScale(covering: values, isLogarithmic: isLogarithmic)
      #expect(scale.lowest < scale.highest && scale.ticks.count >= 2 && scale.ticks.count < 30)
      for value in values where (1e-12...1e12).contains(value) { #expect(scale.part(of: value) != nil) }
    }
  }
}
