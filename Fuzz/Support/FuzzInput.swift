import TenfoldModel
import TenfoldPlatform

@testable import TenfoldDiscovery

/// One input of the fuzzer, as text or as a folder of files.
struct FuzzInput {
  let bytes: [UInt8]

  init(_ start: UnsafePointer<UInt8>, _ count: Int) {
    bytes = Array(UnsafeBufferPointer(start: start, count: count))
  }

  /// The whole input as characters.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The input as a folder.
  ///
  /// A line `=== path` begins a file; what stands before the first such line is the file named `first`. Files are
  /// parsed the way reading a folder parses them.
  ///
  /// - Parameter fixed: Files that are there unless the input has one of their name.
  func tree(first: String, fixed: [String: String] = [:]) -> SourceTree {
    var texts: [(path: String, bytes: [UInt8])] = [(first, [])]
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      if line.starts(with: Array("=== ".utf8)) {
        texts.append((String(decoding: line.dropFirst(4), as: UTF8.self), []))
      } else {
        texts[texts.count - 1].bytes += line + [10]
      }
    }
    texts += fixed.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) }
    var seen = Set<String>()
    let files = texts.filter { seen.insert($0.path).inserted }.compactMap { path, bytes -> SourceFile? in
      switch FileRelevance(of: path) {
      case .document:
        let text = DocumentText(bytes, name: path)
        guard text.failure == nil else { return nil }
        return SourceFile(
          path: path, bytes: text.bytes, documents: text.documents, isTemplate: text.isTemplate)
      case .text: return SourceFile(path: path, bytes: bytes, documents: [])
      case .source, .none: return nil
      }
    }
    return SourceTree(files: files)
  }

  /// Options that run no program outside.
  static var options: DiscoveryOptions {
    var options = DiscoveryOptions()
    options.usesExternalTools = false
    return options
  }
}
