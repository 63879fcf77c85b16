import TenfoldAdvisor
import TenfoldDiscovery
import TenfoldModel
import TenfoldTestSupport
import Testing

/// The check question and its twin as they ship.
struct ExampleTests {
  private func plan(_ example: String) throws -> [String] {
    let file = "Examples/\(example)/tenfold.yaml"
    let text = try #require(TextFile.read(file), "\(file) is missing")
    let (system, _) = try DescriptionReader.read(text: text, file: file)
    let analysis = try Advisor.analyze(
      system, inventory: nil, assessment: Assessment(levels: [:]), options: AnalysisOptions(growth: 10))
    #expect(analysis.constraints.first?.subject == "db" || analysis.constraints.first?.kind == "latency")
    return analysis.plan.map(\.remedy)
  }

  @Test func `the check question is answered by a cache and replicas before shards`() throws {
    let plan = try plan("check-question")
    let shards = plan.firstIndex(of: "sharding") ?? plan.count
    for remedy in ["cache-aside", "read-replicas"] {
      let position = try #require(plan.firstIndex(of: remedy), "\(plan)")
      #expect(position < shards, "\(plan)")
    }
  }

  @Test func `its write-heavy twin is answered without cache and replicas`() throws {
    let plan = try plan("check-question-writes")
    #expect(!plan.contains("cache-aside") && !plan.contains("read-replicas"), "\(plan)")
  }
}
