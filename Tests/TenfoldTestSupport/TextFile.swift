import Glibc

/// Files of the repository as tests read and record them.
public enum TextFile {
  /// The folder of the package, without a slash at the end.
  public static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  /// True when tests write the files they would compare with: `TENFOLD_RECORD=1`.
  public static var isRecording: Bool { getenv("TENFOLD_RECORD") != nil }

  /// The text of a file of the repository; nil when there is none.
  public static func read(_ path: String) -> String? {
    guard let file = fopen(absolute(path), "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// True when something stands at a path of the repository.
  public static func exists(_ path: String) -> Bool { access(absolute(path), F_OK) == 0 }

  /// Writes a file of the repository, making the last folder of its path.
  public static func write(_ text: String, to path: String) {
    let absolute = absolute(path)
    if let slash = absolute.lastIndex(of: "/") { mkdir(String(absolute[..<slash]), 0o755) }
    guard let file = fopen(absolute, "w") else { return }
    defer { fclose(file) }
    fputs(text, file)
  }

  /// Names in a folder of the repository, sorted, without the hidden ones.
  public static func names(in folder: String) -> [String] {
    guard let stream = opendir(absolute(folder)) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// Paths of every file below a folder of the repository, sorted, without hidden folders and links.
  public static func all(below folder: String) -> [String] {
    names(in: folder).flatMap { name -> [String] in
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      var status = stat()
      guard lstat(absolute(path), &status) == 0 else { return [] }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: return all(below: path)
      case S_IFREG: return [path]
      default: return []
      }
    }
  }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : path.isEmpty ? root : "\(root)/\(path)"
  }
}
