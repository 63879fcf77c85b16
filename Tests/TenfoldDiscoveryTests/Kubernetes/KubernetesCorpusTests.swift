import TenfoldModel
import TenfoldPlatform
import Testing

@testable import TenfoldDiscovery

/// Real systems beside the repository; skipped where they are not.
struct KubernetesCorpusTests {
  private static let corpus =
    #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 } + "/../shared/corpus"
  private static var isThere: Bool { (try? FilePath.kind(of: corpus + "/systems")) == .folder }

  private func sets(_ path: String) throws -> [DeclarationSet] {
    KubernetesReader.read(try SourceTree.read(paths: [Self.corpus + "/" + path]), options: DiscoveryOptions())
  }

  @Test(
    .enabled(if: isThere, "the corpus is not beside the repository"),
    arguments: [
      ("kustomize", "default"),
      ("kustomize/tests/memorystore-with-all-components", "memorystore-with-all-components"),
      ("kustomize/tests/service-mesh-istio-with-all-components", "service-mesh-istio-with-all-components"),
    ])
  func `own reading of kustomizations agrees with their rendering`(name: String, oracle: String) throws {
    let own = try #require(try sets("systems/online-boutique").first { $0.name == name })
    let rendered = try #require(try sets("rendered/online-boutique/\(oracle).yaml").first)
    #expect(own.workloads.map(\.name).sorted() == rendered.workloads.map(\.name).sorted())
    #expect(own.names.map(\.name).sorted() == rendered.names.map(\.name).sorted())
    #expect(Set(own.objects.map(\.identity)) == Set(rendered.objects.map(\.identity)))
    for workload in rendered.workloads {
      let twin = try #require(own.workload(workload.name))
      #expect(twin.labels == workload.labels)
      #expect(twin.annotations == workload.annotations)
      #expect(twin.containers.map(\.image) == workload.containers.map(\.image))
      #expect(twin.containers.map(\.values) == workload.containers.map(\.values))
      #expect(twin.containers.map(\.memory?.likely) == workload.containers.map(\.memory?.likely))
    }
  }

  @Test(.enabled(if: isThere, "the corpus is not beside the repository"))
  func `rollouts are workloads, canaries attach, queues scale`() throws {
    let rollouts = try sets("formats/argo-rollouts").flatMap(\.workloads).filter { $0.form == .rollout }
    #expect(rollouts.contains { $0.name == "rollout-canary" && $0.replicas != nil })
    #expect(rollouts.allSatisfy { !$0.containers.isEmpty })
    let podinfo = try sets("formats/flagger").flatMap(\.workloads)
    #expect(Set(podinfo.map(\.name)) == ["podinfo"])
    let keda = try sets("formats/keda-rabbitmq")
    #expect(keda.flatMap(\.autoscalers).map(\.metrics) == [["rabbitmq"]])
    let consumer = try #require(keda.flatMap(\.workloads).first { $0.name == "rabbitmq-consumer" })
    #expect(
      consumer.containers.flatMap(\.environment).isEmpty == false
        || consumer.containers[0].arguments.count > 0)
  }
}
