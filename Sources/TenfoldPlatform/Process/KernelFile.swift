internal import Glibc

/// The small files through which the kernel tells about processes and takes orders.
package enum KernelFile {
  /// The text of a file of at most 1 MiB; nil when it cannot be read.
  package static func read(_ path: String) -> String? {
    // Such files say that their size is 0, so they are read until nothing comes.
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count < 1 << 20 {
      let count = Glibc.read(file, &block, block.count)
      guard count >= 0 else { return nil }
      if count == 0 { break }
      bytes += block[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes a text in one piece to a file that is there.
  ///
  /// - Throws: ``FileError`` when the kernel refuses it.
  package static func write(_ text: String, to path: String) throws(FileError) {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw .system(errno) }
    defer { close(file) }
    var bytes = Array(text.utf8)
    guard Glibc.write(file, &bytes, bytes.count) == bytes.count else { throw .system(errno) }
  }
}
