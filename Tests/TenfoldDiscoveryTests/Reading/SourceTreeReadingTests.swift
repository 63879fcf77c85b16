import Glibc
import TenfoldModel
import TenfoldPlatform
import TenfoldTestSupport
import Testing

@testable import TenfoldDiscovery

struct SourceTreeReadingTests {
  @Test func `relevant files are read, source code is listed, the rest is left alone`() throws {
    let folder = try FixtureFolder()
    try folder.write("compose.yaml", "services: {web: {image: nginx}}")
    try folder.write(".env", "A=1")
    try folder.write(".github/workflows/ci.yml", "on: push")
    try folder.write("web/Dockerfile", "FROM scratch")
    try folder.write("web/main.go", "package main")
    try folder.write("web/logo.png", "x")
    try folder.write("web/package-lock.json", "{}")
    try folder.write("node_modules/x/compose.yaml", "services: {}")
    let tree = try SourceTree.read(paths: [folder.path])
    #expect(
      tree.files.map(\.path) == [".env", ".github/workflows/ci.yml", "compose.yaml", "web/Dockerfile"])
    #expect(tree.sourceFiles == ["web/main.go"])
    #expect(tree.unread.isEmpty)
    #expect(tree["compose.yaml"]?.documents.first?[["services", "web", "image"]]?.string == "nginx")
  }

  @Test func `a folder of build outputs is skipped only beside a build file`() throws {
    let folder = try FixtureFolder()
    try folder.write("java/pom.xml", "<project/>")
    try folder.write("java/target/app.yaml", "a: 1")
    try folder.write("deploy/build/app.yaml", "a: 1")
    let tree = try SourceTree.read(paths: [folder.path])
    #expect(tree.files.map(\.path) == ["deploy/build/app.yaml", "java/pom.xml"])
  }

  @Test func `several folders are told apart by name, even by the same name`() throws {
    let first = try FixtureFolder()
    let second = try FixtureFolder()
    try first.write("app/a.yaml", "a: 1")
    try second.write("app/b.yaml", "b: 1")
    try second.write("c.yaml", "c: 1")
    let tree = try SourceTree.read(
      paths: [first.path + "/app", second.path + "/app", second.path + "/c.yaml"])
    #expect(tree.files.map(\.path) == ["app-2/b.yaml", "app/a.yaml", "c.yaml"])
  }

  @Test func `a folder given twice is read once`() throws {
    let folder = try FixtureFolder()
    try folder.write("app/a.yaml", "a: 1")
    let tree = try SourceTree.read(paths: [folder.path, folder.path + "/app"])
    #expect(tree.files.count == 1)
  }

  @Test func `a Compose file given by itself brings its .env`() throws {
    let folder = try FixtureFolder()
    try folder.write("compose.yaml", "services: {}")
    try folder.write(".env", "A=1")
    try folder.write("other.yaml", "x: 1")
    let tree = try SourceTree.read(paths: [folder.path + "/compose.yaml"])
    #expect(tree.files.map(\.path) == [".env", "compose.yaml"])
  }

  @Test func `a dump is read as YAML whatever it is called, when it is given by name`() throws {
    let folder = try FixtureFolder()
    try folder.write("dump.txt", "kind: List\nitems: []\n")
    try folder.write("other.txt", "hello")
    let tree = try SourceTree.read(paths: [folder.path + "/dump.txt", folder.path + "/other.txt"])
    #expect(tree.files.map(\.documents.count) == [1, 0])
    #expect(try SourceTree.read(paths: [folder.path]).files.isEmpty)
  }

  @Test func `a path that does not exist is an error that names it`() {
    let error = #expect(throws: DiscoveryError.self) { try SourceTree.read(paths: ["/nowhere/shop"]) }
    #expect(error?.description == "/nowhere/shop: no such file or folder; check the spelling")
  }

  @Test func `a chart's file that is no YAML yet is a template, not unread`() throws {
    let folder = try FixtureFolder()
    try folder.write("bad.yaml", "{{- if .Values.on }}\nkind: Service\n{{- end }}\n")
    try folder.write("good.yaml", "name: {{ .Values.name }}\nkind: Service\n")
    try folder.write("rules.yaml", "summary: Instance {{ $labels.instance }} down\n")
    let tree = try SourceTree.read(paths: [folder.path])
    #expect(tree.files.map(\.isTemplate) == [true, true, false])
    #expect(tree["bad.yaml"]?.documents.isEmpty == true)
    #expect(tree.unread.isEmpty)
  }

  @Test func `texts of PowerShell, with a byte order mark and with JSON escapes are read`() throws {
    let folder = try FixtureFolder()
    try folder.write(
      "utf16.yaml", [0xFF, 0xFE] + Array("kind: Pod".utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
    try folder.write("mark.yaml", [0xEF, 0xBB, 0xBF] + Array("kind: Pod".utf8))
    try folder.write("dump.json", #"{"kind":"Pod","apiVersion":"v1","note":"\ud83d\ude00 \\ud83d"}"#)
    let tree = try SourceTree.read(paths: [folder.path])
    #expect(tree.files.map { $0.documents.first?["kind"]?.string } == ["Pod", "Pod", "Pod"])
    #expect(tree["dump.json"]?.documents.first?["note"]?.string == "\u{1F600} \\ud83d")
  }

  @Test func `large JSON is read only when it describes something`() throws {
    let folder = try FixtureFolder()
    let filler = String(repeating: "[1,2,3],", count: 400_000)
    try folder.write("places.json", "{\"x\":[\(filler)[]]}")
    try folder.write(
      "trace.json", "{\"resourceSpans\":[], \"x\":\"\(String(repeating: "y", count: 5 << 20))\"}")
    let tree = try SourceTree.read(paths: [folder.path])
    #expect(tree.files.map(\.path) == ["trace.json"])
    #expect(tree.files.first?.documents.isEmpty == true)
    #expect(tree.files.first?.bytes.count ?? 0 > 5 << 20)
  }

  /// A file that hurts, and what its reader is told.
  struct Hostile: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let message: String
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ message: String) {
      self.init(name, Array(text.utf8), message)
    }

    init(_ name: String, _ bytes: [UInt8], _ message: String) {
      self.name = name
      self.bytes = bytes
      self.message = message
    }

    static let all = [
      Hostile("nul.yaml", [0x61, 0x0A, 0x62, 0, 0x63], "2:1: a NUL byte"),
      Hostile("nul.conf", [0x61, 0x0A, 0x62, 0, 0x63], "line 2: a NUL byte"),
      Hostile(
        "latin.yaml", Array("a: 1\nb: ".utf8) + [0xE9, 0x0A], "2:4: not UTF-8; save the file as UTF-8"),
      Hostile("tab.yaml", "a:\n\tb: 1\n", "2:1: "),
      Hostile("cut.json", "{\"services\": {\"web\": {\"image\": \"ngi", "1:"),
      Hostile("deep.yaml", String(repeating: "[", count: 10_000), "1:202: nested deeper than 200 levels"),
      Hostile(
        "bomb.yaml",
        "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
          + zip("bcdefghij", "abcdefghi").map {
            "\($0): &\($0) [\(Array(repeating: "*\($1)", count: 10).joined(separator: ","))]\n"
          }
          .joined(),
        "more than 2000000 nodes once its aliases are expanded"),
      Hostile("recursive.yaml", "a: &a [*a]\n", "alias *a has no anchor &a before it"),
      Hostile("alias.yaml", "a: *missing\n", "1:4: alias *missing has no anchor &missing before it"),
    ]
  }

  @Test(arguments: Hostile.all)
  func `a hostile file becomes unread with a message, and the rest goes on`(_ hostile: Hostile) throws {
    let folder = try FixtureFolder()
    try folder.write(hostile.name, hostile.bytes)
    try folder.write("compose.yaml", "services: {}")
    let tree = try SourceTree.read(paths: [folder.path])
    #expect(tree.files.map(\.path) == ["compose.yaml"])
    #expect(tree.unread.map(\.file) == [hostile.name])
    #expect(
      tree.unread.first?.reason.contains(hostile.message) == true,
      "message: \(tree.unread.first?.reason ?? "none")")
  }

  @Test func `an empty file and a file of comments are read and hold nothing`() throws {
    let folder = try FixtureFolder()
    try folder.write("empty.yaml", "")
    try folder.write("comments.yaml", "# nothing\n---\n# here\n")
    let tree = try SourceTree.read(paths: [folder.path])
    #expect(tree.files.map(\.documents.count) == [0, 0])
    #expect(tree.unread.isEmpty)
  }

  @Test func `a sparse file above the limit is named and not loaded`() throws {
    let folder = try FixtureFolder()
    try folder.write("huge.yaml", "")
    #expect(truncate(folder.path + "/huge.yaml", 80 << 20) == 0)
    let tree = try SourceTree.read(paths: [folder.path])
    #expect(tree.unread.first?.reason.hasPrefix("80 MiB, above the limit of 64 MiB") == true)
  }

  @Test func `more text than the limit is refused file by file`() throws {
    let folder = try FixtureFolder()
    for name in ["a", "b", "c"] {
      try folder.write(name + ".yaml", "x: " + String(repeating: "y", count: 500))
    }
    var limits = SourceTree.Limits()
    limits.totalBytes = 1100
    let tree = try SourceTree.read(paths: [folder.path], limits: limits)
    #expect(tree.files.map(\.path) == ["a.yaml", "b.yaml"])
    #expect(tree.unread.map(\.file) == ["c.yaml"])
  }
}
