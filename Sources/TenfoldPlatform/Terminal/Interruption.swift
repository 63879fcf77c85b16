#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif
internal import Synchronization

/// What happens on Ctrl-C, on a request to end, and when the reader of a pipe goes away.
public enum Interruption {
  /// From now on Ctrl-C ends the process with status 130 and a request to end with 143, no half-written or
  /// temporary file and no program that was started stays behind, and a closed pipe is an error of `write` and
  /// not a signal.
  public static func install() {
    // A handler may not be the first to touch these.
    _ = (childGroups, leftovers)
    signal(SIGPIPE, SIG_IGN)
    signal(SIGINT) { _ in endNow(status: 130) }
    signal(SIGTERM) { _ in endNow(status: 143) }
  }

  /// From now on a first Ctrl-C is only noted, for work that has something to show before its end; a second one
  /// ends the process as before.
  public static func hold() {
    signal(SIGINT) { _ in
      if isNoted != 0 { endNow(status: 130) }
      isNoted = 130
    }
  }

  /// From now on a first Ctrl-C or request to end is only noted, for work that has something to take away before its
  /// end; a second one ends the process as before.
  package static func holdEvery() {
    hold()
    signal(SIGTERM) { _ in
      if isNoted != 0 { endNow(status: 143) }
      isNoted = 143
    }
  }

  /// From now on Ctrl-C and a request to end end the process again.
  public static func release() {
    signal(SIGINT) { _ in endNow(status: 130) }
    signal(SIGTERM) { _ in endNow(status: 143) }
  }

  /// True when a Ctrl-C or a request to end was noted.
  public static var wasRequested: Bool { isNoted != 0 }

  /// True when what was noted is a request to end.
  package static var isTermination: Bool { isNoted == 143 }

  /// A file or an empty folder that an interrupt removes, until it is kept.
  struct Leftover {
    fileprivate let place: Int?

    /// An interrupt removes it no more.
    func keep() {
      guard let place else { return }
      changing.withLock { _ in
        let path = leftovers[place]
        leftovers[place] = nil
        free(path)
      }
    }
  }

  /// Names a file or folder that an interrupt removes.
  static func remove(onInterrupt path: String) -> Leftover {
    changing.withLock { _ in
      let place = (0..<places).first { leftovers[$0] == nil }
      if let place { leftovers[place] = strdup(path) }
      return Leftover(place: place)
    }
  }

  /// Starts a program in a process group of its own, which an interrupt kills until it is forgotten.
  ///
  /// - Parameter start: Starts it and gives its number; nil when it could not.
  static func started(_ start: () -> pid_t?) -> pid_t? {
    // No signal may come between the start and its note.
    var signals = sigset_t()
    var before = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    guard let group = start() else { return nil }
    changing.withLock { _ in
      if let place = (0..<places).first(where: { childGroups[$0] == 0 }) { childGroups[place] = group }
    }
    return group
  }

  /// An interrupt no more kills a process group. Call it before its number may be given to another.
  static func forget(_ group: pid_t) {
    changing.withLock { _ in
      for place in 0..<places where childGroups[place] == group { childGroups[place] = 0 }
    }
  }
}

/// How many programs and files an interrupt cares for; what comes beyond ends by itself or stays.
private let places = 64

/// Held while the tables change; the handler reads them without.
private let changing = Mutex(())

/// Process groups of the programs that run now, 0 for a free place. Read by the signal handler, which may call
/// only `kill`, `unlink`, `rmdir` and `_exit`.
nonisolated(unsafe) private let childGroups: UnsafeMutablePointer<pid_t> = {
  let table = UnsafeMutablePointer<pid_t>.allocate(capacity: places)
  table.initialize(repeating: 0, count: places)
  return table
}()

/// Paths that would be left behind, nil for a free place. Read by the signal handler as well.
nonisolated(unsafe) private let leftovers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = {
  let table = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: places)
  table.initialize(repeating: nil, count: places)
  return table
}()

/// The status that a signal asked for while it was held; 0 before. Written by the signal handler.
nonisolated(unsafe) private var isNoted: sig_atomic_t = 0

private func endNow(status: Int32) {
  for place in 0..<places where childGroups[place] > 0 { kill(-childGroups[place], SIGKILL) }
  for place in 0..<places { if let path = leftovers[place] { unlink(path) } }
  for place in 0..<places { if let path = leftovers[place] { rmdir(path) } }
  _exit(status)
}
