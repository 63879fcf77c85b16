import TenfoldQueueing
import Testing

struct ResponseMomentsTests {
  private let exponential = ResponseMoments(mean: 1, variance: 1)

  @Test(arguments: [(2, 1.5), (4, 25.0 / 12), (8, 761.0 / 280)])
  func `the longest of equal exponentials has a harmonic mean`(_ count: Int, _ harmonic: Double) {
    let longest = (1..<count).reduce(exponential) { result, _ in result.longer(of: exponential) }
    #expect(abs(longest.mean / harmonic - 1) < 0.03)
  }

  @Test func `a certain longer branch decides`() {
    let long = ResponseMoments(mean: 10, variance: 0.01)
    #expect(abs(long.longer(of: exponential).mean / 10 - 1) < 0.01)
  }

  @Test func `percentiles of a sum lie below the sum of percentiles`() {
    let sum = (1..<5).reduce(exponential) { result, _ in result.followed(by: exponential) }
    #expect(sum.quantile(0.99) < 5 * exponential.quantile(0.99))
    // Gamma(5): 11.6046 is the 99th percentile (chi-square with 10 degrees of freedom, 23.2093 / 2).
    #expect(abs(sum.quantile(0.99) - 11.60463) < 1e-4)
  }

  @Test func `a share stays below a limit just where its percentile does`() {
    let sum = exponential.followed(by: exponential).followed(by: exponential)
    for share in [0.5, 0.9, 0.99, 0.999] {
      let percentile = sum.quantile(share)
      #expect(sum.staysBelow(percentile * 1.0001, forShare: share))
      #expect(!sum.staysBelow(percentile * 0.9999, forShare: share))
    }
    #expect(!ResponseMoments(mean: .infinity, variance: .infinity).staysBelow(1, forShare: 0.99))
  }
}
