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

  @Test(arguments: [
    ("sharding", "not sharding db: reaches"),
    ("cache-aside", "step 1 of the way to 100,000 users against db CPU"),
    ("service-mesh", "relieves nothing yet"), ("canary", "not tried: it changes nothing that db CPU"),
    ("anycast-gslb", "not tried: it changes nothing that db CPU"),
    ("saturation", "db CPU: at 10,500 users"), ("staleness", "no limit of this kind"),
    ("TF-M2-1", "lacking: "),
  ])
  func `an id is explained in the system at hand`(_ id: String, _ said: String) {
    let run = Run(["explain", id, "--no-external", "--plain", "Examples/check-question"])
    #expect(run.output.contains(said), "\(run.output)\(run.errors)")
    #expect(run.output.contains("In check-question"))
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
