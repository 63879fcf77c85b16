import Glibc
import TenfoldPlatform
import TenfoldTestSupport
import Testing

struct FileWatchTests {
  @Test func `what is written, added and removed is noticed once, and nothing else`() throws {
    let folder = try FixtureFolder()
    try folder.write("a/shop.yaml", "one")
    try folder.write(".git/index", "x")
    var watch = FileWatch([folder.path])
    func noticed() -> [String] {
      watch.changes().map { String($0.split(separator: "/").last ?? "") }.sorted()
    }
    #expect(noticed().isEmpty)
    try folder.write("a/shop.yaml", "other")
    #expect(noticed() == ["shop.yaml"])
    #expect(noticed().isEmpty)
    try folder.write("b.yaml", "")
    #expect(noticed() == ["b.yaml"])
    try folder.write(".git/index", "longer")
    #expect(noticed().isEmpty)
    unlink(folder.path + "/b.yaml")
    #expect(noticed() == ["b.yaml"])
  }

  @Test func `a file that is not there yet may come`() throws {
    let folder = try FixtureFolder()
    var watch = FileWatch([folder.path + "/tenfold.yaml"])
    #expect(watch.changes().isEmpty)
    try folder.write("tenfold.yaml", "tenfold: 1")
    #expect(watch.changes().count == 1)
  }
}
