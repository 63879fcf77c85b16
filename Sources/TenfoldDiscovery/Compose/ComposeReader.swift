internal import TenfoldModel
internal import TenfoldPlatform

/// Reads Compose and Swarm stack files, as the Compose Specification defines them.
package enum ComposeReader {
  /// Every set of Compose files that the tree holds.
  ///
  /// A set whose ``DeclarationSet/isDefault`` is true is what `docker compose up` starts in its folder. Files beside
  /// it are sets of their own: an ``DeclarationSet/Role/overlay`` with the workloads of both together, an
  /// ``DeclarationSet/Role/alternative`` with its own. Of folders that describe the same services one keeps its
  /// default. With `options.composeFiles` there is exactly one set, of these files.
  package static func read(_ tree: SourceTree, options: DiscoveryOptions) -> [DeclarationSet] {
    if !options.composeFiles.isEmpty { return chosen(options, tree: tree) }
    let paths = tree.files.filter { ComposeFile.isCompose($0) }.map(\.path)
    let commands = ComposeCommands(tree: tree, composeFiles: Set(paths))
    let parts = partsOfOthers(paths, tree: tree)
    var folders = Dictionary(grouping: paths.filter { !parts.contains($0) }) { FilePath.folder(of: $0) }
    // A folder whose .env names files that lie elsewhere.
    for file in tree.files where file.name == ".env" && folders[file.folder] == nil && !paths.isEmpty {
      folders[file.folder] = []
    }
    var sets = folders.keys.sorted().flatMap { folder in
      ComposeFolder(
        folder: folder, paths: folders[folder] ?? [], tree: tree, profiles: options.profiles,
        commands: commands
      ).sets
    }
    // A file that the .env of another folder names is the base of two folders; the .env says how it is used.
    var seen = Set<String>()
    sets.removeAll { !seen.insert($0.name).inserted }
    relateFolders(&sets)
    return sets
  }

  /// The one set of the files that the user names with `-f`.
  private static func chosen(_ options: DiscoveryOptions, tree: SourceTree) -> [DeclarationSet] {
    let paths = options.composeFiles.map { ComposePath.resolved($0, in: "") }
    guard let first = paths.first, let project = ComposeProject(paths, tree: tree) else { return [] }
    return [project.declarations(name: first, profiles: options.profiles)]
  }

  /// Files that another file includes or extends: they are read with it.
  private static func partsOfOthers(_ paths: [String], tree: SourceTree) -> Set<String> {
    var parts = Set<String>()
    for path in paths {
      guard let file = tree[path] else { continue }
      for document in file.documents {
        let included =
          (document["include"].map { $0.string.map { [$0] } ?? $0.items.flatMap(pathsIncluded) }) ?? []
        let extended = (document["services"]?.entries ?? []).compactMap {
          $0.value[["extends", "file"]]?.string
        }
        for name in included + extended {
          let part = ComposePath.resolved(name, in: file.folder)
          if part != path { parts.insert(part) }
        }
      }
    }
    // Files that include each other: nothing would be left.
    return parts.isSuperset(of: paths) ? [] : parts
  }

  private static func pathsIncluded(_ item: YAMLNode) -> [String] {
    item["path"]?.strings ?? item.strings
  }

  /// Marks the default of a folder as a variant where another folder's describes the same services.
  private static func relateFolders(_ sets: inout [DeclarationSet]) {
    let defaults = sets.indices.filter { sets[$0].isDefault }
    let names = defaults.map { Set(sets[$0].workloads.map(\.name)) }
    // The widest description of a system comes first; of about equal ones, the one nearest to the top.
    func rank(_ index: Int) -> (Int, Int, String) {
      let name = sets[defaults[index]].name
      return (names[index].count.leadingZeroBitCount, depth(name), name)
    }
    let order = defaults.indices.sorted { rank($0) < rank($1) }
    var kept: [Int] = []
    for candidate in order {
      let wider = kept.first { other in
        let shared = names[candidate].intersection(names[other]).count
        return shared >= 2 && 2 * shared >= min(names[candidate].count, names[other].count)
      }
      if let wider {
        let main = sets[defaults[wider]].name
        let own = sets[defaults[candidate]].name
        for index in sets.indices where index == defaults[candidate] || sets[index].variantOf == own {
          sets[index].isDefault = false
          sets[index].variantOf = main
          if sets[index].role == .main { sets[index].role = .alternative }
        }
      } else {
        kept.append(candidate)
      }
    }
  }

  private static func depth(_ path: String) -> Int { path.count { $0 == "/" } }
}
