internal import Glibc

/// The class of threads that run as soon as they wake, before all ordinary ones, for work that has to be on time.
///
/// An ordinary thread that wakes up may wait until a running one ends its slice, which takes the kernel milliseconds.
package enum RealTime {
  /// Puts the calling thread into the class, with its least priority.
  ///
  /// - Returns: False where the process may not, or where its control group has no share for such threads.
  package static func begin() -> Bool {
    var parameters = sched_param(sched_priority: sched_get_priority_min(SCHED_RR))
    return sched_setscheduler(0, SCHED_RR, &parameters) == 0
  }

  /// Makes the calling thread an ordinary one again.
  package static func end() {
    var parameters = sched_param(sched_priority: 0)
    sched_setscheduler(0, SCHED_OTHER, &parameters)
  }
}
