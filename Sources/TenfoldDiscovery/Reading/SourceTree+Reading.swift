internal import TenfoldModel
internal import TenfoldPlatform

extension SourceTree {
  /// Bounds that keep a huge or hostile folder from exhausting memory.
  package struct Limits: Sendable {
    /// Largest file, in bytes.
    package var fileBytes = 64 << 20
    /// Largest JSON file that is not recognised as a manifest, a dump or a trace, in bytes.
    package var unrecognisedJSONBytes = 2 << 20
    /// Largest JSON file that is parsed into documents; a larger trace keeps its text only, in bytes.
    package var parsedTraceBytes = 4 << 20
    /// All text together, in bytes.
    package var totalBytes = 512 << 20
    /// Most files that may matter.
    package var files = 100_000

    package init() {}
  }

  /// Reads the files that may say something about the system.
  ///
  /// Folders and single files may be mixed; `-` is standard input. Files in several folders are named with
  /// their folder first. A file that cannot be used stands in ``SourceTree/unread`` and the rest goes on.
  ///
  /// - Throws: ``DiscoveryError/unreadable(path:reason:)`` for a path given that does not exist or may not be read.
  package static func read(
    paths: [String], limits: Limits = Limits()
  ) throws(DiscoveryError) -> SourceTree {
    var reading = TreeReading(limits: limits)
    var names = Set<String>()
    for path in paths {
      do throws(FileError) {
        if path == "-" {
          try reading.addStandardInput()
          continue
        }
        let resolved = try FilePath.resolved(path)
        switch try FilePath.kind(of: resolved) {
        case .folder:
          let prefix = paths.count == 1 ? "" : uniqueName(FilePath.name(of: resolved), among: &names) + "/"
          try reading.addFolder(resolved, prefix: prefix)
        case .file:
          reading.addFile(resolved, as: uniqueName(FilePath.name(of: path), among: &names))
        case .other:
          throw FileError("neither a file nor a folder; put the text into a file")
        }
      } catch {
        throw .unreadable(path: path, reason: error.reason)
      }
    }
    return reading.tree
  }

  /// A name for files that no other path given has yet: the name itself, or with a number.
  package static func uniqueName(_ name: String, among names: inout Set<String>) -> String {
    var unique = name
    var count = 2
    while !names.insert(unique).inserted {
      unique = "\(name)-\(count)"
      count += 1
    }
    return unique
  }
}

/// A tree while it is being read.
private struct TreeReading {
  private let limits: SourceTree.Limits
  private var files: [SourceFile] = []
  private var unread: [Inventory.Unread] = []
  private var sourceFiles: [String] = []
  private var totalBytes = 0
  /// Files already taken in, since paths given may overlap.
  private var taken = Set<String>()

  init(limits: SourceTree.Limits) {
    self.limits = limits
  }

  var tree: SourceTree {
    SourceTree(
      files: files, unread: unread.sorted { $0.file < $1.file }, sourceFiles: sourceFiles.sorted())
  }

  mutating func addStandardInput() throws(FileError) {
    let bytes = try FileReader.standardInput(maximum: limits.fileBytes)
    addDocument(bytes, path: "standard-input.yaml", absolutePath: "")
  }

  mutating func addFolder(_ root: String, prefix: String) throws(FileError) {
    let walker = FileWalker(
      maximumEntries: limits.files,
      wantsFolder: { FileRelevance.wantsFolder($0, siblings: $1) },
      wantsFile: { FileRelevance(of: $0) != .none })
    let listing = try walker.list(root == "/" ? "" : root)
    for entry in listing.entries {
      add(entry.absolutePath, as: prefix + entry.path, size: entry.size)
    }
    for refusal in listing.refusals {
      unread.append(Inventory.Unread(file: prefix + refusal.path, reason: refusal.reason))
    }
  }

  /// Adds a file given by itself, of whatever name, and the `.env` that belongs to a Compose file.
  mutating func addFile(_ absolutePath: String, as path: String) {
    switch FileRelevance(of: path) {
    case .none, .source:
      // Someone names it on purpose: `dump.txt` may well hold manifests.
      guard taken.insert(absolutePath).inserted else { return }
      load(absolutePath, as: path, maximum: limits.fileBytes) { tree, bytes in
        let text = DocumentText(bytes, name: path)
        if text.documents.contains(where: \.isMapping) {
          tree.addDocument(bytes, path: path, absolutePath: absolutePath)
        } else {
          tree.addText(bytes, path: path, absolutePath: absolutePath)
        }
      }
    case .document, .text:
      add(absolutePath, as: path, size: nil)
    }
    guard FileRelevance(of: path) == .document else { return }
    let settings = FilePath.folder(of: absolutePath) + "/.env"
    if (try? FilePath.kind(of: settings)) == .file { add(settings, as: ".env", size: nil) }
  }

