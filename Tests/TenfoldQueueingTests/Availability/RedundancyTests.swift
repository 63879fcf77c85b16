import TenfoldQueueing
import Testing

struct RedundancyTests {
  @Test(arguments: [(1, 2, 0.99, 0.9999), (2, 3, 0.99, 0.999702), (9, 10, 0.999, 0.9999552393710069)])
  func `k of n parts agree with the binomial sum`(_ needed: Int, _ count: Int, _ each: Double, _ all: Double)
  {
    let down = Redundancy.unavailability(needed: needed, of: count, unavailability: 1 - each)
    #expect(abs(down / (1 - all) - 1) < 1e-9)
  }

  @Test func `thirty services at 99_95 percent in series give 98_5`() {
    #expect(abs(Redundancy.series(Array(repeating: 0.9995, count: 30)) - 0.9851082442083701) < 1e-12)
  }

  @Test func `common faults bound what replicas gain`() {
    let two = Redundancy.unavailability(needed: 1, of: 2, unavailability: 0.01, commonCause: 0.05)
    #expect(two > 0.0005 && two < 0.0006)
    let many = Redundancy.unavailability(needed: 1, of: 20, unavailability: 0.01, commonCause: 0.05)
    #expect(many >= 0.0005 && many < two)
  }
}
