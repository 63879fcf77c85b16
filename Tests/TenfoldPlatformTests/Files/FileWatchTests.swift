import TenfoldPlatform
import TenfoldTestSupport
import Testing

struct FileWatchTests {
  @Test func `what is written, added and removed is noticed once, and nothing else`() throws {
    let folder = try FixtureFolder()
    try folder.write("a/shop.yaml", "one")
    try folder.write(".git/index", "x")
    var watch = FileWatch([folder.path])
    func isNoticed() -> Bool { watch.hasChanged() }
    #expect(!isNoticed())
    try folder.write("a/shop.yaml", "other")
    #expect(isNoticed())
    #expect(!isNoticed())
    try folder.write("b.yaml", "")
    #expect(isNoticed())
    try folder.write(".git/index", "longer")
    #expect(!isNoticed())
  }

  @Test func `a file that is not there yet may come`() throws {
    let folder = try FixtureFolder()
    var watch = FileWatch([folder.path + "/tenfold.yaml"])
    func isNoticed() -> Bool { watch.hasChanged() }
    #expect(!isNoticed())
    try folder.write("tenfold.yaml", "tenfold: 1")
    #expect(isNoticed())
  }
}
