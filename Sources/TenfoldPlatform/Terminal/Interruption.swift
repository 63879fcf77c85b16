#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What happens on Ctrl-C, on a request to end, and when the reader of a pipe goes away.
public enum Interruption {
  /// From now on Ctrl-C ends the process with status 130 and no half-written file, a request to end with 143,
  /// and a closed pipe is an error of `write` and not a signal.
  public static func install() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGINT) { _ in endNow(status: 130) }
    signal(SIGTERM) { _ in endNow(status: 143) }
  }

  /// Names the one file that an interrupt removes.
  static func remove(onInterrupt path: String) {
    keep()
    halfWritten = strdup(path)
  }

  /// An interrupt removes no file any more.
  static func keep() {
    let old = halfWritten
    halfWritten = nil
    free(old)
  }
}

/// Path of the file that is being written. Read by the signal handler, which may call only `unlink` and `_exit`.
nonisolated(unsafe) private var halfWritten: UnsafeMutablePointer<CChar>?

private func endNow(status: Int32) {
  if let halfWritten { unlink(halfWritten) }
  _exit(status)
}
