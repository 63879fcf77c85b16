package import TenfoldModel

/// Reads what bears on maturity and is no service, store or call: delivery objects, gateways, meshes, shards,
/// telemetry, alerts, scalers.
package enum SignalReader {
  /// Facts of the files and of the sets made from them.
  ///
  /// A fact is referenced when its object belongs to a chosen set, or when the file works by itself and is
  /// not set aside (``FilePlace``); it is declared otherwise.
  ///
  /// - Parameters:
  ///   - tree: Every file given.
  ///   - sets: Descriptions of the system found among the files.
  ///   - chosen: Names of the sets that the answer rests on.
  ///   - aside: Names of workloads that are no services of the system: jobs, consoles, mocks.
  package static func facts(
    _ tree: SourceTree, sets: [DeclarationSet], chosen: Set<String>, aside: Set<String> = []
  ) -> [Fact] {
    let material = SignalMaterial(tree, sets: sets, chosen: chosen, aside: aside)
    var seen: Set<Fact> = []
    return detectors.flatMap { $0(material) }.filter { seen.insert($0).inserted }
  }

  /// Every detector, each a function from the same material to facts.
  private static let detectors: [@Sendable (SignalMaterial) -> [Fact]] = [
    gitOpsFacts, rolloutFacts, multiClusterFacts, meshFacts, gatewayFacts, messagingFacts, storeFacts,
    logFacts, metricFacts,
    traceFacts, alertFacts, scalingFacts, healingFacts, infrastructureFacts, packagingFacts,
  ]
}
