#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Variables and clock of this process.
public enum ProcessEnvironment {
  /// Every environment variable by name.
  public static var variables: [String: String] {
    var found: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
      let text = String(cString: entry)
      if let mark = text.firstIndex(of: "=") {
        found[String(text[..<mark])] = String(text[text.index(after: mark)...])
      }
      next += 1
    }
    return found
  }

  /// Seconds since 1970-01-01T00:00:00Z by the system's clock.
  public static var secondsSinceEpoch: Int { Int(time(nil)) }

  /// The number of this process.
  public static var processNumber: Int32 { getpid() }

  /// The absolute path that `path` means, without links and dots; nil when nothing is there.
  public static func absolutePath(of path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

/// Ends the process with a status.
public func exitProcess(_ status: Int32) -> Never { exit(status) }