  private mutating func add(_ absolutePath: String, as path: String, size: Int?) {
    guard taken.insert(absolutePath).inserted else { return }
    switch FileRelevance(of: path) {
    case .none:
      break
    case .source:
      sourceFiles.append(path)
    case .text(let maximum):
      load(absolutePath, as: path, maximum: maximum) {
        $0.addText($1, path: path, absolutePath: absolutePath)
      }
    case .document:
      let isJSON = path.lowercased().hasSuffix(".json")
      let isLarge = isJSON && (size ?? 0) > limits.unrecognisedJSONBytes
      if isLarge && JSONSubject(ofFile: absolutePath) == .other { return }
      load(absolutePath, as: path, maximum: limits.fileBytes) {
        $0.addDocument($1, path: path, absolutePath: absolutePath)
      }
    }
  }

  private mutating func load(
    _ absolutePath: String, as path: String, maximum: Int, then use: (inout TreeReading, [UInt8]) -> Void
  ) {
    do throws(FileError) {
      let bytes = try FileReader.bytes(of: absolutePath, maximum: maximum)
      totalBytes += bytes.count
      guard totalBytes <= limits.totalBytes else {
        throw FileError(
          "the files before it already hold \(limits.totalBytes >> 20) MiB; give a folder with less in it")
      }
      use(&self, bytes)
    } catch {
      unread.append(Inventory.Unread(file: path, reason: error.reason))
    }
  }

  private mutating func addText(_ bytes: [UInt8], path: String, absolutePath: String) {
    if let zero = bytes.firstIndex(of: 0) {
      let line = bytes[..<zero].count { $0 == 10 } + 1
      unread.append(
        Inventory.Unread(
          file: path, reason: "line \(line): a NUL byte; this is not a text file, leave it out"))
    } else {
      files.append(SourceFile(path: path, absolutePath: absolutePath, bytes: bytes, documents: []))
    }
  }

  private mutating func addDocument(_ bytes: [UInt8], path: String, absolutePath: String) {
    let subject = path.lowercased().hasSuffix(".json") ? JSONSubject(of: bytes) : .manifest
    if subject == .ownResult { return }
    if subject == .trace && bytes.count > limits.parsedTraceBytes {
      unread.append(
        Inventory.Unread(
          file: path,
          reason:
            "traces of more than \(limits.parsedTraceBytes >> 20) MiB are not read; give a sample of them"))
      files.append(SourceFile(path: path, absolutePath: absolutePath, bytes: bytes, documents: []))
      return
    }
    let text = DocumentText(bytes, name: path)
    if let failure = text.failure {
      // JSON of editors and tools has comments and is nobody's description of a system.
      if subject != .other { unread.append(Inventory.Unread(file: path, reason: failure)) }
      return
    }
    files.append(
      SourceFile(
        path: path, absolutePath: absolutePath, bytes: text.bytes, documents: text.documents,
        isTemplate: text.isTemplate))
  }
}

/// What a JSON file is about, as far as its beginning tells.
private enum JSONSubject {
  /// Kubernetes objects, a Compose file or the like.
  case manifest
  /// Traces of OpenTelemetry, Jaeger or Zipkin.
  case trace
  /// What Tenfold wrote about a system, which is no part of it.
  case ownResult
  case other

  init(ofFile path: String) {
    self = JSONSubject(of: FileReader.beginning(of: path, count: 1 << 16))
  }

  init(of bytes: [UInt8]) {
    let beginning = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
    let head = beginning.prefix(256)
    self =
      if head.contains("\"schemaVersion\""), head.contains("\"toolVersion\"") {
        .ownResult
      } else if ["\"resourceSpans\"", "\"traceID\"", "\"traceId\"", "\"spanID\""].contains(
        where: beginning.contains)
      {
        .trace
      } else if [
        "\"apiVersion\"", "\"services\"", "\"AWSTemplateFormatVersion\"", "\"containerDefinitions\"",
      ]
      .contains(where: beginning.contains) {
        .manifest
      } else {
        .other
      }
  }
}
