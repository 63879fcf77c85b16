internal import Glibc

/// A clock that only goes forward.
package enum MonotonicClock {
  /// Seconds since some moment before the machine's start-up.
  package static var seconds: Double { seconds(of: CLOCK_MONOTONIC) }

  /// Seconds since 1970 at its second 0.
  ///
  /// Two clocks cannot be read at one moment, and the thread may be held up between: the shortest of some attempts counts.
  package static var epoch: Double {
    (0..<5).map { _ in
      let here = seconds
      return seconds(of: CLOCK_REALTIME) - here
    }.min() ?? 0
  }

  /// Seconds of processor time that the calling thread has used.
  package static var threadSeconds: Double { seconds(of: CLOCK_THREAD_CPUTIME_ID) }

  /// Seconds of processor time that this process has used.
  package static var processSeconds: Double { seconds(of: CLOCK_PROCESS_CPUTIME_ID) }

  /// Keeps the calling thread that long, or until a signal comes.
  package static func pause(forSeconds seconds: Double) { usleep(UInt32(max(0, min(seconds, 3600)) * 1e6)) }

  private static func seconds(of clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
