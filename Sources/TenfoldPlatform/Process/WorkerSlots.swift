internal import Glibc

/// So many threads at once may go on; the others wait in the order in which they came.
package final class WorkerSlots: @unchecked Sendable {
  // Unchecked because the lock below guards every variable.
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var nextTicket: UInt64 = 0
  /// Tickets below this one may go on.
  private var served: UInt64
  private var finished: UInt64 = 0

  /// Lets `count` ≥ 1 threads go on at once.
  package init(count: Int) {
    served = UInt64(count)
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
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
    while ticket >= served { pthread_cond_wait(changed, lock) }
    pthread_mutex_unlock(lock)
    defer {
      pthread_mutex_lock(lock)
      served += 1
      finished += 1
      pthread_cond_broadcast(changed)
      pthread_mutex_unlock(lock)
    }
    return body()
  }
}
