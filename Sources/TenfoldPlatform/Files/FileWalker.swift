internal import Glibc

/// Lists the files under a folder, in a stable order, without being led astray.
///
/// Folders behind symbolic links are not entered: inside the folder they are found under their own name, and
/// outside of it they are not what was given. Symbolic links to files inside the folder count as files.
package struct FileWalker: Sendable {
  /// A regular file.
  package struct Entry: Sendable, Equatable {
    /// Path relative to the folder walked, with `/` between parts.
    package let path: String
    /// Path that the operating system opens.
    package let absolutePath: String
    /// Size in bytes.
    package let size: Int
  }

  /// A file or folder that is left out although it was asked for.
  package struct Refusal: Sendable, Equatable {
    package let path: String
    package let reason: String
  }

  /// What a walk found.
  package struct Listing: Sendable {
    package var entries: [Entry] = []
    package var refusals: [Refusal] = []
  }

  /// Decides by its path whether a file is wanted; asked before the file is looked at.
  package var wantsFile: @Sendable (_ path: String) -> Bool
  /// Decides whether to enter a folder, by its name and the names beside it.
  package var wantsFolder: @Sendable (_ name: String, _ siblings: Set<String>) -> Bool
  /// Most wanted files listed.
  package var maximumEntries: Int
  /// Most names looked at.
  package var maximumNames: Int

  package init(
    maximumEntries: Int = 100_000, maximumNames: Int = 5_000_000,
    wantsFolder: @escaping @Sendable (_ name: String, _ siblings: Set<String>) -> Bool = { _, _ in true },
    wantsFile: @escaping @Sendable (_ path: String) -> Bool = { _ in true }
  ) {
    self.wantsFile = wantsFile
    self.wantsFolder = wantsFolder
    self.maximumEntries = maximumEntries
    self.maximumNames = maximumNames
  }

  /// Lists the wanted files under a folder.
  ///
  /// - Parameter root: An absolute path without symbolic links, as ``FilePath/resolved(_:)`` gives it.
  /// - Throws: ``FileError`` when the folder itself cannot be read; anything below it becomes a refusal.
  /// - Complexity: O(names), one system call for each wanted file.
  package func list(_ root: String) throws(FileError) -> Listing {
    var listing = Listing()
    var pending = [""]
    var seen = 0
    while let folder = pending.popLast() {
      let names: [Name]
      do {
        names = try contents(of: folder.isEmpty ? root : root + "/" + folder)
      } catch {
        if folder.isEmpty { throw error }
        listing.refusals.append(Refusal(path: folder, reason: error.reason))
        continue
      }
      seen += names.count
      let siblings = Set(names.map(\.text))
      var folders: [String] = []
      for name in names.sorted(by: { $0.text < $1.text }) {
        let path = folder.isEmpty ? name.text : folder + "/" + name.text
        if name.isFolder {
          if wantsFolder(name.text, siblings) { folders.append(path) }
        } else if wantsFile(path) {
          guard listing.entries.count < maximumEntries else {
            listing.refusals.append(
              Refusal(
                path: folder.isEmpty ? "." : folder,
                reason: "more than \(maximumEntries) files that may matter; give a folder with fewer of them")
            )
            return listing
          }
          look(at: path, under: root, isSpelled: name.isSpelled, into: &listing)
        }
      }
      pending.append(contentsOf: folders.reversed())
      guard seen <= maximumNames else {
        listing.refusals.append(
          Refusal(
            path: folder.isEmpty ? "." : folder,
            reason: "more than \(maximumNames) files and folders; give a folder with fewer of them"))
        return listing
      }
    }
    return listing
  }

  /// A name in a folder.
  private struct Name {
    let text: String
    let isFolder: Bool
    /// False when the name is not UTF-8, so that `text` would not open it.
    let isSpelled: Bool
  }

  private func contents(of folder: String) throws(FileError) -> [Name] {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno) }
    guard let stream = fdopendir(descriptor) else {
      let code = errno
      close(descriptor)
      throw .system(code)
    }
    defer { closedir(stream) }
    var names: [Name] = []
    while let entry = readdir(stream) {
      let (text, isSpelled) = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { name in
          (String(cString: name), String(validatingCString: name) != nil)
        }
      }
      if text == "." || text == ".." { continue }
      var isFolder = entry.pointee.d_type == UInt8(DT_DIR)
      if entry.pointee.d_type == UInt8(DT_UNKNOWN) {
        var status = stat()
        isFolder =
          lstat(folder + "/" + text, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      }
      names.append(Name(text: text, isFolder: isFolder, isSpelled: isSpelled))
    }
    return names
  }

  private func look(at path: String, under root: String, isSpelled: Bool, into listing: inout Listing) {
    func refuse(_ reason: String) { listing.refusals.append(Refusal(path: path, reason: reason)) }
    guard isSpelled else { return refuse("its name is not UTF-8; rename it") }
    let absolute = root + "/" + path
    var status = stat()
    guard lstat(absolute, &status) == 0 else { return refuse(FileError.system(errno).reason) }
    if status.st_mode & S_IFMT == S_IFLNK {
      guard let target = try? FilePath.resolved(absolute) else {
        return refuse("a symbolic link that leads nowhere or back to itself; remove it or mend its target")
      }
      guard target.hasPrefix(root + "/") else {
        return refuse(
          "a symbolic link that leads out of the folder given; give the folder it leads to as well")
      }
      guard stat(absolute, &status) == 0 else { return refuse(FileError.system(errno).reason) }
      // A folder inside the root is walked under its own name.
      if status.st_mode & S_IFMT == S_IFDIR { return }
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      return refuse("\(FileReader.kind(of: status.st_mode)), not a regular file; left unopened")
    }
    listing.entries.append(Entry(path: path, absolutePath: absolute, size: Int(status.st_size)))
  }
}
