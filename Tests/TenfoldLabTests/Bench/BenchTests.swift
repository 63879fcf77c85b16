import TenfoldPlatform
import TenfoldTestSupport
import Testing

@testable import TenfoldLab

/// Benches of cheap processes, in folders of their own.
@Suite(.serialized) struct BenchTests {
  private let place: FixtureFolder

  init() throws { place = try FixtureFolder() }

  @Test func `a bench that stops leaves nothing: no process, no folder`() throws {
    let bench = try Bench(hasQuotas: false, searchPath: "/usr/bin:/bin", places: [place.path])
    try bench.start(Self.sleeper("a"))
    try bench.start(Self.sleeper("b"))
    let identities = bench.folder.records.compactMap(Self.identity)
    #expect(identities.count == 2 && identities.allSatisfy(\.isAlive))
    #expect(bench.isRunning("a") && bench.isRunning("b"))
    bench.stop()
    #expect(!identities.contains { $0.isAlive })
    #expect(FolderTree.names(in: place.path) == [])
    bench.stop()
  }

  @Test func `servers run under an account that is not privileged`() throws {
    let bench = try Bench(hasQuotas: false, searchPath: "/usr/bin:/bin", places: [place.path])
    let user = try bench.run(["/usr/bin/id", "-u"])
    #expect(user != "0\n")
  }

  @Test func `a server that ends, or is not ready in time, is told with the end of its log`() throws {
    let bench = try Bench(hasQuotas: false, searchPath: "/usr/bin:/bin", places: [place.path])
    var failing = Self.sleeper("failing")
    failing.words = ["/bin/sh", "-c", "echo no such database; exit 3"]
    failing.isReady = { false }
    let error = #expect(throws: LabError.self) { try bench.start(failing) }
    #expect(error?.description.contains("no such database") == true)
    var slow = Self.sleeper("slow")
    slow.patience = 0.1
    slow.isReady = { false }
    #expect(throws: LabError.notReady(server: "slow", seconds: 0.1, log: "")) { try bench.start(slow) }
  }

  @Test func `what a dead owner left is ended and removed, and what a living one has stays`() throws {
    let living = try Bench(hasQuotas: false, searchPath: "/usr/bin:/bin", places: [place.path])
    try living.start(Self.sleeper("living"))
    let left = try Self.process("/bin/sleep", "1000", noting: { _ in })
    let folder = try Self.folderOfTheDead(in: place)
    try folder.note(.process(left.identity, name: "left"))
    try place.write(folder.name + "/data/deep/file", "content")

    let removals = BenchCleaning.clean(in: [place.path])
    #expect(removals.map(\.folder) == [folder.path] && removals.first?.servers == ["left"])
    #expect(removals.first?.failures == [])
    #expect(!left.identity.isAlive && !OutputFile.exists(folder.path))
    #expect(living.isRunning("living"))
    // Every start of a bench does the same.
    let again = try Self.folderOfTheDead(in: place)
    _ = try Bench(hasQuotas: false, searchPath: "/usr/bin:/bin", places: [place.path])
    #expect(!OutputFile.exists(again.path))
  }

  @Test func `a process that got the number of a dead one is left alone`() throws {
    let stranger = try Self.process("/bin/sleep", "1000", noting: { _ in })
    defer { stranger.end([(EndSignal.kill, 5)]) }
    let folder = try Self.folderOfTheDead(in: place)
    try folder.note(
      .process(
        ProcessIdentity(number: stranger.identity.number, start: stranger.identity.start - 1), name: "db"))
    let removals = BenchCleaning.clean(in: [place.path])
    #expect(removals.first?.servers == [])
    #expect(stranger.isRunning())
    #expect(!OutputFile.exists(folder.path))
  }

  @Test func `a server runs only once it is noted`() throws {
    struct Refusal: Error {}
    let mark = place.path + "/ran"
    #expect(throws: Refusal.self) {
      try Self.process("/bin/sh", "-c", "touch \(mark)", noting: { _ in throw Refusal() })
    }
    MonotonicClock.pause(forSeconds: 0.1)
    #expect(!OutputFile.exists(mark))
  }

  @Test func `with quotas a server gets its cores and no more, and its group goes with the bench`() throws {
    let bench: Bench
    do {
      bench = try Bench(hasQuotas: true, searchPath: "/usr/bin:/bin", places: [place.path])
      var busy = Self.sleeper("busy")
      busy.words = ["/bin/sh", "-c", "while :; do :; done"]
      busy.cores = 0.2
      try bench.start(busy)
    } catch {
      print("skipped: \(error)")
      return
    }
    let group = try #require(bench.group(of: "busy"))
    let (begin, used) = (MonotonicClock.seconds, try #require(group.processorTime))
    MonotonicClock.pause(forSeconds: 0.5)
    let share = (try #require(group.processorTime) - used) / (MonotonicClock.seconds - begin)
    // 0.2 of a core; a machine with other work may give less.
    #expect(share > 0.02 && share < 0.25)
    // A crash of the owner leaves processes that are not its children: they are found in the group.
    let child = try #require(group.processes.first)
    bench.stop()
    #expect(!OutputFile.exists(group.folder))
    #expect(ProcessIdentity.of(child) == nil)
  }

  private static func sleeper(_ name: String) -> Server {
    Server(name: name, words: ["/bin/sleep", "1000"], end: [(EndSignal.terminate, 5)]) { true }
  }

  private static func process(
    _ words: String..., noting note: (ProcessIdentity) throws -> Void
  ) throws -> ServerProcess {
    try ServerProcess.start(words, environment: [:], output: "/dev/null", noting: note)
  }

  /// The folder of a bench whose owner has ended.
  private static func folderOfTheDead(in place: FixtureFolder) throws -> BenchFolder {
    let dead = try process("/bin/sleep", "1000", noting: { _ in })
    dead.end([(EndSignal.kill, 5)])
    let path = place.path + "/" + BenchFolder.prefix + "\(dead.identity.number)-\(dead.identity.start)-1"
    try FolderTree.make(path)
    return BenchFolder(path: path, owner: dead.identity)
  }

  private static func identity(_ record: BenchRecord) -> ProcessIdentity? {
    guard case .process(let identity, _) = record else { return nil }
    return identity
  }
}
