internal import TenfoldPlatform

/// One line of the file in which a bench notes what it is about to start.
enum BenchRecord: Equatable {
  /// A process with what it is.
  case process(ProcessIdentity, name: String)
  /// A group of processes, by its name in the tree of the kernel.
  case group(String)

  /// The line.
  var text: String {
    switch self {
    case .process(let identity, let name): "process \(identity.number) \(identity.start) \(name)\n"
    case .group(let name): "group \(name)\n"
    }
  }

  /// Every whole line of a file that can be understood; a last one without an end was never acted upon.
  static func all(in text: String) -> [BenchRecord] {
    let end = text.lastIndex(of: "\n") ?? text.startIndex
    return text[..<end].split(separator: "\n").compactMap(record)
  }

  private static func record(_ line: Substring) -> BenchRecord? {
    let words = line.split(separator: " ", maxSplits: 3)
    switch words.first {
    case "process":
      guard words.count == 4, let number = Int32(words[1]), let start = UInt64(words[2]) else { return nil }
      return .process(ProcessIdentity(number: number, start: start), name: String(words[3]))
    case "group":
      guard words.count == 2, words[1].hasPrefix(BenchFolder.prefix), !words[1].contains("/") else {
        return nil
      }
      return .group(String(words[1]))
    default: return nil
    }
  }
}
