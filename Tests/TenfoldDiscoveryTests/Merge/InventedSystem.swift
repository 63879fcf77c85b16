import TenfoldDiscovery
import TenfoldModel
import TenfoldTestSupport
import Testing

/// A small system made up for a test: its files, and what a careful reader finds in them.
struct InventedSystem: Sendable, CustomTestStringConvertible {
  var name: String
  var files: [String: String]
  /// Own services and gateways.
  var services: Set<String>
  /// Platform parts built for the system, which count neither as services nor as foreign.
  var platform: Set<String> = []
  /// `name engine`.
  var stores: Set<String>
  /// `name engine`.
  var queues: Set<String> = []
  /// `from -kind-> to`.
  var edges: Set<String>

  var testDescription: String { name }

  /// Lays the files out in a folder and reads it.
  func read(options: DiscoveryOptions = .withoutTools) throws -> Discovered {
    let folder = try FixtureFolder()
    for (path, text) in files { try folder.write(path, text) }
    return try Discovery.read(paths: [folder.path], options: options)
  }
}

extension DiscoveryOptions {
  /// Reads with what Tenfold brings along.
  static var withoutTools: DiscoveryOptions {
    var options = DiscoveryOptions()
    options.usesExternalTools = false
    return options
  }
}

extension Inventory {
  var serviceNames: Set<String> { Set(services.lazy.filter { $0.kind != .platform }.map(\.name)) }
  var platformNames: Set<String> { Set(services.lazy.filter { $0.kind == .platform }.map(\.name)) }
  var storeTexts: Set<String> { Set(stores.map { "\($0.name) \($0.engine)" }) }
  var queueTexts: Set<String> { Set(queues.map { "\($0.name) \($0.engine)" }) }
  var edgeTexts: Set<String> { Set(edges.map { "\($0.from) -\($0.kind.rawValue)-> \($0.to)" }) }
}
