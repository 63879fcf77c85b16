#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif
internal import Synchronization

/// Threads of the operating system, for work that computes and never waits.
public enum Threads {
  /// Processors that this process may use; ≥ 1.
  public static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Does `body` for every index in 0..<count on at most `threads` threads, and returns when all is done.
  ///
  /// Indices are begun in order. A thread that cannot be started is done without.
  public static func run(_ count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let work = Work(count: count, body: body)
    var started: [pthread_t] = []
    for _ in 1..<max(1, min(threads, count)) {
      var thread = pthread_t()
      let retained = Unmanaged.passRetained(work)
      guard pthread_create(&thread, nil, workThread, retained.toOpaque()) == 0 else {
        retained.release()
        break
      }
      started.append(thread)
    }
    work.doAll()
    for thread in started { pthread_join(thread, nil) }
  }

  /// Keeps the calling thread until a signal ends the process.
  package static func waitForEver() -> Never {
    while true { pause() }
  }

  /// What is left to do.
  fileprivate final class Work: Sendable {
    private let next = Atomic(0)
    private let count: Int
    private let body: @Sendable (Int) -> Void

    init(count: Int, body: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.body = body
    }

    func doAll() {
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        body(index)
      }
    }
  }
}

private func workThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let context { Unmanaged<Threads.Work>.fromOpaque(context).takeRetainedValue().doAll() }
  return nil
}
