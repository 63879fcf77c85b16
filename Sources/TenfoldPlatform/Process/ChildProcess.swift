internal import Glibc

/// A program that was started and is being listened to.
///
/// Invariant: while `status` is nil the process has not been waited for, so its number is still ours and may be
/// killed.
struct ChildProcess {
  private let process: pid_t
  /// Read ends of its standard output and standard error; -1 once closed.
  private var pipes: [Int32]
  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []
  /// Exit status, or 128 plus a signal; nil while it runs.
  private(set) var status: Int32?

  /// Starts a program in a process group of its own.
  static func start(
    _ executable: String, arguments: [String], environment: [String: String]
  ) throws(ExternalToolError) -> ChildProcess {
    let name = FilePath.name(of: executable)
    var ends: [Int32] = [-1, -1, -1, -1]
    let made = ends.withUnsafeMutableBufferPointer {
      pipe($0.baseAddress!) == 0 && pipe($0.baseAddress! + 2) == 0
    }
    guard made else {
      let reason = FileError.system(errno).reason
      for end in ends where end >= 0 { close(end) }
      throw .notStarted(name: name, reason: reason)
    }
    // A child started at this moment by another thread may inherit these ends; nothing waits for it to close them.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let process: pid_t
    do {
      process = try Spawning.start(
        executable, arguments: arguments, environment: environment, input: nil, output: ends[1],
        errors: ends[3])
    } catch {
      for end in ends { close(end) }
      throw error
    }
    close(ends[1])
    close(ends[3])
    for end in [ends[0], ends[2]] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    return ChildProcess(process: process, pipes: [ends[0], ends[2]])
  }

  private init(process: pid_t, pipes: [Int32]) {
    self.process = process
    self.pipes = pipes
  }

  /// Takes in what it writes for at most that long.
  ///
  /// - Returns: False once it has ended and everything it wrote is taken in.
  mutating func collect(forSeconds seconds: Double) -> Bool {
    if status == nil { noticeEnd() }
    let hasEnded = status != nil
    var polled = pipes.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let ready = poll(&polled, nfds_t(polled.count), hasEnded ? 0 : Int32(seconds * 1000) + 1)
    if ready > 0 {
      for index in pipes.indices where polled[index].revents != 0 { drain(index) }
    }
    // Children it left behind may hold the pipes open for ever: nothing more comes from the program itself.
    return !(hasEnded && ready <= 0) && !(hasEnded && pipes.allSatisfy { $0 < 0 })
  }

  /// Kills the group and lets go of everything.
  mutating func end() {
    if status == nil {
      kill(-process, SIGKILL)
      reap()
    }
    for pipe in pipes where pipe >= 0 { close(pipe) }
    pipes = [-1, -1]
  }

  private mutating func drain(_ index: Int) {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(pipes[index], &block, block.count)
    if count > 0 {
      if index == 0 {
        output += block[..<count]
      } else if errors.count < 1 << 16 {
        errors += block[..<count].prefix((1 << 16) - errors.count)
      }
    } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
      close(pipes[index])
      pipes[index] = -1
    }
  }

  /// Takes the status of a process that ended, and kills what it left behind while its number is still ours.
  private mutating func noticeEnd() {
    var info = siginfo_t()
    guard waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT) == 0, info.si_signo != 0 else {
      return
    }
    kill(-process, SIGKILL)
    reap()
  }

  private mutating func reap() {
    Interruption.forget(process)
    var code: Int32 = 0
    while waitpid(process, &code, 0) < 0 && errno == EINTR {}
    let signal = code & 0x7f
    status = signal == 0 ? (code >> 8) & 0xff : 128 + signal
  }
}
