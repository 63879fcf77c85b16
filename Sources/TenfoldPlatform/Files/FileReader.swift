internal import Glibc

/// Reads whole files, never a device, a pipe or a socket.
package enum FileReader {
  /// The bytes of a regular file.
  ///
  /// A file that is not regular is refused before anything is read from it, so that no reader blocks on a pipe.
  ///
  /// - Parameters:
  ///   - path: What the operating system opens.
  ///   - maximum: Largest size read, in bytes.
  /// - Throws: ``FileError`` with the reason and a way out.
  package static func bytes(of path: String, maximum: Int) throws(FileError) -> [UInt8] {
    // O_NONBLOCK: opening a FIFO without a writer would wait for one.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .system(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError("\(kind(of: status.st_mode)), not a regular file; put the text into a file")
    }
    guard Int(status.st_size) <= maximum else { throw tooLarge(Int(status.st_size), maximum: maximum) }
    return try bytes(from: descriptor, expected: Int(status.st_size), maximum: maximum)
  }

  /// Everything that standard input holds, up to `maximum` bytes.
  package static func standardInput(maximum: Int) throws(FileError) -> [UInt8] {
    try bytes(from: STDIN_FILENO, expected: 0, maximum: maximum)
  }

  /// The first bytes of a regular file, at most `count`; empty when they cannot be read.
  package static func beginning(of path: String, count: Int) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
      used = max(0, read(descriptor, buffer.baseAddress, count))
    }
  }

  /// What a thing that is no regular file is, in words.
  static func kind(of mode: mode_t) -> String {
    switch mode & S_IFMT {
    case S_IFDIR: "a folder"
    case S_IFIFO: "a named pipe"
    case S_IFSOCK: "a socket"
    case S_IFCHR, S_IFBLK: "a device"
    case S_IFLNK: "a symbolic link"
    default: "a special file"
    }
  }

  /// The refusal of a file above a limit.
  package static func tooLarge(_ size: Int, maximum: Int) -> FileError {
    FileError(
      "\(spelled(size)), above the limit of \(spelled(maximum)); split it or leave out what does not matter")
  }

  private static func spelled(_ bytes: Int) -> String {
    bytes >= 1 << 20 ? "\(bytes >> 20) MiB" : "\(bytes >> 10) KiB"
  }

  private static func bytes(
    from descriptor: Int32, expected: Int, maximum: Int
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected)
    var block = [UInt8](repeating: 0, count: min(max(expected + 1, 4096), 1 << 20))
    while true {
      let count = read(descriptor, &block, block.count)
      if count == 0 { return bytes }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw .system(errno)
      }
      // A file under /proc, or one that grows while it is read, says nothing true about its size.
      guard bytes.count + count <= maximum else { throw tooLarge(bytes.count + count, maximum: maximum) }
      bytes += block[..<count]
    }
  }
}
