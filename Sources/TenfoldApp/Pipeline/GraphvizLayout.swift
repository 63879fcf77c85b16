internal import TenfoldOutput
internal import TenfoldPlatform

/// Arranges pictures with Graphviz's `dot`, where it is installed.
enum GraphvizLayout {
  /// Longest time for all pictures of a page: a picture of 300 parts takes a tenth of a second.
  private static let limitSeconds = 20.0

  /// The program on the path, or none when external tools are not to be used.
  static func engine(usesExternalTools: Bool) -> GraphLayoutEngine {
    guard usesExternalTools else {
      return .none(because: "it needs Graphviz's dot, and external tools were not to be used (--no-external)")
    }
    guard let dot = ExternalTool.find("dot") else {
      return .none(
        because:
          "it needs Graphviz's dot, which is not on the path of the machine that wrote this page (apt-get install "
          + "graphviz, then write the page again)")
    }
    return GraphLayoutEngine { text in arrange(text, with: dot) }
  }

  private static func arrange(_ text: String, with dot: String) -> Result<String, GraphLayoutEngine.Failure> {
    do {
      var folder = try TemporaryFolder()
      let file = try folder.write(Array(text.utf8), as: "pictures.dot")
      let answer = try ExternalTool.run(
        dot, arguments: ["-Tplain", file], environment: [:], limitSeconds: limitSeconds,
        maximumOutput: 64 << 20)
      _ = consume folder
      guard answer.status == 0 else {
        let said = answer.errors.split(separator: "\n").first.map { ": \($0)" } ?? ""
        return .failure(.init(reason: "Graphviz's dot ended with status \(answer.status)\(said)"))
      }
      return .success(String(decoding: answer.output, as: UTF8.self))
    } catch {
      return .failure(.init(reason: "\(error)"))
    }
  }
}
