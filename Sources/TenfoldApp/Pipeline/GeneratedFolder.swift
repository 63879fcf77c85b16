internal import TenfoldGenerate
internal import TenfoldPlatform

/// A folder for generated files, beside what stands in it.
///
/// A file is replaced only when it was generated and nobody changed it since: see ``TenfoldGenerate/FileMark``.
struct GeneratedFolder {
  /// What writing a file would do.
  enum Effect: String {
    /// Nothing stands there.
    case new
    /// The same text stands there.
    case unchanged
    /// What was generated before and not touched stands there: it is replaced.
    case replaced
    /// What somebody wrote or changed stands there: it is left.
    case refused
  }

  /// A file and what stands in its place.
  struct Entry {
    let file: GeneratedFile
    let effect: Effect
    /// The text that stands there; nil when nothing does or when it is no text.
    let existing: String?
    /// Why it is left; nil unless it is.
    let reason: String?
  }

  /// The files, in their order.
  let entries: [Entry]
  private let path: String?

  private static let largest = 4 << 20

  /// Compares files with the folder at `path`; nil to compare with nothing.
  init(_ files: [GeneratedFile], in path: String?) {
    self.path = path
    entries = files.map { Self.entry($0, in: path) }
  }

  /// The files that may not be replaced.
  var refused: [Entry] { entries.filter { $0.effect == .refused } }

  /// Writes what is new or to be replaced. - Precondition: nothing is refused.
  func write() throws(OutputError) {
    precondition(refused.isEmpty, "a file that may not be replaced was to be written")
    guard let path else { return }
    for entry in entries where entry.effect != .unchanged {
      let target = Self.place(of: entry.file, in: path)
      try OutputFile.makeFolder(FilePath.folder(of: target))
      try OutputFile.write(entry.file.text, to: target)
    }
  }

  private static func place(of file: GeneratedFile, in path: String) -> String {
    path.hasSuffix("/") ? path + file.path : "\(path)/\(file.path)"
  }

  private static func entry(_ file: GeneratedFile, in path: String?) -> Entry {
    guard let path else { return Entry(file: file, effect: .new, existing: nil, reason: nil) }
    let target = place(of: file, in: path)
    guard OutputFile.exists(target) else {
      return Entry(file: file, effect: .new, existing: nil, reason: nil)
    }
    do {
      let text = String(decoding: try FileReader.bytes(of: target, maximum: largest), as: UTF8.self)
      if text == file.text { return Entry(file: file, effect: .unchanged, existing: text, reason: nil) }
      switch FileMark.standing(of: text) {
      case .untouched: return Entry(file: file, effect: .replaced, existing: text, reason: nil)
      case .edited:
        return Entry(
          file: file, effect: .refused, existing: text,
          reason: "it was generated and then changed by somebody")
      case .foreign:
        return Entry(file: file, effect: .refused, existing: text, reason: "it was not generated")
      }
    } catch {
      return Entry(file: file, effect: .refused, existing: nil, reason: error.reason)
    }
  }
}
