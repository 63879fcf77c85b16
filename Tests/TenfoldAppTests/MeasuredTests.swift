import TenfoldApp
import TenfoldTestSupport
import Testing

/// What `--measured FILE` changes.
struct MeasuredTests {
  private static let system = """
    tenfold: 1
    system: shop
    workload: {arrivalRate: 100/s}
    services: {api: {operations: {request: {steps: [{call: db.read}]}}}}
    stores: {db: {engine: postgresql}}

    """

  private func result(seconds: Double) -> String {
    """
    {"schemaVersion": "1.0", "system": "shop", "nodeCores": 0.25, "configurations": [
      {"id": "alone", "demands": [
        {"operation": "db.read", "cpuSeconds": \(seconds), "idleCpuSeconds": null, "countedRows": 0}]}]}
    """
  }

  @Test func `every command that reads a system solves it with what was measured`() throws {
    let folder = try FixtureFolder()
    try folder.write("tenfold.yaml", Self.system)
    try folder.write("slow.json", result(seconds: 0.004))
    let file = folder.path + "/tenfold.yaml"
    let usual = Run(["solve", file])
    let measured = Run(["solve", "--measured", folder.path + "/slow.json", file])
    #expect(usual.status == .success && measured.status == .success)
    #expect(usual.output != measured.output)
    let analysis = Run(["analyze", "--no-external", "--json", "--measured", folder.path + "/slow.json", file])
    #expect(analysis.status == .success && analysis.output.contains("\"measured\": 1,"))
    #expect(analysis.output.contains("TF-LAB-001") && analysis.output.contains("slow.json"))
    let described = Run(["init", "--measured", folder.path + "/slow.json", file])
    #expect(described.output.contains("measured: \"the lab, on real servers\""), "\(described.output)")
    #expect(measured.errors.contains("slow.json: measured in the lab, in seconds of one core"))
    #expect(measured.errors.contains("on nodes of 0.25 cores: db.read 4 ms (3.64 ms to 4.4 ms)"))
  }

  @Test func `a file that is wrong or missing ends with status 3`() throws {
    let folder = try FixtureFolder()
    try folder.write("tenfold.yaml", Self.system)
    let wrong = Run(["analyze", "--measured", folder.path + "/tenfold.yaml", folder.path])
    #expect(wrong.status == .unreadable && wrong.errors.contains("no result of the lab"))
    let missing = Run(["analyze", "--measured", "no/such.json", folder.path])
    #expect(missing.status == .unreadable && missing.errors.contains("no/such.json"))
  }
}
