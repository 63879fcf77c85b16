import TenfoldCatalog
import TenfoldOutput
import TenfoldTestSupport
import Testing

/// The pages under `docs/remedies` and `docs/constraints` are those of the program, no more and no less.
struct ReferencePageTests {
  private static let pages =
    [("remedies/README", ReferencePages.remedies), ("constraints/README", ReferencePages.constraints)]
    + Catalog.remedies.map { ("remedies/\($0.id)", ReferencePages.page(of: $0)) }
    + ConstraintGlossary.entries.map { ("constraints/\($0.kind)", ReferencePages.page(of: $0)) }

  @Test func `every remedy and constraint has a page that says what the program says`() {
    for (name, text) in Self.pages {
      let path = "docs/\(name).md"
      if TextFile.isRecording { TextFile.write(text, to: path) }
      #expect(TextFile.read(path) == text, "\(path) is missing or stale; run make golden")
    }
  }

  @Test func `no page is left of one that is gone`() {
    let wanted = Set(Self.pages.map { "docs/\($0.0).md" })
    for path in TextFile.all(below: "docs/remedies") + TextFile.all(below: "docs/constraints") {
      #expect(wanted.contains(path), "\(path) belongs to nothing; remove it")
    }
  }
}
