package import TenfoldModel
package import TenfoldPlatform

/// One file of the folders given that may say something about the system.
package struct SourceFile: Sendable {
  /// Path relative to the folder given, with `/` between parts; with several folders it begins with the
  /// folder's name.
  package let path: String
  /// Path that the operating system opens.
  package let absolutePath: String
  /// The text. Empty for a file that could not be read, which then stands in `SourceTree.unread`.
  package let bytes: [UInt8]
  /// Documents of a YAML or JSON file; empty for every other file, and for templates that are no YAML yet.
  package let documents: [YAMLNode]
  /// True when Go template actions (`{{ }}`) stand where YAML values should: a chart's file before rendering.
  /// Its documents, if it has any, hold mappings with an empty key in their place.
  package let isTemplate: Bool

  /// Makes a file; tests use it to read text that lies nowhere.
  package init(
    path: String, absolutePath: String = "", bytes: [UInt8], documents: [YAMLNode], isTemplate: Bool = false
  ) {
    self.path = path
    self.absolutePath = absolutePath
    self.bytes = bytes
    self.documents = documents
    self.isTemplate = isTemplate
  }

  /// The text as characters; bytes that are no UTF-8 are replaced.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Last part of the path.
  package var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// Everything before the last part, without a slash at the end; empty at the top.
  package var folder: String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// The place of a line of it.
  package func at(_ line: Int?) -> SourceLocation { SourceLocation(file: path, line: line) }
}

/// The files of the folders given, read once, in a stable order.
package struct SourceTree: Sendable {
  /// Files by path, sorted.
  package var files: [SourceFile]
  /// Files that could not be read, and why.
  package var unread: [Inventory.Unread]
  /// Paths of source code, which is not read: that it is there tells that its absence would be news.
  package var sourceFiles: [String]

  /// Makes a tree of files already read.
  package init(files: [SourceFile], unread: [Inventory.Unread] = [], sourceFiles: [String] = []) {
    self.files = files.sorted { $0.path < $1.path }
    self.unread = unread
    self.sourceFiles = sourceFiles
  }

  /// The file at a path. - Complexity: O(log files).
  package subscript(path: String) -> SourceFile? {
    var low = 0
    var high = files.count
    while low < high {
      let middle = (low + high) / 2
      if files[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < files.count && files[low].path == path ? files[low] : nil
  }
}
