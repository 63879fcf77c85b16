internal import Synchronization

/// Does something for every index in 0..<count, in any order and on any threads, and returns when all is done.
///
/// Whoever computes chooses the threads; ``serialLoop(_:_:)`` is the plainest choice.
public typealias ParallelLoop = (_ count: Int, _ body: @escaping @Sendable (Int) -> Void) -> Void

/// One after another, on the thread that asks.
public func serialLoop(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  for index in 0..<count { body(index) }
}

/// Computes a value for every index in 0..<count and returns them in order: the threads change no digit.
package func parallelMap<Result: Sendable>(
  _ count: Int, on loop: ParallelLoop, _ value: @escaping @Sendable (Int) -> Result
) -> [Result] {
  let results = Shelf<Result>()
  loop(count) { index in
    let result = value(index)
    results.places.withLock { $0[index] = result }
  }
  return results.places.withLock { places in (0..<count).compactMap { places[$0] } }
}

private final class Shelf<Result: Sendable>: Sendable {
  let places = Mutex<[Int: Result]>([:])
}
