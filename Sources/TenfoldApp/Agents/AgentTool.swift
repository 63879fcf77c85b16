internal import TenfoldOutput

/// One question that an agent may ask: a command line made of its arguments, and what is kept of the answer.
struct AgentTool: Sendable {
  /// An argument of a tool.
  struct Input: Sendable {
    /// What an argument becomes on a command line.
    enum Use: Sendable {
      /// The word itself, before all options: a path, an id.
      case word
      /// The value of an option, once for each item of a list.
      case option(String)
    }

    enum Kind: String, Sendable {
      case string, number
      case strings = "array"
    }

    let name: String
    let kind: Kind
    let about: String
    let use: Use
    var isRequired = false
  }

  let name: String
  let title: String
  let about: String
  let inputs: [Input]
  /// The command and what its line always has.
  let command: [String]
  /// What is kept of the JSON; nil for a command whose text is the answer.
  let brief: BriefDocument?

  /// The tool as `tools/list` tells of it.
  var declaration: JSONValue {
    let properties = inputs.map { input -> JSONValue.Member in
      var members: [JSONValue.Member] = [
        .init("type", .string(input.kind.rawValue)), .init("description", .string(input.about)),
      ]
      if input.kind == .strings { members.append(.init("items", .object([.init("type", "string")]))) }
      return .init(input.name, .object(members))
    }
    return .object([
      .init("name", .string(name)), .init("title", .string(title)), .init("description", .string(about)),
      .init(
        "inputSchema",
        .object([
          .init("type", "object"), .init("properties", .object(properties)),
          .init("required", .array(inputs.filter(\.isRequired).map { .string($0.name) })),
          .init("additionalProperties", false),
        ])),
      .init("outputSchema", brief?.schema ?? Self.textSchema),
      .init(
        "annotations",
        .object([
          .init("readOnlyHint", true), .init("idempotentHint", true), .init("openWorldHint", false),
        ])),
    ])
  }

  private static let textSchema = JSONValue.object([
    .init("type", "object"),
    .init("properties", .object([.init("text", .object([.init("type", "string")]))])),
    .init("required", .array(["text"])),
  ])

  /// The command line for arguments.
  ///
  /// - Throws: ``AgentError`` naming the argument that is missing, unknown or of another kind.
  func commandLine(for arguments: JSONValue) throws(AgentError) -> [String] {
    if case .object(let members) = arguments {
      for member in members where !inputs.contains(where: { $0.name == member.name }) {
        let known = inputs.map(\.name).joined(separator: ", ")
        throw AgentError("\(name) has no argument '\(member.name)'; it takes \(known)")
      }
    }
    var words: [String] = []
    var options: [String] = []
    for input in inputs {
      guard let value = arguments[input.name], value != .null else {
        if input.isRequired { throw AgentError("\(name) needs the argument '\(input.name)': \(input.about)") }
        continue
      }
      for text in try Self.texts(of: value, input) {
        switch input.use {
        case .word: words.append(text)
        case .option(let option): options += ["--" + option, text]
        }
      }
    }
    return command + options + (brief == nil ? ["--plain"] : ["--json", "--quiet"]) + ["--"] + words
  }

  private static func texts(of value: JSONValue, _ input: Input) throws(AgentError) -> [String] {
    switch (input.kind, value) {
    case (.string, .string(let text)): return [text]
    case (.number, .number): return [value.line]
    case (.strings, .array(let items)):
      let texts = items.compactMap(\.string)
      if texts.count == items.count { return texts }
    default: break
    }
    let kind = input.kind == .strings ? "a list of strings" : "a \(input.kind.rawValue)"
    throw AgentError("'\(input.name)' is \(value.line.prefix(60)); expected \(kind): \(input.about)")
  }
}

/// Arguments that a tool does not understand.
struct AgentError: Error {
  /// What was found, what was expected and what to do.
  let message: String

  init(_ message: String) { self.message = message }
}
