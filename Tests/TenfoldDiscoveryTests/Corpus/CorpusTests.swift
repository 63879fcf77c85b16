import TenfoldModel
import TenfoldPlatform
import Testing

@testable import TenfoldDiscovery

/// Real systems with an answer key, beside the repository; skipped where they are not.
struct CorpusTests {
  private static let corpus =
    #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 } + "/../shared/corpus"
  private static var isThere: Bool { (try? FilePath.kind(of: corpus + "/MANIFEST.json")) == .file }

  /// Names found and names in the key, with those that count neither way.
  private struct Comparison {
    var found: Set<String>
    var truth: Set<String>
    var allowed: Set<String>

    /// Harmonic mean of precision and recall.
    var score: Double {
      let hits = Double(found.intersection(truth).count)
      let precision = found.isEmpty ? 1 : Double(found.intersection(allowed).count) / Double(found.count)
      let recall = truth.isEmpty ? 1 : hits / Double(truth.count)
      return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
    }
  }

  @Test(.enabled(if: isThere, "the corpus is not beside the repository"))
  func `services, stores and edges of real systems are those of the answer key`() throws {
    let bytes = try FileReader.bytes(of: Self.corpus + "/MANIFEST.json", maximum: 1 << 24)
    let manifest = try #require(try YAMLParser.documents(of: bytes).first)
    let systems = try #require(manifest["systems"]?.items)
    var services = 0.0
    var stores = 0.0
    var edges = 0.0
    for system in systems {
      let path = try #require(system["local_path"]?.string)
      let key = try #require(system["ground_truth"])
      let inventory = try Discovery.read(paths: [Self.corpus + "/" + path], options: .withoutTools).inventory
      let scores = Self.scores(of: inventory, key: key)
      services += scores.services
      stores += scores.stores
      edges += system["edges_are_a_lower_bound"]?.bool == true ? 1 : scores.edges
    }
    let count = Double(systems.count)
    #expect(services / count > 0.97)
    #expect(stores / count > 0.96)
    #expect(edges / count > 0.95)
  }

  private static func scores(
    of inventory: Inventory, key: YAMLNode
  ) -> (services: Double, stores: Double, edges: Double) {
    func keys(_ node: YAMLNode?) -> Set<String> {
      Set((node?.items ?? []).compactMap { ($0["name"]?.string ?? $0.string).map { Naming.key($0) } })
    }
    let own = keys(key["services"])
    let others = keys(key["infrastructure_services"])
    let kept = keys(key["data_stores"]).union(keys(key["queues"]))
    let found = Set(inventory.services.map { Naming.key($0.name) }).subtracting(others)
    let held = Set((inventory.stores + inventory.queues).map { Naming.key($0.name) })

    let known = own.union(others).union(kept)
    var all = Set<String>()
    var wanted = Set<String>()
    for edge in key["edges"]?.items ?? [] {
      let from = Naming.key(edge["from"]?.string ?? "")
      let pair = from + ">" + Naming.key(edge["to"]?.string ?? "")
      all.insert(pair)
      let isOptional = ["config", "telemetry", "healthcheck"].contains(edge["kind"]?.string ?? "")
      if edge["discoverable"]?.bool == true, !isOptional, known.contains(from) { wanted.insert(pair) }
    }
    let drawn = inventory.edges.filter { known.contains(Naming.key($0.from)) }
      .map { Naming.key($0.from) + ">" + Naming.key($0.to) }
    return (
      Comparison(found: found, truth: own, allowed: own).score,
      Comparison(found: held, truth: kept, allowed: kept).score,
      Comparison(found: Set(drawn), truth: wanted, allowed: all).score
    )
  }
}
