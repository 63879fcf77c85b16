internal import Glibc

/// Starts programs, each in a process group of its own that an interrupt kills.
enum Spawning {
  /// Starts a program with signals as a new program expects them.
  ///
  /// - Parameters:
  ///   - input: Descriptor that becomes its standard input; nil for none.
  ///   - output: Descriptor that becomes its standard output.
  ///   - errors: Descriptor that becomes its standard error.
  /// - Returns: Its number, for which ``Interruption/forget(_:)`` is to be called before it is waited for.
  static func start(
    _ executable: String, arguments: [String], environment: [String: String], input: Int32?, output: Int32,
    errors: Int32
  ) throws(ExternalToolError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGPIPE, SIGINT, SIGTERM] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var code: Int32 = 0
    let started = Interruption.started {
      var process: pid_t = 0
      code = withPointers([executable] + arguments) { argv in
        withPointers(environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }) { envp in
          posix_spawn(&process, executable, &actions, &attributes, argv, envp)
        }
      }
      return code == 0 ? process : nil
    }
    guard let started else {
      throw .notStarted(name: FilePath.name(of: executable), reason: FileError.system(code).reason)
    }
    return started
  }

  private static func withPointers<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = texts.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers)
  }
}
