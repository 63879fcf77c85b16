import TenfoldApp
import TenfoldTestSupport
import Testing

struct ExplainTests {
  /// Ids of doubts, as the sources write them.
  private static func doubts(in folder: String = "Sources") -> Set<String> {
    var found: Set<String> = []
    for name in TextFile.names(in: folder) {
      let path = "\(folder)/\(name)"
      guard name.hasSuffix(".swift") else {
        found.formUnion(doubts(in: path))
        continue
      }
      for match in (TextFile.read(path) ?? "").matches(of: /"(TF-(?:[A-Z]{3,})-[0-9]{3})"/) {
        found.insert(String(match.1))
      }
    }
    return found
  }

  @Test func `every doubt that an answer may name is explained`() {
    let ids = Self.doubts()
    #expect(ids.count > 30)
    for id in ids.sorted() {
      let run = Run(["explain", id])
      #expect(run.status == .success && run.output.contains("To do"), "\(id): \(run.errors)")
    }
  }

  @Test(arguments: ["discover", "estimate", "analyze", "solve"])
  func `a description that cannot be understood ends with the reason`(_ command: String) throws {
    let folder = try FixtureFolder()
    try folder.write("tenfold.yaml", "tenfold: 1\nservices: [a, b]\n")
    let run = Run([command, folder.path])
    #expect(run.status == .unreadable, "\(run.output)")
    #expect(run.errors.contains("tenfold.yaml:2"), "\(run.errors)")
  }
}
