import TenfoldModel
import Testing

@testable import TenfoldDiscovery

struct FileSetChoiceTests {
  private func service(_ name: String, image: String? = nil) -> WorkloadDeclaration {
    let place = SourceLocation(file: "x.yaml", line: 1)
    return WorkloadDeclaration(
      name: name, form: .deployment, location: place,
      containers: [ContainerDeclaration(name: name, image: image ?? "acme/\(name)", location: place)])
  }

  private func set(
    _ name: String, _ services: [String], as form: DeclarationSet.Form = .kubernetes
  ) -> DeclarationSet {
    DeclarationSet(name: name, form: form, files: [name], workloads: services.map { service($0) })
  }

  private func chosen(_ sets: [DeclarationSet], _ names: [String] = []) throws -> (
    used: [String], twins: [String]
  ) {
    let classifier = WorkloadClassifier(baseImages: [:], completing: [])
    let choice = try FileSetChoice(
      among: sets, classifications: sets.map { $0.workloads.map { classifier.classify($0) } },
      applied: AppliedPaths(in: SourceTree(files: [])), chosen: names)
    return (choice.inUse.map { sets[$0].name }, choice.twins.map { sets[$0].name })
  }

  @Test func `of sets with the same workloads one is in use`() throws {
    let all = ["a", "b", "c"]
    let found = try chosen([set("k8s/base", all), set("k8s/overlays/staging", all)])
    #expect(found.used == ["k8s/base"])
  }

  @Test func `sets with other workloads are joined`() throws {
    let found = try chosen([set("orders", ["a", "b"]), set("billing", ["c", "d"])])
    #expect(Set(found.used) == ["orders", "billing"])
  }

  @Test func `a dump of a cluster is used before what should run`() throws {
    var dump = set("dump.yaml", ["a", "b"])
    dump.isDump = true
    #expect(try chosen([set("k8s", ["a", "b", "c"]), dump]).used.first == "dump.yaml")
  }

  @Test func `Compose beside manifests is a second description`() throws {
    let all = ["a", "b", "c"]
    let found = try chosen([set("compose.yaml", all, as: .compose), set("k8s", all)])
    #expect(found.used == ["k8s"])
    #expect(found.twins == ["compose.yaml"])
  }

  @Test func `the user's choice counts, and an unknown one is an error`() throws {
    let sets = [set("compose.yaml", ["a", "b"], as: .compose), set("k8s", ["a", "b"])]
    #expect(try chosen(sets, ["compose.yaml"]).used == ["compose.yaml"])
    #expect(throws: DiscoveryError.self) { try chosen(sets, ["nowhere"]) }
  }

  @Test func `optional and test sets are not joined`() throws {
    var extras = set("extras/more", ["x", "y"])
    extras.isOptional = true
    var tests = set("e2e", ["z"])
    tests.purpose = .test
    #expect(try chosen([set("k8s", ["a"]), extras, tests]).used == ["k8s"])
  }
}
