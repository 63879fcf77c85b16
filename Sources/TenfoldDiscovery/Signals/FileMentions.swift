/// Which files other files name: a configuration file counts as in use when something that runs names it.
struct FileMentions: Sendable {
  /// Files that name a name, or the last two parts of a path; two of them are enough to tell.
  private var mentions: [String: [String]] = [:]

  /// Indexes every path-like word of the files that start or build something.
  ///
  /// - Complexity: Linear in their size.
  init(_ tree: SourceTree) {
    for file in tree.files where Self.starts(file) {
      for word in file.bytes.split(whereSeparator: { !Self.isPathByte($0) }) where word.count > 3 {
        let parts = word.split(separator: UInt8(ascii: "/"))
        guard let last = parts.last else { continue }
        note(String(decoding: last, as: UTF8.self), in: file.path)
        if parts.count > 1 {
          note(
            parts.suffix(2).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/"),
            in: file.path)
        }
      }
    }
  }

  private mutating func note(_ name: String, in path: String) {
    let known = mentions[name, default: []]
    if known.count < 2, !known.contains(path) { mentions[name] = known + [path] }
  }

  /// True when another file names the file, or a folder that holds it by the folder's last two parts.
  func isMentioned(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard let name = parts.last else { return false }
    var wanted = [String(name)]
    for end in stride(from: parts.count - 1, to: 1, by: -1) {
      wanted.append(parts[(end - 2)..<end].joined(separator: "/"))
    }
    return wanted.contains { mentions[$0, default: []].contains { $0 != path } }
  }

  private static func starts(_ file: SourceFile) -> Bool {
    guard !FilePlace.isBeside(file.path) else { return false }
    let name = file.name.lowercased()
    return [".yml", ".yaml", ".sh", "dockerfile", ".env", ".env.override"].contains { name.hasSuffix($0) }
      || name.hasPrefix("dockerfile") || ["makefile", "readme.md", "jenkinsfile", "tiltfile"].contains(name)
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
