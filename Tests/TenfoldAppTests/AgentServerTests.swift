import Glibc
import TenfoldModel
import TenfoldOutput
import TenfoldPlatform
import TenfoldTestSupport
import Testing

@testable import TenfoldApp

/// What agents are answered, message by message.
struct AgentServerTests {
  private func server(in folder: String = TextFile.root + "/Examples") throws -> AgentServer {
    AgentServer(
      root: try FilePath.resolved(folder),
      environment: Environment(
        variables: [:], output: MemorySink(), errors: MemorySink(), today: .init(secondsSinceEpoch: 0),
        readInput: { [] }))
  }

  private static let envelope =
    #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}"#

  private func answer(_ line: String, in server: AgentServer) -> JSONValue? {
    server.answer(to: Array(line.utf8))
  }

  private func call(
    _ tool: String, _ arguments: String, in server: AgentServer, stateless: Bool = false
  ) throws -> JSONValue {
    let meta = stateless ? "," + Self.envelope : ""
    let line =
      #"{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"\#(tool)","arguments":\#(arguments)\#(meta)}}"#
    return try #require(answer(line, in: server)?["result"])
  }

  /// Exchanges of both revisions, recorded in `Fixtures/mcp`.
  @Test(arguments: [
    (
      "handshake",
      [
        #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{}}}"#,
        #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
        #"{"jsonrpc":"2.0","id":"a","method":"ping"}"#,
        #"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#,
        #"{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"solve","arguments":{"path":"check-question"}}}"#,
        #"{"jsonrpc":"2.0","id":3,"method":"server/discover"}"#,
        #"{"jsonrpc":"2.0","id":4,"method":"resources/list"}"#,
        #"{"jsonrpc":"2.0","id":5,"method":"initialize","params":{"protocolVersion":"1999-01-01"}}"#,
      ]
    ),
    (
      "stateless",
      [
        #"{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{\#(envelope)}}"#,
        #"{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"assess","arguments":{"path":"shop-compose"},\#(envelope)}}"#,
        #"{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"explode","arguments":{},\#(envelope)}}"#,
        #"{"jsonrpc":"2.0","id":4,"method":"ping","params":{\#(envelope)}}"#,
        #"{"jsonrpc":"2.0","id":5,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2030-01-01"}}}"#,
      ]
    ),
  ])
  func `recorded exchanges are answered as recorded`(_ name: String, _ lines: [String]) throws {
    let server = try server()
    let exchange = lines.map { "> \($0)\n" + (answer($0, in: server).map { "< \($0.line)\n" } ?? "") }
      .joined()
    let path = "Tests/TenfoldAppTests/Fixtures/mcp/\(name).txt"
    if TextFile.isRecording { TextFile.write(exchange, to: path) }
    #expect(TextFile.read(path) == exchange)
  }

