import Glibc
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

  /// E[max] = ∫ (1 − F G) dt, by Simpson's rule, for two mixtures of exponentials of mean 1 and squared variation 4 and 9:
  /// the shares (1 ± √((c² − 1)/(c² + 1)))/2 at rates of twice the share.
  @Test func `the longer of two that vary much is what integration finds`() {
    func below(_ variation: Double, _ time: Double) -> Double {
      let root = ((variation - 1) / (variation + 1)).squareRoot()
      return [(1 + root) / 2, (1 - root) / 2].reduce(1) { $0 - $1 * exp(-2 * $1 * time) }
    }
    let (step, end) = (0.005, 400.0)
    var (mean, square) = (0.0, 0.0)
    for index in 0...Int(end / step) {
      let time = step * Double(index)
      let left = 1 - below(4, time) * below(9, time)
      let weight = index == 0 || index == Int(end / step) ? 1.0 : index % 2 == 1 ? 4 : 2
      mean += weight * left * step / 3
      square += weight * 2 * time * left * step / 3
    }
    let longer = ResponseMoments(mean: 1, variance: 4).longer(of: ResponseMoments(mean: 1, variance: 9))
    #expect(abs(longer.mean / mean - 1) < 1e-5)
    #expect(abs((longer.variance + longer.mean * longer.mean) / square - 1) < 1e-4)
  }

  @Test(arguments: [0, 0.1, 1, 1.4, 1.6, 2.9, 3.1, 9, 40, 1e4, 1e12], [0, 0.5, 1, 2, 5, 100, 1e9])
  func `the longer of two is no shorter than either and no longer than both`(_ one: Double, _ two: Double) {
    for ratio in [1e-6, 0.1, 1, 3, 1e4] {
      let first = ResponseMoments(mean: 1, variance: one)
      let second = ResponseMoments(mean: ratio, variance: two * ratio * ratio)
      let longer = first.longer(of: second)
      #expect(longer.mean >= max(1, ratio) && longer.mean <= (1 + ratio) * (1 + 1e-12), "\(longer)")
      #expect(longer.variance >= 0 && longer.variance.isFinite)
      #expect(abs(second.longer(of: first).mean / longer.mean - 1) < 1e-9)
    }
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
