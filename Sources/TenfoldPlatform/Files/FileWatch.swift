internal import Glibc

/// Notices that files below some paths changed: by their names, sizes and times, looked at again and again.
package struct FileWatch: Sendable {
  private let paths: [String]
  private var seen: [String: Stamp]

  /// What tells one state of a file from another.
  private struct Stamp: Equatable {
    let size: Int
    let seconds: Int
    let nanoseconds: Int
  }

  /// Watches files and folders as they are now. Folders with a dot before their name, and those of packages, are left out.
  package init(_ paths: [String]) {
    self.paths = paths
    seen = Self.look(at: paths)
  }

  /// Paths of the files that came, went or changed since the last look, or the first one.
  ///
  /// - Complexity: O(files), one or two system calls for each.
  package mutating func changes() -> Set<String> {
    let now = Self.look(at: paths)
    defer { seen = now }
    return Set(now.filter { seen[$0.key] != $0.value }.keys).union(seen.keys.filter { now[$0] == nil })
  }

  /// Lets the calling thread do nothing for so many seconds.
  package static func pause(forSeconds seconds: Double) { usleep(useconds_t(seconds * 1e6)) }

  private static func look(at paths: [String]) -> [String: Stamp] {
    let walker = FileWalker(wantsFolder: { name, _ in !name.hasPrefix(".") && name != "node_modules" })
    var found: [String: Stamp] = [:]
    for path in paths {
      guard let root = try? FilePath.resolved(path), (try? FilePath.kind(of: root)) == .folder else {
        found[path] = stamp(of: path)
        continue
      }
      // That a folder is there; what is in it tells the rest.
      found[root] = Stamp(size: 0, seconds: 0, nanoseconds: 0)
      for entry in (try? walker.list(root))?.entries ?? [] {
        found[entry.absolutePath] = stamp(of: entry.absolutePath)
      }
    }
    return found
  }

  private static func stamp(of path: String) -> Stamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Stamp(
      size: Int(status.st_size), seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
  }
}
