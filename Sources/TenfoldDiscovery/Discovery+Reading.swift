import TenfoldModel
import TenfoldPlatform

/// Reads folders and files to what they say about a system.
public enum Discovery {
  /// Reads everything under the paths given and merges it to one system.
  ///
  /// Folders, files and dumps together are one system. A file that cannot be read is named in the inventory
  /// and never ends the reading.
  ///
  /// - Parameters:
  ///   - paths: Folders and files; `-` is standard input.
  ///   - options: Choices of the user.
  /// - Returns: What was found and where, and the same as a model.
  /// - Throws: ``DiscoveryError`` when a path cannot be read, when nothing describes a system, and when a
  ///   chosen set of files does not exist.
  /// - Complexity: Linear in the size of the files.
  public static func read(
    paths: [String], options: DiscoveryOptions = DiscoveryOptions()
  ) throws(DiscoveryError) -> Discovered {
    let discovered = try read(SourceTree.read(paths: paths), options: options, name: systemName(of: paths))
    // A folder of pipelines or of files that cannot be read still says something; an empty one does not.
    let inventory = discovered.inventory
    guard
      !discovered.system.components.isEmpty || !inventory.facts.isEmpty || !inventory.fileSets.isEmpty
        || !inventory.unread.isEmpty
    else { throw .nothingFound(paths: paths) }
    return discovered
  }

  /// Reads files already in memory; the fuzzer begins here.
  package static func read(
    _ tree: SourceTree, options: DiscoveryOptions, name: String
  ) throws(DiscoveryError) -> Discovered {
    try merge(
      tree: tree, sets: declarationSets(in: tree, options: options), options: options, name: name)
  }

  /// Merges sets already read; tests begin here.
  package static func merge(
    tree: SourceTree, sets: [DeclarationSet], options: DiscoveryOptions = DiscoveryOptions(),
    name: String = "system"
  ) throws(DiscoveryError) -> Discovered {
    let merged = try MergedSystem(tree: tree, sets: sets, options: options)
    var inventory = merged.inventory()
    let chosen = Set(merged.choice.inUse.map { sets[$0].name })
    inventory.facts =
      PipelineReader.facts(tree)
      + SignalReader.facts(tree, sets: sets, chosen: chosen, aside: Set(inventory.setAside.map(\.name)))
      + merged.facts(inventory)
    var discovered = Discovered(inventory: inventory, system: merged.system(named: name))
    discovered.addDescriptions(of: tree)
    return discovered
  }

  private static func declarationSets(in tree: SourceTree, options: DiscoveryOptions) -> [DeclarationSet] {
    ComposeReader.read(tree, options: options) + KubernetesReader.read(tree, options: options)
      + HelmReader.read(tree, options: options)
  }

  /// Last part of the first path: what people call the system.
  private static func systemName(of paths: [String]) -> String {
    guard let first = paths.first, first != "-" else { return "system" }
    let last = first.split(separator: "/").last.map(String.init)
    // `.` and `..` are called what the folders they stand for are called.
    let isDots = last == nil || last == "." || last == ".."
    let named =
      isDots ? ProcessEnvironment.absolutePath(of: first)?.split(separator: "/").last.map(String.init) : last
    return named ?? "system"
  }
}