  @Test(arguments: [
    ("not json", -32700 as Double?), ("{", -32700), ("[]", -32600), (#"{"jsonrpc":"2.0","id":1}"#, -32600),
    (#"{"id":1,"method":"ping"}"#, -32600), (#"{"jsonrpc":"2.0","id":1,"method":"no/such"}"#, -32601),
    (#"{"jsonrpc":"2.0","id":1,"result":{}}"#, nil),
    (#"{"jsonrpc":"2.0","method":"notifications/cancelled"}"#, nil),
  ])
  func `what is no request gets an error, and what wants no answer gets none`(_ line: String, _ code: Double?)
    throws
  {
    #expect(answer(line, in: try server())?["error"]?["code"]?.number == code)
  }

  @Test func `changes are tried and nothing is kept of them`() throws {
    let server = try server()
    let plain = #"{"path":"check-question","requestsPerSecond":1500}"#
    let before = try call("solve", plain, in: server)
    #expect(before["structuredContent"]?["isStable"] == .bool(false))
    let changed = try call(
      "solve", #"{"path":"check-question","requestsPerSecond":1500,"changes":["db.cpu=8"]}"#, in: server)
    #expect(changed["structuredContent"]?["isStable"] == .bool(true))
    #expect(try call("solve", plain, in: server) == before)
    let database = try #require(
      changed["structuredContent"]?["stations"]?.items.first { $0["component"]?.string == "db" })
    // 3.8 ms a request on eight cores: what was seen on four stays in the demand.
    #expect(abs((database["utilization"]?.number ?? 0) - 1500 * 3.8e-3 / 8) < 1e-3)
  }

  @Test(arguments: [
    (#"{"path":"../docs"}"#, "outside the folder"), (#"{"path":"/etc/passwd"}"#, "outside the folder"),
    (#"{"path":"no-such"}"#, "there is no 'no-such'"), (#"{"path":"-"}"#, "there is no '-'"),
    (#"{}"#, "needs the argument 'path'"),
    (#"{"path":"check-question","speed":1}"#, "no argument 'speed'"),
    (#"{"path":"check-question","changes":"x"}"#, "expected a list of strings"),
    (#"{"path":"check-question","changes":["d.cpu=2"]}"#, "did you mean 'db'?"),
    (#"{"path":"check-question","changes":["db.color=2"]}"#, "the keys are replicas, cpu"),
    (#"{"path":"check-question","changes":["api.shards=2"]}"#, "keeps no data"),
    (#"{"path":"check-question","requestsPerSecond":-5}"#, "--rate"),
  ])
  func `a wrong argument is an answer that says what is expected`(_ arguments: String, _ message: String)
    throws
  {
    let result = try call("solve", arguments, in: try server())
    #expect(result["isError"]?.isTrue == true)
    let text = try #require(result["content"]?.items.first?["text"]?.string)
    #expect(text.contains(message), "\(text)")
    #expect(!text.contains(TextFile.root), "\(text)")
  }

  @Test func `a link does not lead out of the folder`() throws {
    let folder = try FixtureFolder()
    symlink(TextFile.root + "/Examples", folder.path + "/way-out")
    let result = try call("discover", #"{"path":"way-out"}"#, in: try server(in: folder.path))
    #expect(result["isError"]?.isTrue == true)
  }

  @Test func `no answer about 220 services is long`() throws {
    let server = try server()
    for tool in ["discover", "assess", "solve"] {
      let result = try call(tool, #"{"path":"reference-l3"}"#, in: server)
      let text = try #require(result["structuredContent"]?.line)
      #expect(text.utf8.count < 32_768, "\(tool): \(text.utf8.count)")
    }
  }

  @Test func `the official client of both revisions is content`() throws {
    let tool = TextFile.root + "/.build/debug/tenfold"
    guard system("python3 -c 'import mcp.client.client' 2>/dev/null") == 0, access(tool, X_OK) == 0 else {
      print("skipped: the Python package mcp 2 or the built tool is missing")
      return
    }
    let folder = try FixtureFolder()
    try folder.write("client.py", Self.client)
    #expect(system("python3 \(folder.path)/client.py \(tool) \(TextFile.root)/Examples") == 0)
  }

  /// The client checks structured content against the tool's output schema.
  private static let client = #"""
    import asyncio, sys
    from mcp import StdioServerParameters
    from mcp.client.client import Client

    async def main(tool, folder):
        for mode in ("legacy", "auto", "2026-07-28"):
            async with Client(StdioServerParameters(command=tool, args=["mcp", folder]), mode=mode) as client:
                names = [tool.name for tool in (await client.list_tools()).tools]
                assert len(names) == 7, names
                calls = [("discover", {}), ("solve", {"requestsPerSecond": 2000, "changes": ["db.cpu=16"]}), ("explain", {"id": "sharding"})]
                if mode == "auto":
                    calls += [("assess", {}), ("what_breaks_first", {"growth": 20}), ("plan", {}), ("simulate", {"requestsPerSecond": 100})]
                for name, arguments in calls:
                    result = await client.call_tool(name, {"path": "check-question", **arguments})
                    assert not result.is_error and result.structured_content, (name, result)
                wrong = await client.call_tool("solve", {"path": "no-such"})
                assert wrong.is_error and "no-such" in wrong.content[0].text

    asyncio.run(main(*sys.argv[1:]))
    """#
}
