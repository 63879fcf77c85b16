internal import Synchronization
internal import TenfoldPlatform

/// A fixed piece of work that is timed again and again: when it takes longer, other work takes the processors.
final class LabControl: Sendable {
  private let isOver = Atomic(false)
  private let times = Mutex<[Double]>([])
  /// Seconds between two pieces.
  private static let pause = 0.02
  /// Steps of a piece: about a millisecond.
  private static let stepCount = 500_000

  /// Seconds of one piece when nothing disturbs it: the least of some.
  static func baseline() -> Double { (0..<100).reduce(.infinity) { least, _ in min(least, piece()) } }

  /// Does `body` while pieces of work are timed on another thread.
  ///
  /// - Returns: How many times as long as `baseline` a piece took at the median.
  static func during<Value: Sendable>(
    baseline: Double, _ body: @escaping @Sendable () -> Value
  ) -> (value: Value, slowdown: Double) {
    let control = LabControl()
    let result = Mutex<Value?>(nil)
    Threads.run(2, threads: 2) { index in
      guard index == 0 else { return control.repeatPieces() }
      let value = body()
      result.withLock { $0 = value }
      control.isOver.store(true, ordering: .releasing)
    }
    let slowdown = median(control.times.withLock { $0 }) / baseline
    // Both have returned: the value is there.
    return (result.withLock { $0 }!, slowdown)
  }

  private func repeatPieces() {
    while !isOver.load(ordering: .acquiring) {
      let time = Self.piece()
      times.withLock { $0.append(time) }
      MonotonicClock.pause(forSeconds: Self.pause)
    }
  }

  private static func piece() -> Double {
    let start = MonotonicClock.seconds
    var state: UInt64 = 1
    for _ in 0..<stepCount {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
    }
    // Never 0: the work cannot be left out.
    return state == 0 ? 0 : MonotonicClock.seconds - start
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }
}
