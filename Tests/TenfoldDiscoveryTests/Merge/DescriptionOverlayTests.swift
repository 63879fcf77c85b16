import TenfoldModel
import Testing

@testable import TenfoldDiscovery

struct DescriptionOverlayTests {
  private static let compose = """
    services:
      shop: {image: acme/shop, environment: {DATABASE_URL: "postgres://db/x"}, ports: ["80:80"]}
      db: {image: "postgres:16"}
    """

  private func read(_ files: [String: String]) throws -> Discovered {
    try InventedSystem(name: "described", files: files, services: [], stores: [], edges: []).read()
  }

  @Test func `what a person says is laid over what was found`() throws {
    let found = try read([
      "compose.yaml": Self.compose,
      "tenfold.yaml": "tenfold: 1\nsystem: shop\nservices:\n  shop: {replicas: 7}\n",
    ])
    #expect(found.system["shop"]?.scaling.replicas?.likely == 7)
    #expect(found.system["db"]?.engineName == "postgresql")
    #expect(found.inventory.edgeTexts == ["shop -data-> db"])
    #expect(found.inventory.given.contains(.description))
  }

  @Test func `a description alone is a system`() throws {
    let found = try read([
      "tenfold.yaml": "tenfold: 1\nsystem: shop\nservices:\n  shop: {replicas: 2}\n"
    ])
    #expect(found.inventory.serviceNames == ["shop"])
    #expect(found.system["shop"]?.scaling.replicas?.likely == 2)
  }

  @Test func `a description that is none is named and the rest is read`() throws {
    let found = try read(["compose.yaml": Self.compose, "tenfold.yaml": "tenfold: 99\nservices: {}\n"])
    #expect(found.inventory.serviceNames == ["shop"])
    #expect(found.inventory.unread.map(\.file) == ["tenfold.yaml"])
  }

  @Test func `an empty folder is an error that says what to give`() {
    #expect(throws: DiscoveryError.self) { try read(["notes.txt": "nothing"]) }
  }
}
