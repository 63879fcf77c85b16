import Glibc

/// A folder of its own for a test, removed with everything in it when the test lets go of it.
public final class FixtureFolder: Sendable {
  /// Its absolute path without symbolic links.
  public let path: String

  /// Why a fixture could not be laid out.
  public struct Failure: Error {
    /// The file or folder.
    public let path: String
    /// The system's `errno`.
    public let code: Int32
  }

  /// Makes an empty folder.
  public init() throws {
    var template = Array("/tmp/tenfold-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure(path: "/tmp", code: errno) }
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit { Self.removeAll(path) }

  /// Removes a folder with everything in it; links are removed, not followed.
  private static func removeAll(_ folder: String) {
    if let stream = opendir(folder) {
      while let entry = readdir(stream) {
        let path = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { name in
            // Bytes, not characters: a name need not be UTF-8.
            folder.utf8CString.dropLast() + [0x2F] + UnsafeBufferPointer(start: name, count: strlen(name) + 1)
          }
        }
        let name = path[(folder.utf8.count + 1)...]
        if name.elementsEqual([0x2E, 0]) || name.elementsEqual([0x2E, 0x2E, 0]) { continue }
        path.withUnsafeBufferPointer { buffer in
          if entry.pointee.d_type == UInt8(DT_DIR) {
            removeAll(String(cString: buffer.baseAddress!))
          } else {
            unlink(buffer.baseAddress!)
          }
        }
      }
      closedir(stream)
    }
    rmdir(folder)
  }

  /// Splits a text that holds several files, each under a line `# file: path`; what stands before the first is
  /// left out.
  public static func parts(of text: String) -> [(name: String, text: String)] {
    var files: [(name: String, text: String)] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# file: ") {
        files.append((String(line.dropFirst(8)), ""))
      } else if !files.isEmpty {
        files[files.count - 1].text += line + "\n"
      }
    }
    return files
  }

  /// Writes a file, making the folders it lies in.
  public func write(_ name: String, _ text: String) throws {
    try write(name, Array(text.utf8))
  }

  /// Writes a file, making the folders it lies in.
  public func write(_ name: String, _ bytes: [UInt8]) throws {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o700)
    }
    let descriptor = open(path + "/" + name, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(path: name, code: errno) }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Failure(path: name, code: errno) }
      rest = rest.dropFirst(count)
    }
  }
}
