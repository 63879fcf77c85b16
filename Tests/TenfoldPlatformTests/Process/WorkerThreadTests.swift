import TenfoldPlatform
import TenfoldTestSupport
import Testing

struct WorkerThreadTests {
  /// Gives pieces to a thread that is held up by its first, lets it go, and returns what was done and what was dropped.
  private func order(_ order: WorkerThread.Order, mostWaiting: Int, pieces: Int) -> (
    done: [Int], dropped: [Int]
  ) {
    let (done, dropped) = (Shared<[Int]>([]), Shared<[Int]>([]))
    let (hasBegun, mayEnd, hasEnded) = (Shared(false), Shared(false), Shared(0))
    let thread = WorkerThread(order, mostWaiting: mostWaiting)
    thread.add {
      hasBegun.value = true
      while !mayEnd.value { FileWatch.pause(forSeconds: 0.001) }
    } dropped: {
    }
    while !hasBegun.value { FileWatch.pause(forSeconds: 0.001) }
    for piece in 1...pieces {
      thread.add {
        done.change { $0.append(piece) }
        hasEnded.change { $0 += 1 }
      } dropped: {
        dropped.change { $0.append(piece) }
        hasEnded.change { $0 += 1 }
      }
    }
    mayEnd.value = true
    while hasEnded.value < pieces { FileWatch.pause(forSeconds: 0.001) }
    return (done.value, dropped.value)
  }

  @Test func `the oldest comes first, and what is too much is not taken`() {
    let (done, dropped) = order(.oldestFirst, mostWaiting: 3, pieces: 5)
    #expect(done == [1, 2, 3] && dropped == [4, 5])
  }

  @Test func `the newest comes first, and the oldest makes room for it`() {
    let (done, dropped) = order(.newestFirst, mostWaiting: 3, pieces: 5)
    #expect(done == [5, 4, 3] && dropped == [1, 2])
  }

  @Test func `a thread that ends drops what waits`() {
    let dropped = Shared(false)
    let (hasBegun, mayEnd) = (Shared(false), Shared(false))
    do {
      let thread = WorkerThread(.oldestFirst, mostWaiting: 2)
      thread.add {
        hasBegun.value = true
        while !mayEnd.value { FileWatch.pause(forSeconds: 0.001) }
      } dropped: {
      }
      while !hasBegun.value { FileWatch.pause(forSeconds: 0.001) }
      thread.add {
      } dropped: {
        dropped.value = true
        mayEnd.value = true
      }
    }
    #expect(dropped.value)
  }
}
