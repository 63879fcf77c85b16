import Testing

@testable import TenfoldLoad

struct KeySamplerTests {
  @Test func `keys are drawn as Zipf's law says`() {
    // With exponent 1 the first of 1000 keys has 1/H(1000) = 1/7.4855 of the requests, the tenth a tenth of that.
    let sampler = KeySampler(keyCount: 1000, exponent: 1)
    let shares = Self.shares(of: sampler)
    #expect(abs(shares[1, default: 0] - 0.13359) < 0.0005)
    #expect(abs(shares[10, default: 0] - 0.013359) < 0.0005)
    #expect(shares.keys.allSatisfy { (1...1000).contains($0) })
  }

  @Test func `with exponent 0 all are alike, to the last`() {
    let shares = Self.shares(of: KeySampler(keyCount: 100, exponent: 0))
    #expect(shares.count == 100)
    #expect(shares.values.allSatisfy { abs($0 - 0.01) < 0.002 })
  }

  @Test func `one key is always drawn`() {
    #expect(KeySampler(keyCount: 1, exponent: 0.9).key(0.999_999, 0.999_999) == 1)
  }

  /// Draws over an even grid in place of random numbers.
  private static func shares(of sampler: KeySampler) -> [Int: Double] {
    let (rows, columns) = (4000, 90)
    var counts: [Int: Double] = [:]
    for row in 0..<rows {
      for column in 0..<columns {
        let key = sampler.key((Double(row) + 0.5) / Double(rows), (Double(column) + 0.5) / Double(columns))
        counts[key, default: 0] += 1 / Double(rows * columns)
      }
    }
    return counts
  }
}
