internal import TenfoldOutput
internal import TenfoldPlatform
internal import Synchronization

/// Answers the messages of the Model Context Protocol, one line each.
///
/// Two eras are spoken: that of 2026-07-28, in which every request carries its protocol version and nothing is remembered
/// between requests, and the older one that begins with `initialize`. Nothing is kept in either: the same request gives the
/// same bytes.
///
/// **Source.** modelcontextprotocol.io, revisions 2025-11-25 and 2026-07-28.
struct AgentServer: Sendable {
  /// The revisions with a handshake, the newest first, and the stateless one.
  private static let handshakeVersions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
  private static let version = "2026-07-28"
  private static let versionKey = "io.modelcontextprotocol/protocolVersion"
  private static let serverKey = "io.modelcontextprotocol/serverInfo"
  /// How long a list of tools may be kept: it changes with the program alone.
  private static let timeToLive = 3_600_000.0

  /// The folder that paths are relative to and may not lead out of, without symbolic links.
  let root: String
  let environment: Environment

  /// The answer to a message; nil for one that wants none.
  func answer(to line: [UInt8]) -> JSONValue? {
    // The parser reads more than JSON.
    let first = line.first { $0 != 0x20 && $0 != 0x09 }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
      let node = try? YAMLParser.documents(of: line).first
    else {
      return Self.failure(.null, -32700, "the line is not JSON")
    }
    let message = JSONValue(node)
    let id = message["id"] ?? .null
    guard message["jsonrpc"]?.string == "2.0", let method = message["method"]?.string else {
      // An answer to a question that was never asked, or no message at all.
      return message["result"] != nil || message["error"] != nil
        ? nil : Self.failure(id, -32600, "not a request of JSON-RPC 2.0 with a method")
    }
    guard message["id"] != nil else { return nil }
    let parameters = message["params"] ?? .object([])
    let asked = parameters["_meta"]?[Self.versionKey]?.string
    if let asked, asked != Self.version, method != "initialize" {
      return Self.failure(
        id, -32022, "protocol version \(asked) is not served",
        .object([
          .init("supported", .array([.string(Self.version)])), .init("requested", .string(asked)),
        ]))
    }
    let isStateless = asked != nil && method != "initialize"
    do throws(ProtocolError) {
      let result = try result(of: method, parameters, isStateless: isStateless)
      return Self.message(id, "result", isStateless ? Self.complete(result) : result)
    } catch {
      return Self.failure(id, error.code, error.message)
    }
  }

  private struct ProtocolError: Error {
    let code: Double
    let message: String
  }

  private func result(
    of method: String, _ parameters: JSONValue, isStateless: Bool
  ) throws(ProtocolError) -> JSONValue {
    switch method {
    case "initialize":
      let asked = parameters["protocolVersion"]?.string
      let version = Self.handshakeVersions.first { $0 == asked } ?? Self.handshakeVersions[0]
      return .object([
        .init("protocolVersion", .string(version)), .init("capabilities", Self.capabilities),
        .init("serverInfo", Self.serverInfo), .init("instructions", .string(Self.instructions)),
      ])
    case "server/discover" where isStateless:
      return Self.cacheable([
        .init("supportedVersions", .array([.string(Self.version)])), .init("capabilities", Self.capabilities),
        .init("instructions", .string(Self.instructions)),
      ])
    case "ping" where !isStateless: return .object([])
    case "tools/list":
      let tools = JSONValue.Member("tools", .array(AgentTools.all.map(\.declaration)))
      return isStateless ? Self.cacheable([tools]) : .object([tools])
    case "tools/call":
      let name = parameters["name"]?.string ?? ""
      guard let tool = AgentTools.all.first(where: { $0.name == name }) else {
        let known = AgentTools.all.map(\.name).joined(separator: ", ")
        throw ProtocolError(code: -32602, message: "there is no tool '\(name)'; there are \(known)")
      }
      return call(tool, parameters["arguments"] ?? .object([]))
    default: throw ProtocolError(code: -32601, message: "the method '\(method)' is not served")
    }
  }

  // MARK: Calls

