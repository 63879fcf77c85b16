internal import Glibc

/// Runs programs that are installed beside ours, such as `kubectl` and `helm`, within bounds.
package enum ExternalTool {
  /// What a program that ended left behind.
  package struct Output: Sendable, Equatable {
    /// Exit status; 128 plus the number of the signal that ended it.
    package let status: Int32
    /// What it wrote to standard output.
    package let output: [UInt8]
    /// What it wrote to standard error, cut at 64 KiB.
    package let errors: String
  }

  /// Where a program lies.
  ///
  /// - Parameters:
  ///   - name: Its name without a folder.
  ///   - searchPath: Folders to look in, separated by colons; by default those of `PATH`.
  package static func find(_ name: String, searchPath: String? = nil) -> String? {
    let folders = searchPath ?? getenv("PATH").map { String(cString: $0) } ?? ""
    for folder in folders.split(separator: ":") where folder.hasPrefix("/") {
      let path = folder + "/" + name
      if (try? FilePath.kind(of: path)) == .file, access(path, X_OK) == 0 { return path }
    }
    return nil
  }

  /// Runs a program to its end.
  ///
  /// It gets no standard input, only the environment given, and a process group of its own, which is killed
  /// when the time is up, when it writes too much, or when it ends and leaves children behind.
  ///
  /// - Parameters:
  ///   - executable: Path of the program.
  ///   - arguments: Arguments after the program's name.
  ///   - environment: All of its environment.
  ///   - limitSeconds: Longest time it may take.
  ///   - maximumOutput: Most bytes of standard output.
  /// - Throws: ``ExternalToolError`` when it could not be started, took too long or wrote too much.
  package static func run(
    _ executable: String, arguments: [String], environment: [String: String],
    limitSeconds: Double, maximumOutput: Int
  ) throws(ExternalToolError) -> Output {
    var running = try ChildProcess.start(
      executable, arguments: arguments, environment: environment)
    defer { running.end() }
    let name = FilePath.name(of: executable)
    let deadline = seconds() + limitSeconds
    var isWaiting = true
    while isWaiting {
      let left = deadline - seconds()
      guard left > 0 else { throw .timeLimit(name: name, seconds: limitSeconds) }
      isWaiting = running.collect(forSeconds: min(left, 0.05))
      guard running.output.count <= maximumOutput else {
        throw .outputLimit(name: name, bytes: maximumOutput)
      }
    }
    return Output(
      status: running.status ?? 0, output: running.output,
      errors: String(decoding: running.errors, as: UTF8.self))
  }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// Why an external program gave no answer.
package enum ExternalToolError: Error, Sendable, Equatable, CustomStringConvertible {
  case notStarted(name: String, reason: String)
  case timeLimit(name: String, seconds: Double)
  case outputLimit(name: String, bytes: Int)

  package var description: String {
    switch self {
    case .notStarted(let name, let reason): "\(name) could not be started: \(reason)"
    case .timeLimit(let name, let seconds): "\(name) was stopped after \(seconds) s without an end"
    case .outputLimit(let name, let bytes): "\(name) was stopped after writing \(bytes >> 20) MiB"
    }
  }
}
