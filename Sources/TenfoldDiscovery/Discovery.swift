public import TenfoldModel

/// What can be chosen when reading a system.
public struct DiscoveryOptions: Sendable {
  /// Use `kubectl`, `kustomize` and `helm` where they are installed.
  public var usesExternalTools = true
  /// Compose files to use together (`-f`), relative to the folder; empty to find them.
  public var composeFiles: [String] = []
  /// Active Compose profiles.
  public var profiles: [String] = []
  /// Sets of files to use, by ``TenfoldModel/Inventory/FileSet/name``; empty to choose.
  public var fileSets: [String] = []

  /// The choices made unless told otherwise.
  public init() {}
}

/// Why nothing could be read at all.
public enum DiscoveryError: Error, Sendable, CustomStringConvertible {
  /// A path given does not exist or may not be read.
  case unreadable(path: String, reason: String)
  /// No path holds anything that describes a system.
  case nothingFound(paths: [String])
  /// A chosen set of files is not among those found.
  case unknownFileSet(name: String, found: [String])

  /// What was found, what was expected and what to do.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path): \(reason)"
    case .nothingFound(let paths):
      """
      \(paths.joined(separator: ", ")): no Compose file, Kubernetes manifest, chart, pipeline or tenfold.yaml \
      found; give the folder that holds them, or start one with tenfold init
      """
    case .unknownFileSet(let name, let found):
      "no set of files is named '\(name)'; found: \(found.joined(separator: ", "))"
    }
  }
}

/// What reading the files gave.
public struct Discovered: Sendable {
  /// What was found and where.
  public var inventory: Inventory
  /// The same as a model: what the files say, nothing assumed.
  public var system: System

  /// Joins both.
  public init(inventory: Inventory, system: System) {
    self.inventory = inventory
    self.system = system
  }
}
