internal import Glibc

/// A program that goes on until it is told to end, in a process group of its own.
package final class ServerProcess {
  /// Which process it is.
  package let identity: ProcessIdentity
  private var hasEnded = false

  /// Starts a program that does nothing before it is noted down.
  ///
  /// A shell waits for a word from this process before it becomes the program: when this process dies in between, the
  /// shell ends, so nothing ever runs that was not noted.
  ///
  /// - Parameters:
  ///   - words: Path of the program and its arguments.
  ///   - environment: All of its environment.
  ///   - output: File that takes what it writes, made anew.
  ///   - note: Notes it down, and prepares what must be ready before it runs.
  /// - Throws: ``ExternalToolError`` when it cannot be started, and what `note` throws; nothing runs then.
  package static func start(
    _ words: [String], environment: [String: String], output: String,
    noting note: (ProcessIdentity) throws -> Void
  ) throws -> ServerProcess {
    let name = FilePath.name(of: words.first ?? "")
    let log = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard log >= 0 else {
      throw ExternalToolError.notStarted(name: name, reason: FileError.system(errno).reason)
    }
    defer { close(log) }
    var gate: [Int32] = [-1, -1]
    guard pipe(&gate) == 0 else {
      throw ExternalToolError.notStarted(name: name, reason: FileError.system(errno).reason)
    }
    defer { for end in gate { close(end) } }
    for end in gate { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let number = try Spawning.start(
      "/bin/sh", arguments: ["-c", "read -r go && exec \"$@\" </dev/null", "sh"] + words,
      environment: environment, input: gate[0], output: log, errors: log)
    guard let identity = ProcessIdentity.of(number) else {
      reap(number)
      throw ExternalToolError.notStarted(name: name, reason: "it ended at once")
    }
    do {
      try note(identity)
    } catch {
      kill(number, SIGKILL)
      reap(number)
      throw error
    }
    guard write(gate[1], "go\n", 3) == 3 else {
      reap(number)
      throw ExternalToolError.notStarted(name: name, reason: "it ended at once")
    }
    return ServerProcess(identity: identity)
  }

  private init(identity: ProcessIdentity) { self.identity = identity }

  /// True while it runs; takes notice of its end.
  package func isRunning() -> Bool {
    var code: Int32 = 0
    if !hasEnded, waitpid(identity.number, &code, WNOHANG) == identity.number {
      hasEnded = true
      Interruption.forget(identity.number)
    }
    return !hasEnded
  }

  /// Ends it, and waits for that.
  ///
  /// - Parameter signals: Signals to send in turn, each with the seconds after which the next one is sent.
  package func end(_ signals: [(signal: Int32, seconds: Double)]) {
    guard isRunning() else { return }
    if !identity.end(signals) { kill(identity.number, SIGKILL) }
    hasEnded = true
    Self.reap(identity.number)
  }

  private static func reap(_ number: pid_t) {
    Interruption.forget(number)
    var code: Int32 = 0
    while waitpid(number, &code, 0) < 0 && errno == EINTR {}
  }
}