  private func call(_ tool: AgentTool, _ arguments: JSONValue) -> JSONValue {
    do throws(AgentError) {
      let answer = try run(tool, arguments)
      return .object([
        .init("content", .array([Self.text(answer["text"]?.string ?? answer.line)])),
        .init("structuredContent", answer), .init("isError", false),
      ])
    } catch {
      return .object([.init("content", .array([Self.text(error.message)])), .init("isError", true)])
    }
  }

  private func run(_ tool: AgentTool, _ arguments: JSONValue) throws(AgentError) -> JSONValue {
    var arguments = arguments
    if let path = arguments["path"]?.string, case .object(let members) = arguments {
      let inside = JSONValue.string(try resolved(path))
      arguments = .object(members.map { $0.name == "path" ? .init("path", inside) : $0 })
    }
    let words = try tool.commandLine(for: arguments)
    let (output, errors) = (Memory(), Memory())
    var quiet = environment
    (quiet.output, quiet.errors, quiet.readInput) = (output, errors, { [] })
    let status = Application.run(words, in: quiet)
    guard status == .success, let document = Self.document(output.text, tool) else {
      let said = errors.text.isEmpty ? "the command ended with status \(status.rawValue)" : errors.text
      throw AgentError(hidingRoot(in: said))
    }
    return document
  }

  private static func document(_ text: String, _ tool: AgentTool) -> JSONValue? {
    guard let brief = tool.brief else { return .object([.init("text", .string(text))]) }
    guard let node = try? YAMLParser.documents(of: Array(text.utf8)).first else { return nil }
    return brief.value(of: JSONValue(node))
  }

  /// The path of something inside the folder that is served.
  private func resolved(_ path: String) throws(AgentError) -> String {
    let joined = path.hasPrefix("/") ? path : root + "/" + path
    guard path != "-", let resolved = try? FilePath.resolved(joined) else {
      throw AgentError("there is no '\(path)' in the folder that is served")
    }
    guard resolved == root || resolved.hasPrefix(root + "/") else {
      throw AgentError(
        "'\(path)' lies outside the folder that is served; start tenfold mcp in a folder above both")
    }
    return resolved
  }

  /// A message without the place of the folder on this machine.
  private func hidingRoot(in text: String) -> String {
    text.replacing(root + "/", with: "").replacing(root, with: ".")
  }

  /// What a command writes, kept.
  private final class Memory: TextSink {
    private let written = Mutex("")
    let isTerminal = false
    let columns: Int? = nil
    var text: String { written.withLock { $0 } }
    func write(_ text: String) { written.withLock { $0 += text } }
  }

  // MARK: Messages

  private static let instructions =
    "Tenfold reads a microservice system and computes what breaks first as traffic grows. Begin with what_breaks_first, "
    + "then plan; solve and simulate try changes. Numbers marked as assumed come from a catalogue: measure what "
    + "measureFirst names. Nothing is written and nothing leaves this machine."
  private static let capabilities = JSONValue.object([.init("tools", .object([]))])
  private static let serverInfo = JSONValue.object([
    .init("name", "tenfold"), .init("version", .string(Release.version)),
  ])

  private static func text(_ text: String) -> JSONValue {
    .object([.init("type", "text"), .init("text", .string(text))])
  }

  private static func cacheable(_ members: [JSONValue.Member]) -> JSONValue {
    .object(members + [.init("ttlMs", .number(timeToLive)), .init("cacheScope", "public")])
  }

  private static func complete(_ result: JSONValue) -> JSONValue {
    guard case .object(let members) = result else { return result }
    return .object(
      members + [.init("resultType", "complete"), .init("_meta", .object([.init(serverKey, serverInfo)]))])
  }

  private static func failure(
    _ id: JSONValue, _ code: Double, _ text: String, _ data: JSONValue? = nil
  ) -> JSONValue {
    let members: [JSONValue.Member] = [.init("code", .number(code)), .init("message", .string(text))]
    return message(id, "error", .object(members + (data.map { [.init("data", $0)] } ?? [])))
  }

  private static func message(_ id: JSONValue, _ name: String, _ content: JSONValue) -> JSONValue {
    .object([.init("jsonrpc", "2.0"), .init("id", id), .init(name, content)])
  }
}
