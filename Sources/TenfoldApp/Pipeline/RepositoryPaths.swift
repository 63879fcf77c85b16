internal import TenfoldDiscovery
internal import TenfoldPlatform

/// Names files as seen from the root of their repository, wherever Tenfold was started and whatever was given.
///
/// The root is the nearest folder above the first path that holds `.git`. Without one it is the working folder
/// where that lies above the path, and else the path's own folder.
package struct RepositoryPaths: Sendable {
  /// The root, as an absolute path.
  package let root: String
  /// Names that files of the result begin with, and the absolute folder or file each stands for.
  private let bases: [(name: String, path: String, isFolder: Bool)]

  /// Prepares for the paths of a command line.
  package init(paths: [String]) {
    let given = paths.filter { $0 != "-" }
    let resolved = given.compactMap { try? FilePath.resolved($0) }
    var names = Set<String>()
    var bases: [(name: String, path: String, isFolder: Bool)] = []
    for path in paths {
      guard path != "-", let absolute = try? FilePath.resolved(path),
        let kind = try? FilePath.kind(of: absolute)
      else { continue }
      if kind == .folder {
        let isAlone = paths.count == 1
        let name = isAlone ? "" : SourceTree.uniqueName(FilePath.name(of: absolute), among: &names)
        bases.append((name, absolute, true))
      } else {
        bases.append((SourceTree.uniqueName(FilePath.name(of: path), among: &names), absolute, false))
      }
    }
    self.bases = bases
    let first = resolved.first.map { path in
      (try? FilePath.kind(of: path)) == .folder ? path : FilePath.folder(of: path)
    }
    let working = try? FilePath.resolved(".")
    guard let start = first ?? working else {
      root = "/"
      return
    }
    root =
      Self.repository(around: start)
      ?? working.flatMap { start == $0 || start.hasPrefix($0 + "/") ? $0 : nil } ?? start
  }

  /// A file of the result, relative to the root; as it is when it lies outside.
  package func fromRoot(_ file: String) -> String {
    absolute(file).flatMap(relative) ?? file
  }

  /// A path of the command line, relative to the root; as it is when it lies outside.
  package func ofArgument(_ path: String) -> String {
    (try? FilePath.resolved(path)).flatMap(relative) ?? path
  }

  /// The folders given, as absolute paths.
  package var folders: [String] { bases.filter(\.isFolder).map(\.path) }

  private func absolute(_ file: String) -> String? {
    for base in bases {
      if base.isFolder, base.name.isEmpty { return "\(base.path)/\(file)" }
      if base.isFolder, file.hasPrefix(base.name + "/") { return base.path + file.dropFirst(base.name.count) }
      if !base.isFolder, file == base.name { return base.path }
    }
    return nil
  }

  private func relative(_ absolute: String) -> String? {
    let prefix = root == "/" ? "/" : root + "/"
    return absolute.hasPrefix(prefix) ? String(absolute.dropFirst(prefix.count)) : nil
  }

  private static func repository(around folder: String) -> String? {
    var folder = folder
    while !folder.isEmpty {
      if OutputFile.exists(folder + "/.git") { return folder }
      folder = FilePath.folder(of: folder)
    }
    return nil
  }
}
