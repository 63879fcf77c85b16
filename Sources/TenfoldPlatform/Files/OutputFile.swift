#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Writes files whole: readers see the old content or the new one, never half of it.
public enum OutputFile {
  /// Writes `text` beside `path` under another name, then renames it to `path`.
  ///
  /// An interrupt or a full disk leaves what stood at `path` before.
  public static func write(_ text: String, to path: String) throws(OutputError) {
    if let special = specialFile(path) {
      defer { close(special) }
      return try writeAll(Array(text.utf8), to: special, name: path)
    }
    let temporary = "\(path).tenfold-\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .refused(target: path, reason: systemMessage()) }
    let leftover = Interruption.remove(onInterrupt: temporary)
    defer { leftover.keep() }
    do throws(OutputError) {
      defer { close(descriptor) }
      try writeAll(Array(text.utf8), to: descriptor, name: path)
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let reason = systemMessage()
      unlink(temporary)
      throw .refused(target: path, reason: reason)
    }
  }

  /// Adds `text` to the end of the file at `path`, which need not exist: for files that several programs write to.
  public static func append(_ text: String, to path: String) throws(OutputError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .refused(target: path, reason: systemMessage()) }
    defer { close(descriptor) }
    try writeAll(Array(text.utf8), to: descriptor, name: path)
  }

  /// True when something stands at `path`.
  public static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// Makes the folder at `path` and those that it lies in, where they are missing.
  public static func makeFolder(_ path: String) throws(OutputError) {
    var folder = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      folder += (folder.isEmpty || folder == "/" ? "" : "/") + part
      guard mkdir(folder, 0o755) != 0, errno != EEXIST else { continue }
      throw .refused(target: folder, reason: systemMessage())
    }
  }

  /// Opens a device or a pipe (`/dev/stdout`, `/dev/full`), which must not be renamed over; nil for any other.
  private static func specialFile(_ path: String) -> Int32? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFCHR || kind == S_IFIFO else { return nil }
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    return descriptor >= 0 ? descriptor : nil
  }
}

/// A folder for files that live as long as one run.
public struct TemporaryFolder: ~Copyable {
  /// Its path, without a slash at the end.
  public let path: String
  private var files: [String] = []
  private var leftovers: [Interruption.Leftover] = []

  /// Makes a folder nobody else can read.
  public init() throws(OutputError) {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/tenfold-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .refused(target: base, reason: systemMessage()) }
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    leftovers.append(Interruption.remove(onInterrupt: path))
  }

  /// Writes a file into it and gives its path.
  public mutating func write(_ bytes: [UInt8], as name: String) throws(OutputError) -> String {
    let file = "\(path)/\(name)"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .refused(target: file, reason: systemMessage()) }
    defer { close(descriptor) }
    files.append(file)
    leftovers.append(Interruption.remove(onInterrupt: file))
    try writeAll(bytes, to: descriptor, name: file)
    return file
  }

  deinit {
    for file in files { unlink(file) }
    rmdir(path)
    for leftover in leftovers { leftover.keep() }
  }
}
