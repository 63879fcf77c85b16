internal import Synchronization

/// Does something for every index in 0..<count, in any order and on any threads, and returns when all is done.
///
/// Whoever runs a simulation chooses the threads; ``serialLoop`` is the plainest choice.
public typealias ParallelLoop = (_ count: Int, _ body: @escaping @Sendable (Int) -> Void) -> Void

/// One after another, on the thread that asks.
public func serialLoop(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  for index in 0..<count { body(index) }
}

/// Runs repeated on different random numbers.
enum Replications {
  /// Does `count` runs and returns their results in order.
  ///
  /// Each run draws from streams of its own and results are joined by number, so the number of threads changes no
  /// digit.
  static func run<Result: Sendable>(
    _ count: Int, from first: Int = 0, on loop: ParallelLoop, _ run: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    let results = Shelf<Result>()
    loop(count) { index in
      let result = run(first + index)
      results.places.withLock { $0[index] = result }
    }
    return results.places.withLock { places in (0..<count).compactMap { places[$0] } }
  }

  private final class Shelf<Result: Sendable>: Sendable {
    let places = Mutex<[Int: Result]>([:])
  }
}
