internal import TenfoldPlatform

/// Takes away what a bench left whose owner is dead.
public enum BenchCleaning {
  /// What one bench had left.
  public struct Removal: Sendable, Hashable {
    /// Its folder.
    public let folder: String
    /// Names of the servers that still ran and were ended.
    public let servers: [String]
    /// Groups of processes that were removed.
    public let groups: [String]
    /// What could not be taken away, in sentences.
    public let failures: [String]
  }

  /// Ends what benches of this account started whose owners are dead, and removes their groups and folders.
  ///
  /// A process is ended only when the moment of its start is the one that was noted, or when it is in a group that the
  /// bench made.
  public static func clean() -> [Removal] { clean(in: BenchFolder.places) }

  static func clean(in places: [String]) -> [Removal] {
    BenchFolder.all(in: places).filter { !$0.owner.isAlive }.map(remove)
  }

  /// Ends and removes everything of one bench.
  static func remove(_ folder: BenchFolder) -> Removal {
    var (servers, groups, failures): ([String], [String], [String]) = ([], [], [])
    // What was started last may depend on what was started before.
    for record in folder.records.reversed() {
      switch record {
      case .process(let identity, let name):
        guard identity.isAlive else { continue }
        servers.append(name)
        let descendants = identity.descendants
        for process in [identity] + descendants where !process.end(Server.gentleEnd) {
          failures.append("process \(process.number) (\(name)) does not end")
        }
      case .group(let name):
        guard let tree = ControlGroupTree.ofProcess() else { continue }
        let group = ControlGroup(named: name, in: tree)
        if remove(group) { groups.append(name) } else { failures.append("\(group.folder) cannot be removed") }
      }
    }
    for name in FolderTree.names(in: folder.path) { removeSharedMemory(ofData: folder.path + "/" + name) }
    if !FolderTree.remove(folder.path) { failures.append("\(folder.path) cannot be removed") }
    return Removal(folder: folder.path, servers: servers, groups: groups, failures: failures)
  }

  /// A PostgreSQL that was killed leaves a small segment of shared memory, whose number its data folder tells.
  private static func removeSharedMemory(ofData folder: String) {
    for file in [folder + "/postmaster.pid", folder + "/data/postmaster.pid"] {
      let lines = (KernelFile.read(file) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
      guard lines.count > 6, let segment = lines[6].split(separator: " ").last.flatMap({ Int32($0) }) else {
        continue
      }
      let deadline = MonotonicClock.seconds + 2
      while !SharedMemory.remove(segment), MonotonicClock.seconds < deadline {
        MonotonicClock.pause(forSeconds: 0.01)
      }
    }
  }

  /// Ends what is in a group and removes it.
  ///
  /// - Returns: False when it stays.
  static func remove(_ group: ControlGroup) -> Bool {
    let deadline = MonotonicClock.seconds + 5
    while !group.remove() {
      guard MonotonicClock.seconds < deadline else { return false }
      for number in group.processes { ProcessIdentity.of(number)?.signal(EndSignal.kill) }
      MonotonicClock.pause(forSeconds: 0.005)
    }
    return true
  }
}
