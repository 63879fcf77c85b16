internal import Glibc
internal import Synchronization

/// A thread that does one piece of work after the other, with few waiting: for work that would hold up a server's thread.
package final class WorkerThread: Sendable {
  /// Which of the pieces that wait is done next.
  package enum Order: Sendable {
    /// The one that waits longest; where too many wait, another is not taken.
    case oldestFirst
    /// The one that came last; where too many wait, the oldest is dropped.
    case newestFirst
  }

  private let line: Line
  // Joined once, in deinit.
  private nonisolated(unsafe) var thread = pthread_t()
  private let hasStarted: Bool

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - order: Which piece is done next.
  ///   - mostWaiting: Pieces that may wait; ≥ 1.
  package init(_ order: Order, mostWaiting: Int) {
    line = Line(order, mostWaiting)
    let retained = Unmanaged.passRetained(line)
    hasStarted = pthread_create(&thread, nil, workInLine, retained.toOpaque()) == 0
    if !hasStarted { retained.release() }
  }

  /// Does what has begun, drops what waits, and ends the thread.
  deinit {
    line.end()
    if hasStarted { pthread_join(thread, nil) }
  }

  /// Has a piece of work done, or dropped when too much waits.
  ///
  /// - Parameters:
  ///   - work: Done on the thread.
  ///   - dropped: Called instead, on any thread.
  package func add(_ work: @escaping @Sendable () -> Void, dropped: @escaping @Sendable () -> Void) {
    guard hasStarted else { return dropped() }
    line.add(.init(work: work, dropped: dropped))
  }

  fileprivate final class Line: Sendable {
    struct Piece {
      let work: @Sendable () -> Void
      let dropped: @Sendable () -> Void
    }

    private struct State {
      var waiting: [Piece] = []
      var hasEnded = false
    }

    private let order: Order
    private let most: Int
    private let state = Mutex(State())
    // One for each piece that waits, and one for the end; it guards itself.
    private nonisolated(unsafe) let signal = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init(_ order: Order, _ most: Int) {
      self.order = order
      self.most = most
      sem_init(signal, 0, 0)
    }

    deinit {
      sem_destroy(signal)
      signal.deallocate()
    }

    func add(_ piece: Piece) {
      let dropped = state.withLock { state -> Piece? in
        guard state.waiting.count >= most else {
          state.waiting.append(piece)
          return nil
        }
        guard order == .newestFirst else { return piece }
        state.waiting.append(piece)
        return state.waiting.removeFirst()
      }
      if let dropped { dropped.dropped() } else { sem_post(signal) }
    }

    func end() {
      let dropped = state.withLock { state in
        state.hasEnded = true
        defer { state.waiting = [] }
        return state.waiting
      }
      for piece in dropped { piece.dropped() }
      sem_post(signal)
    }

    func work() {
      while true {
        while sem_wait(signal) != 0 {}
        let (piece, hasEnded) = state.withLock { state -> (Piece?, Bool) in
          if state.hasEnded { return (nil, true) }
          guard !state.waiting.isEmpty else { return (nil, false) }
          return (order == .oldestFirst ? state.waiting.removeFirst() : state.waiting.removeLast(), false)
        }
        if hasEnded { return }
        piece?.work()
      }
    }
  }
}

private func workInLine(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let context { Unmanaged<WorkerThread.Line>.fromOpaque(context).takeRetainedValue().work() }
  return nil
}
