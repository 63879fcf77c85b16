import Testing

@testable import TenfoldSimulation

struct QuotaMeterTests {
  /// A slow safe twin: counts small pieces of time.
  private struct Counted {
    let budget: Int
    let length: Int
    var now = 0
    var used = 0

    /// Works through so many pieces from a piece on, and gives the one after the last.
    mutating func end(of service: Int, from start: Int) -> Int {
      for _ in now..<max(now, start) { pass() }
      var left = service
      while left > 0 {
        if used < budget {
          used += 1
          left -= 1
        }
        pass()
      }
      return now
    }

    private mutating func pass() {
      now += 1
      if now % length == 0 { used = 0 }
    }
  }

  @Test func `work ends as if every piece of time were counted`() {
    var stream = RandomStream(seed: 4, run: 0, purpose: 0)
    // Pieces are powers of two of a second, so that sums are exact.
    let piece = 1.0 / 1024
    var meter = QuotaMeter(budget: 5 * piece, length: 16 * piece)
    var twin = Counted(budget: 5, length: 16)
    var now = 0
    for _ in 0..<2000 {
      now += Int(stream.unit() * 12)
      let service = 1 + Int(stream.unit() * stream.unit() * 30)
      let end = meter.end(of: Double(service) * piece, from: Double(now) * piece)
      now = twin.end(of: service, from: now)
      #expect(end == Double(now) * piece)
    }
  }

  @Test func `what fits into the period goes at full speed, and the rest waits for the next one`() {
    var meter = QuotaMeter(budget: 0.25, length: 1)
    #expect(meter.end(of: 0.1, from: 0.5) == 0.6)
    #expect(meter.end(of: 0.15, from: 0.6) == 0.75)
    #expect(abs(meter.end(of: 0.05, from: 0.75) - 1.05) < 1e-12)
    // 0.2 of this period, three whole ones, and 0.05.
    #expect(abs(meter.end(of: 1, from: 1.05) - 5.05) < 1e-12)
    #expect(meter.end(of: 0, from: 7) == 7)
  }
}
