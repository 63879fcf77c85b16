import Testing

@testable import TenfoldAdvisor

struct SamplingTests {
  @Test func `every coordinate hits every stratum once`() {
    let points = LatinHypercube(count: 64, dimensions: 7, seed: 3).points
    for dimension in 0..<7 {
      let strata = Set(points.map { Int($0[dimension] * 64) })
      #expect(strata.count == 64)
    }
  }

  @Test func `ranks of ties are their mean and a ranking agrees with itself`() {
    #expect(GrowthAnalysis.ranks([3, 1, 3, 2]) == [2.5, 0, 2.5, 1])
    #expect(abs(GrowthAnalysis.correlation([1, 2, 3], [2, 4, 6]) - 1) < 1e-12)
    #expect(GrowthAnalysis.correlation([1, 2, 3], [5, 5, 5]) == 0)
  }

  @Test(arguments: [3.7, 120, 5e9])
  func `the search finds a threshold within half a percent`(_ threshold: Double) {
    let found = GrowthSearch.firstViolation { $0 > threshold }
    #expect(abs(found / threshold - 1) < 0.005)
  }

  @Test func `what never breaks has no threshold`() {
    #expect(GrowthSearch.firstViolation { _ in false } == .infinity)
  }
}
