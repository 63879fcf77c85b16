import TenfoldDiscovery
import TenfoldModel
import TenfoldTestSupport
import Testing

struct DescribedFilesTests {
  private let compose = """
    services:
      api: {image: "registry.example.com/api:1", environment: {DATABASE_URL: "postgres://db:5432/api"}, deploy: {replicas: 2}}
      db: {image: "postgres:16"}
    """

  @Test func `a description beside manifests takes the place of what they say and leaves the rest`() throws {
    let folder = try FixtureFolder()
    try folder.write("compose.yaml", compose)
    try folder.write(
      "tenfold.yaml", "tenfold: 1\nsystem: named\nworkload: {users: 20K}\nservices: {api: {replicas: 7}}\n")
    let read = try Discovery.read(paths: [folder.path])
    #expect(read.system.name == "named")
    #expect(read.system.workload.users?.likely == 20_000)
    #expect(read.system["api"]?.scaling.replicas?.likely == 7)
    #expect(read.system["db"]?.kind == .store)
    #expect(read.inventory.services.map(\.name) == ["api"])
    #expect(read.inventory.edges.map(\.to) == ["db"])
    #expect(read.inventory.given.contains(.description))
  }

  @Test func `a description alone is a system with an inventory`() throws {
    let folder = try FixtureFolder()
    try folder.write(
      "tenfold.yaml",
      "tenfold: 1\nservices: {api: {operations: {get: {steps: [db.read]}}}}\nstores: {db: {engine: postgresql}}\n"
    )
    let read = try Discovery.read(paths: [folder.path])
    #expect(read.inventory.services.map(\.name) == ["api"])
    #expect(read.inventory.stores.map(\.engine) == ["postgresql"])
    #expect(read.inventory.edges.map(\.kind) == [.data])
  }

  @Test func `a description that cannot be read is named and the rest goes on`() throws {
    let folder = try FixtureFolder()
    try folder.write("compose.yaml", compose)
    try folder.write("tenfold.yaml", "tenfold: 99\nservices: {}\n")
    let read = try Discovery.read(paths: [folder.path])
    #expect(read.inventory.unread.map(\.file).contains { $0.hasSuffix("tenfold.yaml") })
    #expect(read.system["api"]?.scaling.replicas?.likely == 2)
  }
}
