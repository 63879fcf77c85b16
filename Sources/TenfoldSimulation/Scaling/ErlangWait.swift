/// Mean waiting time of queues with exponential interarrival and service times.
enum ErlangWait {
  /// Mean wait of M/M/c.
  ///
  /// - Parameters:
  ///   - servers: Number of servers *c*; ≥ 1.
  ///   - load: Servers kept busy *a*; ≥ 0.
  ///   - serviceTime: Mean service time, in seconds; ≥ 0.
  /// - Returns: Seconds; infinite where there is no steady state.
  /// - Complexity: O(c), at most a few standard deviations beyond the load.
  ///
  /// **Source.** Erlang's delay formula by the recursion of his loss formula, B(j) = a B(j-1) / (j + a B(j-1)); Cooper,
  /// Introduction to Queueing Theory, 2nd edition 1981, chapter 3.
  static func mean(servers: Int, load: Double, serviceTime: Double) -> Double {
    guard load > 0, serviceTime > 0 else { return 0 }
    guard load < Double(servers) else { return .infinity }
    var blocked = 1.0
    for count in 1...servers {
      blocked = load * blocked / (Double(count) + load * blocked)
      if blocked < 1e-15 { return 0 }
    }
    let utilization = load / Double(servers)
    let delayed = blocked / (1 - utilization * (1 - blocked))
    return delayed * serviceTime / (Double(servers) - load)
  }
}
