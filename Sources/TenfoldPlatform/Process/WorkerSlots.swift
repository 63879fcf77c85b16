internal import Glibc

/// So many threads at once may go on; the others wait in the order in which they came.
///
/// A thread that is done wakes the one whose turn it is and hardly another: were all of them woken, hundreds that wait
/// for a slow server would take the processors from it.
package final class WorkerSlots: @unchecked Sendable {
  // Unchecked because the lock below guards every variable.
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  /// A thread with ticket t waits at `turns[t % turnCount]`.
  private let turns = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: turnCount)
  private var nextTicket: UInt64 = 0
  /// Tickets below this one may go on.
  private var served: UInt64
  private var finished: UInt64 = 0

  private static let turnCount = 256

  /// Lets `count` ≥ 1 threads go on at once.
  package init(count: Int) {
    served = UInt64(count)
    pthread_mutex_init(lock, nil)
    for index in 0..<Self.turnCount { pthread_cond_init(turns + index, nil) }
  }

  deinit {
    for index in 0..<Self.turnCount { pthread_cond_destroy(turns + index) }
    pthread_mutex_destroy(lock)
    turns.deallocate()
    lock.deallocate()
  }

  /// Threads that are in, and threads that wait.
  package var counts: (busy: Int, waiting: Int) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    let admitted = min(nextTicket, served)
    return (Int(admitted - finished), Int(nextTicket - admitted))
  }

  /// Does `body` when its turn has come.
  package func whenFree<Value>(_ body: () -> Value) -> Value {
    pthread_mutex_lock(lock)
    let ticket = nextTicket
    nextTicket += 1
    while ticket >= served { pthread_cond_wait(turn(of: ticket), lock) }
    pthread_mutex_unlock(lock)
    defer {
      pthread_mutex_lock(lock)
      served += 1
      finished += 1
      // All of one place, since tickets a round apart wait there together.
      pthread_cond_broadcast(turn(of: served - 1))
      pthread_mutex_unlock(lock)
    }
    return body()
  }

  private func turn(of ticket: UInt64) -> UnsafeMutablePointer<pthread_cond_t> {
    turns + Int(ticket % UInt64(Self.turnCount))
  }
}
