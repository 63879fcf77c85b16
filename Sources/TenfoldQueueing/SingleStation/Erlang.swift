/// Erlang's formulas for Poisson arrivals at `serverCount` servers.
public enum Erlang {
  /// Probability that an arrival finds all servers busy when nobody waits (Erlang B).
  ///
  /// Sums the inverse 1/B = Σ c(c−1)…(c−k+1)/a^k, whose terms are all positive, and stops when they no longer
  /// count: stable and O(√c) at loads that matter, up to 10^5 servers and beyond.
  ///
  /// - Parameters:
  ///   - serverCount: Servers *c*; ≥ 0.
  ///   - offeredLoad: Arrival rate times service time, *a*; ≥ 0.
  ///
  /// **Source.** Jagerman, Bell System Technical Journal 53(3), 1974 (inverse form).
  public static func blocking(serverCount: Int, offeredLoad: Double) -> Double {
    guard offeredLoad > 0 else { return serverCount == 0 ? 1 : 0 }
    var term = 1.0
    var sum = 1.0
    var remaining = Double(serverCount)
    while remaining >= 1 {
      term *= remaining / offeredLoad
      sum += term
      if sum > 1e300 { return 0 }
      if term < sum * 1e-17 { break }
      remaining -= 1
    }
    return 1 / sum
  }

  /// Probability that an arrival must wait (Erlang C); 1 at and beyond saturation.
  ///
  /// - Parameters:
  ///   - serverCount: Servers *c*; ≥ 1.
  ///   - offeredLoad: Arrival rate times service time, *a*; ≥ 0.
  ///
  /// **Source.** Kleinrock, Queueing Systems I, 1975, section 3.5.
  public static func waiting(serverCount: Int, offeredLoad: Double) -> Double {
    let servers = Double(serverCount)
    guard offeredLoad < servers else { return 1 }
    let blocking = blocking(serverCount: serverCount, offeredLoad: offeredLoad)
    return servers * blocking / (servers - offeredLoad * (1 - blocking))
  }

  /// Least servers at which waiting is rare, by the square-root rule a + q √a.
  ///
  /// - Parameters:
  ///   - offeredLoad: *a*; ≥ 0.
  ///   - quality: *q*; 1 lets about 24 % wait at a = 100, 2.375 about 1.3 %.
  ///
  /// **Source.** Halfin and Whitt, Operations Research 29(3), 1981.
  public static func squareRootStaffing(offeredLoad: Double, quality: Double) -> Int {
    Int((offeredLoad + quality * offeredLoad.squareRoot()).rounded(.up))
  }
}
