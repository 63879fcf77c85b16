public import TenfoldModel
internal import TenfoldPlatform

/// Why a scenario cannot be run: everything that is wrong with it, each with file and line.
///
/// What is doubtful in a description is left out and said; a scenario of which a part were left out would test
/// something else than it says, so it is refused.
public struct ScenarioError: Error, Sendable, CustomStringConvertible {
  /// What was found, what was expected and what to do, by line.
  public let problems: [String]

  init(_ problems: [String]) { self.problems = problems }

  /// The problems, one to a line.
  public var description: String { problems.joined(separator: "\n") }
}

/// Reads scenario files: load, act, expect.
public enum ScenarioReader {
  /// Reads the scenario of a file.
  ///
  /// - Parameters:
  ///   - path: The file; traces and the system it names are relative to its folder.
  ///   - system: The system it is about, whose names it must use; nil to leave names unchecked.
  /// - Throws: ``ScenarioError`` with all that is wrong.
  /// - Complexity: O(bytes).
  public static func read(path: String, for system: System? = nil) throws(ScenarioError) -> Scenario {
    let bytes: [UInt8]
    do {
      bytes = try FileReader.bytes(of: path, maximum: 4 << 20)
    } catch {
      throw ScenarioError(["\(path): \(error)"])
    }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    return try read(bytes, file: path, folder: folder, for: system)
  }

  /// Reads the scenario that a text holds. See ``read(path:for:)``.
  public static func read(
    text: String, file: String, folder: String = "", for system: System? = nil
  ) throws(ScenarioError) -> Scenario {
    try read(Array(text.utf8), file: file, folder: folder, for: system)
  }

  private static func read(
    _ bytes: [UInt8], file: String, folder: String, for system: System?
  ) throws(ScenarioError) -> Scenario {
    let documents: [YAMLNode]
    do {
      documents = try YAMLParser.documents(of: bytes, limits: limits)
    } catch {
      throw ScenarioError(["\(file):\(error)"])
    }
    guard let root = documents.first, documents.count == 1, root.isMapping else {
      throw ScenarioError([
        "\(file): not a scenario; a scenario is one document with scenario: 1, then load, act and expect"
      ])
    }
    guard root["scenario"]?.string == "1" else {
      let line = root["scenario"]?.line ?? root.line
      throw ScenarioError(["\(file):\(line): the version of the format is not known; begin with scenario: 1"])
    }
    var reading = DescriptionReading(file: file, directory: ComponentDirectory(of: root, beside: system))
    var draft = ScenarioDraft()
    ScenarioKeys.table.read(root, into: &draft, &reading)
    let settlement = ScenarioSettlement(system: system, folder: folder)
    settlement.settle(&draft, &reading)
    guard reading.diagnostics.isEmpty else { throw ScenarioError(reading.problems) }
    return draft.scenario
  }

  private static var limits: YAMLLimits {
    var limits = YAMLLimits()
    limits.nodes = 200_000
    return limits
  }
}
