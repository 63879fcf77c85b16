internal import Glibc
internal import Synchronization

/// Threads that are lent for work beside the caller's own: started when none is free, kept for the next, and at most so many.
///
/// Where none can be had, the caller does the work itself: it becomes slower, and nothing is lost.
package final class HelperThreads: Sendable {
  private struct State {
    var all: [WorkerThread] = []
    var free: [WorkerThread] = []
  }

  private let most: Int
  private let state = Mutex(State())

  /// Lends at most `most` ≥ 0 threads at once.
  package init(most: Int) { self.most = most }

  /// Begins some work on another thread, and goes on.
  package func begin(_ work: @escaping @Sendable () -> Void) {
    let thread = state.withLock { state -> WorkerThread? in
      if let free = state.free.popLast() { return free }
      guard state.all.count < most else { return nil }
      let new = WorkerThread(.oldestFirst, mostWaiting: 1)
      state.all.append(new)
      return new
    }
    guard let thread else { return work() }
    thread.add(
      { [self] in
        work()
        state.withLock { $0.free.append(thread) }
      }, dropped: work)
  }

  /// Does all of these at once, the first of them on the calling thread, and returns when the last is done.
  package func together(_ works: [@Sendable () -> Void]) {
    guard let first = works.first else { return }
    let ends = Ends()
    for work in works.dropFirst() {
      begin {
        work()
        ends.tell()
      }
    }
    first()
    for _ in works.dropFirst() { ends.wait() }
  }

  /// Ends of pieces of work, told by whom did them and waited for one by one.
  private final class Ends: Sendable {
    // A semaphore guards itself.
    private nonisolated(unsafe) let signal = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() { sem_init(signal, 0, 0) }

    deinit {
      sem_destroy(signal)
      signal.deallocate()
    }

    func tell() { sem_post(signal) }

    func wait() { while sem_wait(signal) != 0 {} }
  }
}
