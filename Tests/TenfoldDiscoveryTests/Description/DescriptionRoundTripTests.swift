import Foundation
import TenfoldDiscovery
import TenfoldModel
import TenfoldTestSupport
import Testing

struct DescriptionRoundTripTests {
  @Test func `reading what was written gives every random system again`() throws {
    for seed in 0..<UInt64(100) {
      var random = RandomSystem(seed: seed)
      let system = random.make()
      let text = DescriptionWriter.text(of: system)
      let (again, diagnostics) = try DescriptionReader.read(text: text, file: "random/tenfold.yaml")
      guard try withoutPlaces(again) == withoutPlaces(system) else {
        Issue.record(
          "seed \(seed):\n\(try withoutPlaces(again))\nis not\n\(try withoutPlaces(system))\n\(text)")
        return
      }
      let doubts = diagnostics.filter {
        $0.id == "TF-DESC-002" || $0.id == "TF-DESC-003" || $0.id == "TF-DESC-001"
      }
      #expect(doubts.isEmpty, "seed \(seed): \(doubts.map(\.message))")
    }
  }

  @Test func `writing twice gives the same text`() throws {
    for seed in 0..<UInt64(50) {
      var random = RandomSystem(seed: seed)
      let first = DescriptionWriter.text(of: random.make(), unknowns: .omitted)
      let (again, _) = try DescriptionReader.read(text: first, file: "random/tenfold.yaml")
      var bare = again
      for index in bare.components.indices { bare.components[index].evidence = [] }
      #expect(DescriptionWriter.text(of: bare, unknowns: .omitted) == first)
    }
  }

  @Test func `what is unknown is a comment that says what would tell it`() {
    let text = DescriptionWriter.text(
      of: System(
        name: "s",
        components: [
          Component(
            name: "a", kind: .service, operations: [Operation(name: "o")],
            evidence: [SourceLocation(file: "compose.yaml", line: 12)])
        ]))
    #expect(text.contains("# cpu: unknown; measure CPU time over requests"))
    #expect(text.contains("# found in compose.yaml:12"))
    #expect(!DescriptionWriter.text(of: System(name: "s"), unknowns: .omitted).contains("#"))
  }

  /// The system as text without the places its numbers and components were written at.
  private func withoutPlaces(_ system: System) throws -> String {
    var system = system
    for index in system.components.indices { system.components[index].evidence = [] }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(system), as: UTF8.self)
    return text.replacing(/"at":\{"file":"[^"]*","line":[0-9]+\},?/, with: "")
  }
}
