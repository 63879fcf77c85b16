import TenfoldDiscovery
import TenfoldModel
import TenfoldTestSupport
import Testing

struct DescribeGuideTests {
  private let path = "docs/guides/describe.md"

  @Test(arguments: ["docs/guides/describe.md", "docs/guides/modelling.md"])
  func `every block of YAML in the guides is read without a doubt`(_ path: String) throws {
    let guide = try #require(TextFile.read(path))
    let blocks = guide.split(separator: "```yaml\n").dropFirst().compactMap {
      $0.split(separator: "```").first
    }
    #expect(blocks.count >= 4)
    for block in blocks {
      let (_, diagnostics) = try DescriptionReader.read(text: String(block), file: path)
      #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message)) in\n\(block)")
    }
  }

  @Test(
    .serialized,
    arguments: [("diagnostics", DescriptionSchema.problems), ("keys", DescriptionSchema.reference)])
  func `the guide lists what the reader knows`(_ name: String, _ expected: String) throws {
    let guide = try #require(TextFile.read(path))
    let (start, end) = ("<!-- \(name) -->\n", "<!-- end of \(name) -->")
    let from = try #require(guide.range(of: start)?.upperBound)
    let to = try #require(guide.range(of: end)?.lowerBound)
    if TextFile.isRecording {
      TextFile.write(String(guide[..<from]) + "\n" + expected + "\n" + String(guide[to...]), to: path)
    } else {
      #expect(guide[from..<to] == "\n" + expected + "\n")
    }
  }
}

extension String {
  fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
