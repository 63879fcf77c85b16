import Testing

@testable import TenfoldOutput

struct LabPageTests {
  private static func figures(_ throughput: Double, _ p50: Double?, p99: Double? = 0.1) -> JSONValue {
    .members([
      "throughput": .number(throughput), "utilization": .number(0.5), "p50Seconds": .optional(p50),
      "p99Seconds": .optional(p99), "failedShare": .number(0),
    ])
  }

  private static func row(_ offered: Double, measured: Double?, isNoisy: Bool = false) -> JSONValue {
    var noise: [JSONValue.Member] = []
    if case .object(let members) = figures(measured ?? 0, 0.002) { noise = members }
    noise += [
      .init("isNoisy", .bool(isNoisy)), .init("attempts", .number(1)), .init("controlSlowdown", .number(1)),
      .init("generatorDelaySeconds", .number(0.0001)),
      .init(
        "nodes",
        .array(
          [("db", 0.5), ("edge", 0.07)].map {
            .members(["name": .string($0.0), "utilization": .number($0.1)])
          })),
    ]
    return .members([
      "factor": .number(1), "offeredRequestsPerSecond": .number(offered), "station": "db primary",
      "solved": figures(offered, nil, p99: nil), "simulated": figures(offered, 0.001),
      "measured": measured == nil ? .null : .object(noise),
    ])
  }

  private static func document(_ rows: JSONValue..., version: String = "1.0") -> JSONValue {
    .members([
      "schemaVersion": .string(version), "toolVersion": "0.1.0", "system": "shop <1>",
      "remarks": .array(["a remark"]),
      "nodeCores": .number(0.25), "hasQuotas": .bool(true), "durationSeconds": .number(5),
      "configurations": .array([
        .members([
          "id": "alone", "title": "primary alone", "startSeconds": .number(2), "stopSeconds": .null,
          "saturatesAtRequestsPerSecond": .number(1000), "delaySeconds": .number(0),
          "applySeconds": .null, "rows": .array(rows),
          "demands": .array([
            .members(["operation": "db.read", "cpuSeconds": .number(0.0001), "idleCpuSeconds": .null])
          ]),
        ])
      ]),
    ])
  }

  @Test func `the page shows curves, marks and the same numbers in tables, and runs nothing`() throws {
    let document = Self.document(
      Self.row(300, measured: 300), Self.row(900, measured: 700),
      Self.row(3000, measured: 1000, isNoisy: true))
    let page = LabPage.text(of: try LabReport.read(document))
    #expect(
      page.contains("within 10 % of what was measured at 1 of 2 loads; 1 load of 3 spoiled by other work."))
    // Three measured loads in four drawings, one of them spoiled, beside the two marks of the key.
    #expect(page.ranges(of: "<circle class=\"measured").count == 4 * 3 + 2)
    #expect(page.ranges(of: "class=\"measured spoiled\" cx").count == 4 + 1)
    // The solver has no bound for times, so its curves are in two of the drawings alone, beside the key's.
    #expect(page.ranges(of: "<path class=\"solved\" d=\"M").count == 2 + 1)
    #expect(page.ranges(of: "<path class=\"simulated\" d=\"M").count == 4 + 1)
    #expect(page.contains("<td>+29 %</td>") && page.contains("shop &lt;1&gt;") && !page.contains("shop <1>"))
    #expect(page.contains("p50: at 300 requests/s solved none, simulated 1 ms, measured 2 ms"))
    #expect(page.contains("<th scope=\"col\">edge</th>") && page.contains("<td>7 %</td>"))
    #expect(page.contains("measured 2 ms (spoiled)") && page.contains("a remark"))
    #expect(page.contains("default-src 'none'; style-src") && !page.contains("<script>"))
    let saved = try #require(PageResult.json(in: Array(page.utf8)))
    #expect(String(decoding: saved, as: UTF8.self) == document.line.replacing("<", with: "\\u003c"))
  }

  @Test func `the verdict tells what there is`() {
    func verdict(_ rows: JSONValue...) -> String {
      LabPage.verdict(
        of: LabReport(
          of: .members(["configurations": .array([.members(["rows": .array(rows)])])])))
    }
    #expect(verdict() == "Nothing has been measured yet.")
    #expect(verdict(Self.row(300, measured: nil)) == "Nothing has been measured yet.")
    #expect(verdict(Self.row(300, measured: 1, isNoisy: true)).contains("spoiled every load"))
    #expect(verdict(Self.row(300, measured: 299)).contains("at 1 of 1 load."))
  }

  @Test func `what is no experiment or of another version is refused, and odd numbers are not drawn`() throws
  {
    #expect(throws: ResultError.self) { try LabReport.read(.members(["schemaVersion": "1.0"])) }
    #expect(throws: ResultError.self) { try LabReport.read(.array([])) }
    do throws(ResultError) {
      _ = try LabReport.read(Self.document(version: "2.0"))
      Issue.record("a foreign version was read")
    } catch {
      #expect(error.description.contains("schema version 2.0, where 1.0 is understood"))
    }
    let odd = Self.document(Self.row(-1, measured: -5), Self.row(1e300, measured: 1e300), .null, "text")
    #expect(LabPage.text(of: try LabReport.read(odd)).contains("</html>"))
  }
}
