import TenfoldCatalog
import TenfoldDiscovery
import TenfoldModel
import TenfoldTestSupport
import Testing

struct ReferenceExampleTests {
  static let rows: [(name: String, services: Int, scale: Int)] = [
    ("reference-l1", 5, 100), ("reference-l2", 15, 10_000), ("reference-l3", 70, 1_000_000),
    ("reference-l4", 220, 100_000_000),
  ]

  @Test(arguments: rows)
  func `a reference example is what the template writes`(_ row: (name: String, services: Int, scale: Int))
    throws
  {
    let system = ReferenceSystem.make(services: row.services, scale: row.scale)
    let text = DescriptionWriter.text(of: system, unknowns: .omitted)
    let path = "Examples/\(row.name)/tenfold.yaml"
    if TextFile.isRecording { TextFile.write(text, to: path) }
    #expect(TextFile.read(path) == text)
    let (read, diagnostics) = try DescriptionReader.read(text: text, file: path)
    #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message))")
    #expect(read.components.count { $0.kind == .service || $0.kind == .gateway } == row.services)
  }

  @Test func `any number of services at any scale is a system without a doubt`() throws {
    for services in [1, 2, 3, 7, 12, 33, 120, 400] {
      for scale in [1, 5_000, 300_000, 50_000_000] {
        let system = ReferenceSystem.make(services: services, scale: scale)
        #expect(system.components.count { $0.kind == .service || $0.kind == .gateway } == services)
        let text = DescriptionWriter.text(of: system)
        let (_, diagnostics) = try DescriptionReader.read(text: text, file: "made/tenfold.yaml")
        #expect(diagnostics.isEmpty, "\(services) at \(scale): \(diagnostics.map(\.message))")
      }
    }
  }
}
