import TenfoldModel
import Testing

@testable import TenfoldDiscovery

struct LabEvidenceTests {
  private static let store = Component(name: "db", kind: .store, engine: "postgresql")
  private static let service = Component(name: "api", kind: .service)

  private func evidence(_ demands: String, version: String = "1.0") throws -> LabEvidence {
    try LabEvidence(
      Array(
        """
        {"schemaVersion": "\(version)", "system": "shop", "nodeCores": 0.25,
         "configurations": [\(demands)]}
        """.utf8), file: "lab.json")
  }

  private func discovered(_ components: Component..., evidence: LabEvidence) -> Discovered {
    var discovered = Discovered(inventory: Inventory(), system: System(name: "shop"))
    discovered.system.components = components
    discovered.add(evidence)
    return discovered
  }

  private static func demand(_ name: String, _ seconds: String, rows: String = "0") -> String {
    "{\"operation\": \"\(name)\", \"cpuSeconds\": \(seconds), \"idleCpuSeconds\": null, \"countedRows\": \(rows)}"
  }

  private static func configuration(_ demands: String...) -> String {
    "{\"id\": \"alone\", \"demands\": [\(demands.joined(separator: ",\n"))]}"
  }

  @Test func `what a store takes by itself is measured evidence with its file, its line and its range`()
    throws
  {
    let found = discovered(
      Self.store,
      evidence: try evidence(
        Self.configuration(Self.demand("db.read", "0.0001"), Self.demand("db.write", "0.0003")) + ",\n"
          + Self.configuration(Self.demand("db.read", "0.00014"), Self.demand("db.write", "0.0003"))))
    let read = try #require(found.system.components[0].operation("read")?.demand.cpu)
    #expect(abs(read.likely - 0.00012) < 1e-12 && read.low == 0.0001 && read.high == 0.00014)
    #expect(
      read.provenance
        == .measured(
          source: "the lab, on real servers", at: SourceLocation(file: "lab.json", line: 2)))
    // What did not differ is no surer than the lab's own tolerance of a tenth.
    let write = try #require(found.system.components[0].operation("write")?.demand.cpu)
    #expect(abs(write.low - 0.0003 / 1.1) < 1e-9 && abs(write.high - 0.00033) < 1e-12)
    #expect(found.system.components[0].operation("write")?.writes == true)
    let note = try #require(found.inventory.diagnostics.first)
    #expect(note.id == "TF-LAB-001" && note.message.contains("nodes of 0.25 cores"))
    #expect(note.message.contains("db.read 120 us (100 us to 140 us)"))
    #expect(found.inventory.diagnostics.count == 1)
  }

  @Test func `a statement that was made to take what the system says is not taken`() throws {
    for (rows, reason) in [("400", "was made to take"), ("null", "run the lab again")] {
      let found = discovered(
        Self.store, evidence: try evidence(Self.configuration(Self.demand("db.read", "0.0001", rows: rows))))
      #expect(found.system.components[0].operations.isEmpty)
      #expect(found.inventory.diagnostics.map(\.id) == ["TF-LAB-001", "TF-LAB-002"])
      #expect(found.inventory.diagnostics[1].message.contains("not taken: db.read"))
      #expect(found.inventory.diagnostics[1].message.contains(reason))
    }
  }

  @Test func `what the files state or have seen stands, and services of the lab are no evidence`() throws {
    var stated = Self.store
    stated.operations = [Operation(name: "read", demand: Demand(cpu: .stated(0.002)), writes: false)]
    var observed = Self.store
    observed.name = "other"
    observed.observed = [ObservedLoad(utilization: .stated(0.5))]
    let found = discovered(
      stated, observed, Self.service,
      evidence: try evidence(
        Self.configuration(
          Self.demand("db.read", "0.0001"), Self.demand("other.read", "0.0001"),
          Self.demand("api.request", "0.0001", rows: "null"), Self.demand("gone.read", "0.0001"))))
    #expect(found.system.components[0].operations[0].demand.cpu?.likely == 0.002)
    #expect(found.system.components[1].operations.isEmpty && found.system.components[2].operations.isEmpty)
    let words = found.inventory.diagnostics.map(\.message).joined(separator: "\n")
    for expected in [
      "not taken: db.read: the system's files say what it takes",
      "not taken: other.read: the system's files say how busy it was",
      "not taken: api.request: a service of the lab is another program",
      "not taken: gone.read: there is no such operation here",
    ] { #expect(words.contains(expected)) }
  }

  @Test func `another version, another file, and a file cut off are refused with what to do`() throws {
    func message(_ text: String) -> String {
      do {
        _ = try LabEvidence(Array(text.utf8), file: "lab.json")
        return "read"
      } catch { return error.description }
    }
    let whole = #"{"schemaVersion": "1.0", "nodeCores": 1, "configurations": [{"demands": []}]}"#
    #expect(message(whole).contains("nothing was measured in it yet"))
    for count in 0..<whole.utf8.count {
      let cut = message(String(decoding: whole.utf8.prefix(count), as: UTF8.self))
      #expect(cut.hasPrefix("lab.json"), "\(count): \(cut)")
    }
    #expect(
      message(#"{"schemaVersion": "2.0", "nodeCores": 1, "configurations": []}"#)
        .contains("lab.json:1: schemaVersion is '2.0', and only 1.x is read"))
    #expect(message("services: {api: {}}").contains("no result of the lab; write one with tenfold lab run"))
    #expect(message(whole.replacing("1,", with: "-1,")).contains("nodeCores must be a number above 0"))
    for (demand, part) in [
      (#"{"operation": "read", "cpuSeconds": 1}"#, "a name such as db.read"),
      (#"{"operation": "db.read", "cpuSeconds": -1}"#, "cpuSeconds of db.read"),
      (#"{"operation": "db.read", "cpuSeconds": 1e999}"#, "cpuSeconds of db.read"),
      (#"{"operation": "db.read"}"#, "cpuSeconds of db.read"), ("[]", "a name such as db.read"),
    ] {
      #expect(message(whole.replacing("[]", with: "[\(demand)]")).contains(part), "\(demand)")
    }
  }
}
