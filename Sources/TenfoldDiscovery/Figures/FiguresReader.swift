public import TenfoldCatalog
internal import TenfoldModel
internal import TenfoldPlatform

/// Why a file of figures cannot be used: everything that is wrong with it, each with file and line.
///
/// What were left out would leave the built-in figure in force without the user's knowing, so all is refused.
public struct FiguresError: Error, Sendable, CustomStringConvertible {
  /// What was found, what was expected and what to do, by line.
  public let problems: [String]

  init(_ problems: [String]) { self.problems = problems }

  /// The problems, one to a line.
  public var description: String { problems.joined(separator: "\n") }
}

/// Reads files with a user's own figures, which take the place of the catalogue's.
///
/// ```yaml
/// figures: 1
/// entries:
///   postgresql cpu.read: 80us..120us..300us
///   price vCPUHour: {likely: 0.03 USD, source: "our contract", date: "2026"}
/// remedies:
///   sharding: {effort: 6..12..30, time: 4w..26w}
/// ```
public enum FiguresReader {
  /// Reads the figures of a file of at most 4 MiB.
  ///
  /// - Throws: ``FiguresError`` with all that is wrong: an id the catalogue does not have, a value of another unit,
  ///   a range out of order, an unknown key.
  /// - Complexity: O(bytes).
  public static func read(path: String) throws(FiguresError) -> OwnFigures {
    let bytes: [UInt8]
    do {
      bytes = try FileReader.bytes(of: path, maximum: 4 << 20)
    } catch {
      throw FiguresError(["\(path): \(error)"])
    }
    return try read(bytes, file: path)
  }

  /// Reads the figures that a text holds. See ``read(path:)``.
  static func read(_ bytes: [UInt8], file: String) throws(FiguresError) -> OwnFigures {
    let documents: [YAMLNode]
    do {
      documents = try YAMLParser.documents(of: bytes)
    } catch {
      throw FiguresError(["\(file):\(error)"])
    }
    guard let root = documents.first, documents.count == 1, root.isMapping else {
      throw FiguresError(["\(file): no figures; write one document with figures: 1, entries and remedies"])
    }
    guard root["figures"]?.string == "1" else {
      let line = root["figures"]?.line ?? root.line
      throw FiguresError(["\(file):\(line): the version of the format is not known; begin with figures: 1"])
    }
    var reading = DescriptionReading(file: file, directory: ComponentDirectory(of: root, beside: nil))
    var draft = FiguresDraft()
    draft.read(root, &reading)
    guard reading.diagnostics.isEmpty else { throw FiguresError(reading.problems) }
    return draft.figures
  }
}
