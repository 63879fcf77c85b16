import TenfoldModel
import TenfoldPlatform
import Testing

@testable import TenfoldDiscovery

/// Real systems beside the repository, against their answer key; skipped where they are not.
struct ComposeCorpusTests {
  private static let corpus =
    #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 } + "/../shared/corpus"
  private static var isThere: Bool { (try? FilePath.kind(of: corpus + "/systems")) == .folder }

  @Test(
    .enabled(if: isThere, "the corpus is not beside the repository"),
    arguments: [
      ("voting-app", []), ("piggymetrics", []), ("robot-shop", []), ("otel-demo", []),
      ("dsb-social-network", []),
      ("train-ticket", []), ("temporal-compose", []),
      ("sock-shop", ["session-db"]),  // stands among the Kubernetes manifests only
    ])
  func `the files of the answer key declare its services, stores and queues`(
    _ id: String, _ elsewhere: [String]
  ) throws {
    let key = try YAMLParser.documents(
      of: FileReader.bytes(of: Self.corpus + "/MANIFEST.json", maximum: 1 << 24))
    let system = try #require(key.first?["systems"]?.items.first { $0["id"]?.string == id })
    let truth = try #require(system["ground_truth"])
    let expected =
      (truth["services"]?.strings ?? [])
      + ["data_stores", "queues"].flatMap { truth[$0]?.items.compactMap { $0["name"]?.string } ?? [] }

    let tree = try SourceTree.read(paths: [Self.corpus + "/systems/" + id])
    #expect(tree.unread.isEmpty)
    let sets = ComposeReader.read(tree, options: DiscoveryOptions())
    #expect(sets.count { $0.isDefault } == 1)
    let entries = (truth["entry_files"]?.strings ?? []).filter { tree[$0].map(ComposeFile.isCompose) == true }
    let set = try #require(sets.first { $0.name == entries.first })
    #expect(set.files == entries, "the files used together")
    let names = Set(set.workloads.map(\.name))
    #expect(expected.filter { !names.contains($0) } == elsewhere, "declared: \(names.sorted())")
  }
}
