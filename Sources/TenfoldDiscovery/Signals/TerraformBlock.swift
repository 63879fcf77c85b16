import TenfoldModel

/// A block at the top of a Terraform file: what it declares, and its text without comments.
struct TerraformBlock {
  /// `resource`, `module`, `provider`, `variable`, `data`, `output`.
  let kind: String
  /// Type of a resource; name of a module or provider.
  let type: String
  let name: String
  let file: String
  let line: Int
  /// Lines of the body with their numbers, comments left out.
  let body: [(text: String, line: Int)]
  let isBeside: Bool

  /// True when a line of the body contains a text.
  func contains(_ text: String) -> Bool { body.contains { $0.text.contains(text) } }

  /// The value of an attribute of the block or of a block within it, without quotes; nil when it is not set.
  func attribute(_ name: String) -> String? {
    for (text, _) in body {
      let parts = text.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].trimmingBlanks() == name else { continue }
      let value = parts[1].trimmingBlanks()
      return value.hasPrefix("\"") && value.hasSuffix("\"") && value.count > 1
        ? String(value.dropFirst().dropLast()) : value
    }
    return nil
  }

  /// The line of an attribute or inner block.
  func line(of text: String) -> Int { body.first { $0.text.contains(text) }?.line ?? line }

  /// A fact about it: referenced, since what is in the root or in a module of it is applied, unless it lies beside the system.
  func fact(
    _ topic: FactTopic, _ detail: String, line: Int? = nil, subject: String? = nil, value: Double? = nil
  ) -> Fact {
    Fact(
      topic, subject: subject ?? name, detail: detail, state: isBeside ? .declared : .referenced,
      at: SourceLocation(file: file, line: line ?? self.line), value: value)
  }

  /// The blocks of a file.
  static func read(_ file: SourceFile) -> [TerraformBlock] {
    var blocks: [TerraformBlock] = []
    var head: (kind: String, type: String, name: String, line: Int)?
    var body: [(String, Int)] = []
    var depth = 0
    var isCommented = false
    for (index, raw) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var text = raw.trimmingBlanks()
      if isCommented {
        if text.contains("*/") { isCommented = false }
        continue
      }
      if text.hasPrefix("/*") {
        isCommented = !text.contains("*/")
        continue
      }
      if text.hasPrefix("#") || text.hasPrefix("//") || text.isEmpty { continue }
      if let comment = text.firstRange(of: " #") { text = String(text[..<comment.lowerBound]) }
      let opened = text.count { $0 == "{" } - text.count { $0 == "}" }
      if depth == 0, text.contains("{") {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "{" }).map { $0.filter { $0 != "\"" } }
        head = (
          words.first ?? "", words.count > 1 ? words[1] : "",
          words.count > 2 ? words[2] : words.count > 1 ? words[1] : "", index + 1
        )
        body = []
      } else if depth > 0 {
        body.append((text, index + 1))
      }
      depth += opened
      if depth <= 0, let opening = head {
        blocks.append(
          TerraformBlock(
            kind: opening.kind, type: opening.type, name: opening.name, file: file.path, line: opening.line,
            body: body,
            isBeside: FilePlace.isBeside(file.path)))
        head = nil
        depth = 0
      }
    }
    return blocks
  }
}
