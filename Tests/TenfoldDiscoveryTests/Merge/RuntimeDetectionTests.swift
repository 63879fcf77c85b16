import TenfoldDiscovery
import TenfoldModel
import Testing

/// What services are written for is told by how their folders are laid out.
@Suite struct RuntimeDetectionTests {
  @Test(arguments: [
    ("orders/src/main/resources/bootstrap.yml", "java"), ("orders/src/main/resources/db/schema.yml", "java"),
    ("orders/src/main/kotlin/shop.yaml", "java"), ("src/main/resources/application.yml", nil),
    ("orders/src/test/resources/bootstrap.yml", nil), ("orders/package.json", "node"),
    ("orders/go.mod", "go"),
  ])
  func `a folder's layout tells what its service runs on`(_ file: String, _ runtime: String?) throws {
    let found = try InventedSystem(
      name: "layout",
      files: ["compose.yaml": "services: {orders: {build: ./orders, ports: [\"80:80\"]}}", file: "{}"],
      services: [], stores: [], edges: []
    ).read()
    #expect(found.system["orders"]?.engine == runtime)
  }
}
