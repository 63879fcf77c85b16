internal import TenfoldPlatform

/// The folder of one bench: its data, its logs, and the file that says what it started.
///
/// Its name says whose it is, by the number and start of the process that made it, so that from the first moment on
/// everybody can tell whether its owner still lives.
struct BenchFolder: Equatable {
  /// What the names of all of them, and of their groups, begin with.
  static let prefix = "tenfold-lab-"
  /// Bytes that the disk in memory must have free to be taken.
  private static let leastRoom = 1e9

  /// Its path.
  let path: String
  /// The process that made it.
  let owner: ProcessIdentity

  private var stateFile: String { path + "/state" }
  /// Its name.
  var name: String { FilePath.name(of: path) }

  /// Where benches are: the disk in memory, and the one for temporary files.
  static let places = ["/dev/shm", "/tmp"]

  /// Makes one for this process.
  ///
  /// - Throws: ``LabError`` when none can be made.
  static func make(in places: [String] = places) throws(LabError) -> BenchFolder {
    guard let owner = ProcessIdentity.own else {
      throw .refused("the kernel does not tell about processes: /proc is needed")
    }
    let place = places.first { FolderTree.room(at: $0) >= leastRoom } ?? places.last ?? "/tmp"
    // A process may have several benches, one after the other or at once.
    var number = 1
    while true {
      let path = "\(place)/\(prefix)\(owner.number)-\(owner.start)-\(number)"
      if OutputFile.exists(path) {
        number += 1
        continue
      }
      do {
        try FolderTree.make(path)
        return BenchFolder(path: path, owner: owner)
      } catch {
        throw .refused("\(path) cannot be made: \(error)")
      }
    }
  }

  /// Those of this account, whether their owners live or not.
  static func all(in places: [String] = places) -> [BenchFolder] {
    places.flatMap { place in
      FolderTree.names(in: place).compactMap { name -> BenchFolder? in
        guard name.hasPrefix(prefix), FolderTree.isOwn(place + "/" + name) else { return nil }
        let words = name.dropFirst(prefix.count).split(separator: "-")
        guard words.count == 3, let number = Int32(words[0]), let start = UInt64(words[1]) else { return nil }
        return BenchFolder(
          path: place + "/" + name, owner: ProcessIdentity(number: number, start: start))
      }
    }
  }

  /// Notes what is about to be started. What is not noted must not be started.
  func note(_ record: BenchRecord) throws(LabError) {
    do {
      try OutputFile.append(record.text, to: stateFile)
    } catch {
      throw .refused("\(error)")
    }
  }

  /// What was noted, in that order.
  var records: [BenchRecord] { BenchRecord.all(in: KernelFile.read(stateFile) ?? "") }
}
