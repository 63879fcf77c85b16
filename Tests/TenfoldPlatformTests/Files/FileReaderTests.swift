import Glibc
import TenfoldTestSupport
import Testing

@testable import TenfoldPlatform

struct FileReaderTests {
  @Test func `a file is read whole`() throws {
    let folder = try FixtureFolder()
    let text = String(repeating: "line\n", count: 500_000)
    try folder.write("long.txt", text)
    #expect(try FileReader.bytes(of: folder.path + "/long.txt", maximum: 1 << 24).count == text.utf8.count)
  }

  @Test func `a file above the limit names both sizes`() throws {
    let folder = try FixtureFolder()
    try folder.write("long.txt", String(repeating: "x", count: 5 << 20))
    #expect(
      throws: FileError("5 MiB, above the limit of 1 MiB; split it or leave out what does not matter")
    ) { try FileReader.bytes(of: folder.path + "/long.txt", maximum: 1 << 20) }
  }

  @Test(arguments: [("/dev/zero", "a device"), ("/tmp", "a folder"), ("/nowhere/at/all", "no such file")])
  func `what is no file is refused in words`(_ path: String, _ words: String) {
    let error = #expect(throws: FileError.self) { try FileReader.bytes(of: path, maximum: 10) }
    #expect(error?.reason.hasPrefix(words) == true)
  }

  @Test func `a file that claims to be empty is still read`() throws {
    #expect(try !FileReader.bytes(of: "/proc/self/status", maximum: 1 << 20).isEmpty)
  }

  @Test func `a pipe without a writer does not block`() throws {
    let folder = try FixtureFolder()
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    #expect(throws: FileError.self) { try FileReader.bytes(of: folder.path + "/pipe", maximum: 10) }
  }
}

struct FilePathTests {
  @Test(arguments: [
    ("a/b", "c.yaml", "a/b/c.yaml"), ("a/b", "../c.yaml", "a/c.yaml"), ("", "./c", "c"),
    ("a", "..", ""), ("a", "../..", nil), ("a", "/etc/passwd", nil), ("a", "~/x", nil), ("", ".", ""),
  ])
  func `a path is joined to its folder`(_ folder: String, _ path: String, _ expected: String?) {
    #expect(FilePath.joined(folder, path) == expected)
  }
}
