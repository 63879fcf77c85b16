internal import Glibc

/// Folders with everything in them.
package enum FolderTree {
  /// Makes a folder that only its owner writes to and others may pass through.
  package static func make(_ path: String) throws(FileError) {
    guard mkdir(path, 0o711) == 0 else { throw .system(errno) }
  }

  /// Names in a folder, sorted; none when it cannot be read.
  package static func names(in path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// True when a folder, and no link to one, stands at a path and belongs to this process's account.
  package static func isOwn(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
  }

  /// Bytes that an ordinary account may still write to the disk of a path; 0 when unknown.
  package static func room(at path: String) -> Double {
    var status = statvfs()
    return statvfs(path, &status) == 0 ? Double(status.f_bavail) * Double(status.f_frsize) : 0
  }

  /// Removes a folder with everything in it; links are removed and not followed.
  ///
  /// - Returns: False when something stayed.
  @discardableResult
  package static func remove(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return errno == ENOENT }
    guard status.st_mode & S_IFMT == S_IFDIR else { return unlink(path) == 0 }
    for name in names(in: path) { remove(path + "/" + name) }
    return rmdir(path) == 0
  }
}
