internal import Glibc

/// Copies of files.
package enum FileCopy {
  /// Copies a program to a path that is new, for everybody to run.
  package static func copyProgram(from source: String, to target: String) throws(FileError) {
    let input = open(source, O_RDONLY | O_CLOEXEC)
    guard input >= 0 else { throw .system(errno) }
    defer { close(input) }
    let output = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o755)
    guard output >= 0 else { throw .system(errno) }
    defer { close(output) }
    var block = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(input, &block, block.count)
      guard count >= 0 else { throw .system(errno) }
      if count == 0 { return }
      var rest = block[..<count]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
        guard written > 0 else { throw .system(errno) }
        rest = rest.dropFirst(written)
      }
    }
  }
}
