internal import Glibc

/// Questions about paths.
package enum FilePath {
  /// What stands at a path.
  package enum Kind: Sendable, Equatable {
    case file, folder, other
  }

  /// The absolute path without symbolic links, `.` and `..`.
  package static func resolved(_ path: String) throws(FileError) -> String {
    guard let resolved = realpath(path, nil) else { throw .system(errno) }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// What stands at a path, behind symbolic links.
  package static func kind(of path: String) throws(FileError) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .system(errno) }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }

  /// Last part of a path.
  package static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Everything before the last part; empty at the top.
  package static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// `path` as seen from `folder`, with `.` and `..` worked out, both relative to the same place.
  ///
  /// - Returns: The path relative to that place, empty for the place itself; nil when it leads out of it or is absolute.
  package static func joined(_ folder: String, _ path: String) -> String? {
    guard !path.hasPrefix("/"), !path.hasPrefix("~") else { return nil }
    var parts = folder.split(separator: "/").filter { $0 != "." }
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
