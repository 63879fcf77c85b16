import Testing

@testable import TenfoldDiscovery

struct NamingTests {
  @Test func `names that people write differently have one key`() {
    #expect(Naming.key("front-end") == Naming.key("FRONT_END"))
    #expect(Naming.key("frontEnd") == "frontend")
  }

  @Test func `words are split at punctuation and capitals`() {
    #expect(Naming.words("SERVICE_URI_PACKAGE") == ["service", "uri", "package"])
    #expect(Naming.words("orderService-DB2") == ["order", "service", "db2"])
  }

  @Test func `a stem leaves out what only says that it is a service`() {
    #expect(Naming.stem("orders-service") == Naming.stem("orders"))
    #expect(Naming.stem("api") == "api")
  }

  @Test func `images are taken apart`() throws {
    let image = try #require(ImageReference("registry.acme.io:5000/shop/cart-db:1.2@sha256:00"))
    #expect(image.registry == "registry.acme.io:5000")
    #expect(image.namespace == "shop")
    #expect(image.name == "cart-db")
    #expect(image.tag == "1.2")
    #expect(!image.isPublic)
    #expect(ImageReference("postgres:16")?.isPublic == true)
    #expect(ImageReference("") == nil)
  }

  @Test func `known images are known under their makers and not as everyday words`() throws {
    func role(_ text: String) -> WorkloadRole? {
      ImageReference(text).flatMap { KnownImages.entry(for: $0) }?.role
    }
    #expect(role("bitnami/postgresql:15") == .store)
    #expect(role("acme/postgres") == .store)
    #expect(role("mcr.microsoft.com/mssql/server:2022") == .store)
    #expect(role("confluentinc/cp-kafka") == .broker)
    #expect(role("grafana/agent") == .telemetry)
    #expect(role("acme/agent") == nil)
    #expect(role("acme/dashboard") == nil)
    #expect(role("acme/checkout") == nil)
  }

  @Test(arguments: [
    ("api-gateway", true), ("webshoppingapigw", true), ("OrdersGateway", true), ("orders-gw", true),
    ("gatekeeper", false), ("orders", false),
  ])
  func `a name tells a gateway`(_ name: String, _ isGateway: Bool) {
    #expect(Naming.isGateway(name) == isGateway)
  }
}
