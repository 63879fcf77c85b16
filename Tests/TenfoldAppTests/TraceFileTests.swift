import Glibc
import TenfoldApp
import TenfoldTestSupport
import Testing

/// The file that `tenfold simulate --traces` writes.
struct TraceFileTests {
  private static func write(to path: String, threads: Int = 1) -> Run {
    Run([
      "simulate", "--duration", "2s", "--runs", "2", "--threads", String(threads), "--traces", path,
      "--trace-sample", "20", "Examples/check-question",
    ])
  }

  /// Reads the file as any tool would, without knowing what wrote it.
  private static let check = #"""
    import json, re, sys
    services, spans, calls = set(), {}, set()
    for resource in json.load(open(sys.argv[1]))["resourceSpans"]:
        names = [a["value"]["stringValue"] for a in resource["resource"]["attributes"] if a["key"] == "service.name"]
        assert len(names) == 1 and names[0] not in services, names
        services.add(names[0])
        for scope in resource["scopeSpans"]:
            for span in scope["spans"]:
                assert re.fullmatch("[0-9a-f]{32}", span["traceId"]) and re.fullmatch("[0-9a-f]{16}", span["spanId"])
                assert isinstance(span["startTimeUnixNano"], str) and isinstance(span["kind"], int)
                key = (span["traceId"], span["spanId"])
                assert key not in spans
                spans[key] = (names[0], span)
    roots = 0
    for (trace, _), (service, span) in spans.items():
        assert int(span["startTimeUnixNano"]) <= int(span["endTimeUnixNano"])
        if "parentSpanId" not in span:
            roots += 1
            continue
        caller, parent = spans[(trace, span["parentSpanId"])]
        assert int(parent["startTimeUnixNano"]) <= int(span["startTimeUnixNano"])
        calls.add((caller, service))
    assert roots == 20 and len({trace for trace, _ in spans}) == 20, roots
    assert calls == {("users", "api"), ("api", "db")}, calls
    """#

  @Test func `other tools read the calls of the system from the file`() throws {
    let folder = try FixtureFolder()
    #expect(Self.write(to: folder.path + "/t.json").status == .success)
    guard system("python3 -c 'import json' 2>/dev/null") == 0 else {
      print("skipped: python3 is not installed")
      return
    }
    try folder.write("check.py", Self.check)
    #expect(system("python3 \(folder.path)/check.py \(folder.path)/t.json >&2") == 0)
  }

  @Test func `the same seed writes the same bytes on any number of threads, and the same report as without`()
    throws
  {
    let folder = try FixtureFolder()
    let one = Self.write(to: folder.path + "/a.json")
    let many = Self.write(to: folder.path + "/b.json", threads: 8)
    let plain = Run(["simulate", "--duration", "2s", "--runs", "2", "Examples/check-question"])
    #expect(one.output == plain.output && many.output == plain.output)
    #expect(system("cmp \(folder.path)/a.json \(folder.path)/b.json >&2") == 0)
  }

  /// Discovery knows the file for traces, and does not take it for part of what describes the system.
  @Test func `traces beside a system change nothing of what is discovered`() throws {
    let folder = try FixtureFolder()
    let description = try #require(TextFile.read("Examples/check-question/tenfold.yaml"))
    try folder.write("tenfold.yaml", description)
    let before = Run(["discover", folder.path])
    #expect(Self.write(to: folder.path + "/traces.json").status == .success)
    let after = Run(["discover", folder.path])
    #expect(before.status == .success && after.status == .success)
    #expect(after.errors == before.errors)
  }
}
