import TenfoldTestSupport
import Testing

/// Which target may import which: the flow of data, one way.
struct ImportRuleTests {
  private static let platform: Set = ["Glibc", "Darwin", "Musl"]
  private static let allowed: [String: Set<String>] = [
    "TenfoldModel": [],
    "TenfoldPlatform": platform.union(["CYAML", "CWebServer"]),
    "TenfoldCatalog": ["TenfoldModel"],
    "TenfoldDiscovery": ["TenfoldModel", "TenfoldCatalog", "TenfoldPlatform"],
    "TenfoldMaturity": ["TenfoldModel"],
    "TenfoldQueueing": ["TenfoldModel"],
    "TenfoldSimulation": ["TenfoldModel"],
    "TenfoldAdvisor": ["TenfoldModel", "TenfoldCatalog", "TenfoldMaturity", "TenfoldQueueing"],
    "TenfoldOutput": ["TenfoldModel", "TenfoldCatalog", "TenfoldMaturity"],
    "TenfoldGenerate": ["TenfoldModel", "TenfoldCatalog"],
    "TenfoldLoad": ["TenfoldModel", "TenfoldPlatform"],
    "TenfoldReplica": [],
    "TenfoldService": [
      "TenfoldModel", "TenfoldPlatform", "TenfoldReplica", "CMicroHTTPD", "CPostgreSQL", "CHiredis", "CNATS",
    ],
    "tenfold-service": ["TenfoldService", "TenfoldPlatform", "TenfoldReplica"],
    "TenfoldLab": [
      "TenfoldModel", "TenfoldOutput", "TenfoldGenerate", "TenfoldPlatform", "TenfoldLoad", "TenfoldReplica",
    ],
    "TenfoldApp": [
      "TenfoldModel", "TenfoldCatalog", "TenfoldDiscovery", "TenfoldMaturity", "TenfoldQueueing",
      "TenfoldSimulation", "TenfoldAdvisor", "TenfoldOutput", "TenfoldGenerate", "TenfoldPlatform",
      "TenfoldLoad", "TenfoldLab",
    ],
    "tenfold": ["TenfoldApp", "TenfoldPlatform"],
  ]
  /// The C mathematics may be reached from one folder of the model.
  private static let everywhere: Set = ["Synchronization", "FoundationEssentials"]
  private static let numerics = "Sources/TenfoldModel/Numerics/"

  private static let sources = TextFile.all(below: "Sources").filter { $0.hasSuffix(".swift") }

  @Test func `every target of the sources has a rule`() {
    let targets = Set(Self.sources.compactMap { $0.split(separator: "/").dropFirst().first.map(String.init) })
    #expect(targets == Set(Self.allowed.keys))
  }

  @Test(arguments: allowed.keys.sorted())
  func `a target imports only what stands before it in the flow`(_ target: String) throws {
    let allowed = try #require(Self.allowed[target]).union(Self.everywhere)
    for path in Self.sources where path.hasPrefix("Sources/\(target)/") {
      let extra = path.hasPrefix(Self.numerics) ? Self.platform : []
      for module in Self.imports(of: TextFile.read(path) ?? "") {
        #expect(allowed.union(extra).contains(module), "\(path) imports \(module)")
      }
    }
  }

  @Test func `imports are found whatever stands before the word`() {
    let text =
      "import A\n  internal import B.C\n@testable public import D\n// import E\nlet import2 = 1\n@_exported import struct F.G"
    #expect(Self.imports(of: text) == ["A", "B", "D", "F"])
  }

  private static func imports(of text: String) -> [String] {
    let kinds: Set<Substring> = ["struct", "enum", "class", "protocol", "func", "var", "typealias"]
    return text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").drop {
        $0.hasPrefix("@") || ["public", "package", "internal"].contains($0)
      }
      guard words.first == "import" else { return nil }
      let name = words.dropFirst().first { !kinds.contains($0) }
      return name.map { String($0.prefix { $0 != "." }) }
    }
  }
}
