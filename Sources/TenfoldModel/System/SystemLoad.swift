/// How much is asked of a system that is solved or simulated.
public enum SystemLoad: Sendable, Hashable {
  /// What the system's own workload says: its arrival rate at the peak.
  case stated
  /// Requests per second from very many users: a Poisson process, divided over the journeys by their shares.
  case rate(Double)
  /// So many users, each of whom thinks, asks for a journey and waits for its answer.
  case users(Int, thinkTime: Double)
}
