import TenfoldPlatform
import Testing

@testable import TenfoldDiscovery

/// Charts of real systems beside the repository; skipped where they are not.
struct HelmCorpusTests {
  private static let corpus =
    #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 } + "/../shared/corpus/systems"
  private static var isThere: Bool { (try? FilePath.kind(of: corpus)) == .folder }

  private func sets(_ path: String) throws -> [DeclarationSet] {
    HelmReader.read(try SourceTree.read(paths: [Self.corpus + "/" + path]), tool: nil)
  }

  @Test(
    .enabled(if: isThere, "the corpus is not beside the repository"),
    arguments: [
      ("drone-delivery", 5), ("robot-shop", 11), ("dsb-social-network", 27), ("sock-shop", 14),
      ("online-boutique", 12),
    ])
  func `every chart is rendered and no template is lost`(system: String, deployments: Int) throws {
    let set = try #require(try sets(system).max { $0.workloads.count < $1.workloads.count })
    #expect(set.unread.isEmpty)
    #expect(set.objects.count { $0.kind == "Deployment" } == deployments)
    #expect(set.workloads.allSatisfy { $0.containers.allSatisfy { $0.image?.contains("{{") != true } })
  }

  @Test(.enabled(if: isThere, "the corpus is not beside the repository"))
  func `a platform of applications is read through the charts they use`() throws {
    let set = try #require(try sets("govuk").max { $0.workloads.count < $1.workloads.count })
    let names = Set(set.workloads.map(\.name))
    #expect(
      names.isSuperset(of: ["account-api", "router", "publishing-api", "whitehall-admin", "asset-manager"]))
    #expect(set.objects.count { $0.kind == "Application" } > 60)
    let router = try #require(set.workloads.first { $0.name == "router" && $0.form == .deployment })
    let environment = router.containers.flatMap(\.environment)
    #expect(environment.contains { $0.name == "BACKEND_URL_collections" && $0.value == "http://collections" })
    #expect(!environment.contains { $0.value?.contains("{{") == true })
  }
}
