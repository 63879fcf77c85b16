import TenfoldApp
import TenfoldModel
import TenfoldOutput
import TenfoldPlatform
import TenfoldTestSupport
import Testing

/// A saved result says again what it said when it was saved.
struct RenderTests {
  private static let shop = TextFile.root + "/Examples/shop-compose"
  private let folder: FixtureFolder

  init() throws { folder = try FixtureFolder() }

  private func text(of file: String) throws -> String {
    String(decoding: try FileReader.bytes(of: "\(folder.path)/\(file)", maximum: 1 << 24), as: UTF8.self)
  }

  @Test(arguments: ["shop-compose", "reference-l4"])
  func `the page from saved JSON, and from a saved page, is the page`(_ example: String) throws {
    let run = Run([
      "analyze", "--quiet", "--html", folder.path + "/page.html", "--json=" + folder.path + "/result.json",
      "\(TextFile.root)/Examples/\(example)",
    ])
    #expect(run.status == .success)
    let page = try text(of: "page.html")
    for saved in ["result.json", "page.html"] {
      let again = Run(["render", folder.path + "/" + saved, "--html", folder.path + "/again.html"])
      #expect(again.status == .success && again.errors.isEmpty, "\(again.errors)")
      #expect(again.output == run.output)
      let rendered = try text(of: "again.html")
      let differences = zip(page.split(separator: "\n"), rendered.split(separator: "\n")).filter { $0 != $1 }
      #expect(rendered.utf8.count == page.utf8.count && differences.isEmpty, "\(differences.prefix(3))")
    }
  }

  @Test func `an experiment of the lab becomes its table and its page, and the page becomes the page`() throws
  {
    let saved = TextFile.root + "/Tests/TenfoldAppTests/Fixtures/lab.json"
    let run = Run(["render", saved, "--html", folder.path + "/lab.html"])
    #expect(run.status == .success && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.hasPrefix("check-question: predicted before it was measured\n"))
    let again = Run(["render", folder.path + "/lab.html", "--html", folder.path + "/again.html"])
    #expect(again.status == .success && again.output == run.output)
    #expect(try text(of: "again.html") == text(of: "lab.html"))
    let whole = try String(decoding: FileReader.bytes(of: saved, maximum: 1 << 20), as: UTF8.self)
    #expect(Run(["render", "--json", saved]).output == whole)
    #expect(Run(["render", saved, "--sarif", folder.path + "/x.sarif"]).status == .usage)
    try folder.write("cut.json", String(whole.prefix(whole.count / 2)))
    try folder.write(
      "other.json", whole.replacing("\"schemaVersion\": \"1.0\"", with: "\"schemaVersion\": \"7.0\""))
    for (file, reason) in [("cut.json", "cut.json:"), ("other.json", "schema version 7.0")] {
      let refused = Run(["render", folder.path + "/" + file])
      #expect(refused.status == .unreadable && refused.errors.contains(reason), "\(refused.errors)")
    }
  }

  @Test func `every format from a saved result is the one that analyze writes`() throws {
    func formats(_ prefix: String) -> [String] {
      ["--sarif", "--junit", "--markdown", "--gitlab", "--badge"].flatMap {
        [$0, "\(folder.path)/\(prefix)\($0)"]
      }
    }
    let saved = folder.path + "/result.json"
    #expect(Run(["analyze", "--quiet", "--json=" + saved, Self.shop] + formats("a")).status == .success)
    #expect(Run(["render", "--quiet", saved] + formats("b")).status == .success)
    for format in ["--junit", "--markdown", "--badge"] {
      #expect(try text(of: "a" + format) == text(of: "b" + format), "\(format)")
    }
  }

  @Test func `a result without solved loads gives a page that says so, and what is none is refused`() throws {
    let saved = folder.path + "/result.json"
    _ = Run(["analyze", "--quiet", "--json=" + saved, Self.shop])
    let page = folder.path + "/page.html"
    let run = Run(["render", saved, "--html", page])
    #expect(run.status == .success && run.errors.contains("neither slider nor picture"), "\(run.errors)")
    #expect(try text(of: "page.html").contains("id=\"bottlenecks\""))
    _ = Run(["assess", "--json=" + folder.path + "/levels.json", Self.shop])
    let levels = Run(["render", folder.path + "/levels.json", "--html", page])
    #expect(levels.status == .unreadable && levels.errors.contains("no limits in it"), "\(levels.errors)")
    #expect(Run(["render", Self.shop + "/compose.yaml", "--html", page]).status == .unreadable)
    #expect(Run(["render", folder.path + "/nothing.json"]).status == .unreadable)
  }
}
