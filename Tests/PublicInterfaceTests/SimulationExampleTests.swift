import TenfoldModel
import TenfoldTestSupport
import Testing

struct SimulationExampleTests {
  @Test func `the guide's example simulates what it describes`() throws {
    let report = try simulationExample()
    #expect(report.journeys.map(\.name) == ["buy"])
    let buy = report.journeys[0]
    // 250 arrivals a second for 20 s, twice: ten thousand requests, of which chance takes or adds a few percent.
    #expect(abs(buy.throughput.estimate - 250) < 15)
    // No answer comes before the work of 20 ms is done.
    #expect(buy.responseTime.estimate > 0.019 && buy.responseTime.estimate < 0.2)
    #expect(report.components.map(\.name) == ["web", "db"])
    // Four cores for 250 · 12 ms.
    #expect(abs(report.components[0].utilization.estimate - 0.75) < 0.06)
  }

  @Test func `the guide shows the example that is built`() throws {
    let source = try #require(TextFile.read("Tests/PublicInterfaceTests/SimulationExample.swift"))
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex(of: "  // example"))
    let last = try #require(lines.firstIndex(of: "  // end"))
    let example = lines[(first + 1)..<last].map { $0.dropFirst(2) }.joined(separator: "\n")
    let guide = try #require(TextFile.read("docs/guides/simulating.md"))
    #expect(guide.contains(example), "docs/guides/simulating.md does not show the example as it is built")
  }
}
