internal import TenfoldPlatform

/// Uses up processor time, as measured by the clock of the calling thread: time for which the thread had to wait for a
/// processor does not count, so a quota makes it slower but not shorter.
enum ProcessorBurner {
  /// Computes for at least so many seconds of processor time, and some microseconds more at most.
  ///
  /// - Returns: The processor time that was used.
  @discardableResult
  static func burn(_ seconds: Double) -> Double {
    guard seconds > 0 else { return 0 }
    let start = MonotonicClock.threadSeconds
    var used = 0.0
    var state: UInt64 = 1
    repeat {
      // The clock is a call of the kernel; so many steps take about a microsecond between two of them.
      for _ in 0..<500 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
      }
      used = MonotonicClock.threadSeconds - start
    } while used < seconds && state != 0
    return used
  }
}
