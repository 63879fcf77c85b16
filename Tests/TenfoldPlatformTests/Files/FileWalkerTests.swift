import Glibc
import TenfoldTestSupport
import Testing

@testable import TenfoldPlatform

struct FileWalkerTests {
  @Test func `files come in a stable order with their paths below the root`() throws {
    let folder = try FixtureFolder()
    try folder.write("b/two.yaml", "2")
    try folder.write("a.yaml", "1")
    try folder.write("b/c/three.yaml", "3")
    let listing = try FileWalker().list(folder.path)
    #expect(listing.entries.map(\.path) == ["a.yaml", "b/two.yaml", "b/c/three.yaml"])
    #expect(listing.entries.map(\.size) == [1, 1, 1])
    #expect(listing.refusals.isEmpty)
  }

  @Test func `a link to its own folder neither loops nor doubles files`() throws {
    let folder = try FixtureFolder()
    try folder.write("a.yaml", "1")
    #expect(symlink(".", folder.path + "/loop.yaml") == 0)
    #expect(symlink(folder.path, folder.path + "/again") == 0)
    let listing = try FileWalker().list(folder.path)
    #expect(listing.entries.map(\.path) == ["a.yaml"])
  }

  @Test func `a link to itself, to nothing and to the outside is refused with its reason`() throws {
    let folder = try FixtureFolder()
    #expect(symlink("self.yaml", folder.path + "/self.yaml") == 0)
    #expect(symlink("gone", folder.path + "/nothing.yaml") == 0)
    #expect(symlink("/etc/hostname", folder.path + "/outside.yaml") == 0)
    let listing = try FileWalker().list(folder.path)
    #expect(listing.entries.isEmpty)
    #expect(listing.refusals.map(\.path) == ["nothing.yaml", "outside.yaml", "self.yaml"])
    #expect(listing.refusals[0].reason.contains("leads nowhere"))
    #expect(listing.refusals[1].reason.contains("leads out of the folder given"))
  }

  @Test func `a named pipe is refused without being opened`() throws {
    let folder = try FixtureFolder()
    #expect(mkfifo(folder.path + "/pipe.yaml", 0o600) == 0)
    let listing = try FileWalker().list(folder.path)
    #expect(listing.refusals.map(\.reason) == ["a named pipe, not a regular file; left unopened"])
  }

  @Test func `a name that is not UTF-8 is refused and the rest is listed`() throws {
    let folder = try FixtureFolder()
    try folder.write("good.yaml", "1")
    let name = Array(folder.path.utf8CString.dropLast()) + [0x2F, -1, -2, 0]
    let descriptor = name.withUnsafeBufferPointer { open($0.baseAddress!, O_CREAT | O_WRONLY, 0o600) }
    #expect(descriptor >= 0)
    close(descriptor)
    let listing = try FileWalker().list(folder.path)
    #expect(listing.entries.map(\.path) == ["good.yaml"])
    #expect(listing.refusals.map(\.reason) == ["its name is not UTF-8; rename it"])
  }

  @Test func `too many files end the walk with a note`() throws {
    let folder = try FixtureFolder()
    for number in 0..<20 { try folder.write("\(number).yaml", "") }
    let listing = try FileWalker(maximumEntries: 5).list(folder.path)
    #expect(listing.entries.count == 5)
    #expect(listing.refusals.count == 1)
    #expect(listing.refusals.first?.reason.contains("more than 5 files") == true)
  }

  @Test func `an unreadable folder is refused by name`() throws {
    guard getuid() != 0 else { return }  // the superuser may read everything
    let folder = try FixtureFolder()
    try folder.write("closed/a.yaml", "1")
    chmod(folder.path + "/closed", 0)
    defer { chmod(folder.path + "/closed", 0o700) }
    let listing = try FileWalker().list(folder.path)
    #expect(listing.refusals.map(\.path) == ["closed"])
    #expect(listing.refusals.first?.reason.hasPrefix("permission denied") == true)
  }
}
