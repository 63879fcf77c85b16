import TenfoldDiscovery
import TenfoldModel
import Testing

/// A request takes one of the routes of a gateway, and enters where the front is.
@Suite struct RouteChoiceTests {
  private static func system(_ files: [String: String]) throws -> System {
    try InventedSystem(name: "routes", files: files, services: [], stores: [], edges: []).read().system
  }

  /// Shares by callee of the one choice among the steps; nil when there is no such step.
  private static func shares(_ component: String, in system: System) throws -> [String: Double]? {
    let steps = try #require(system[component]?.operations.first).steps
    let choices = steps.compactMap { step in
      if case .choice(let branches) = step { branches } else { nil }
    }
    guard choices.count == 1 else { return nil }
    return Dictionary(
      uniqueKeysWithValues: choices[0].map { ($0.steps.flatMap(\.calls)[0].component, $0.share.likely) })
  }

  @Test func `what nginx passes on takes one of its locations, and nginx serves it`() throws {
    let system = try Self.system([
      "compose.yaml": """
      services:
        web: {build: ./web, ports: ["80:8080"]}
        cart: {build: ./cart, environment: {DB_URL: "postgres://db/cart"}}
        users: {build: ./users}
        db: {image: "postgres:16"}
      """,
      "web/package.json": "{}",
      "web/default.conf": """
      server {
        location /cart/ { proxy_pass http://cart:8080/; }
        location /users/ { proxy_pass http://users:8080/; }
      }
      """,
    ])
    #expect(try Self.shares("web", in: system) == ["cart": 0.5, "users": 0.5])
    #expect(system["web"]?.engine == "nginx")
    #expect(system["web"]?.kind == .service)
  }

  @Test func `a gateway's routes are alternatives, what it asks besides is not`() throws {
    let system = try Self.system([
      "compose.yaml": """
      services:
        gateway: {build: ./gateway, ports: ["80:4000"], depends_on: [config]}
        registry: {build: ./registry, ports: ["8761:8761"], depends_on: [config]}
        config: {build: ./config}
        orders: {build: ./orders}
        stock: {build: ./stock}
        sessions: {image: "redis:7"}
      """,
      "gateway/src/main/resources/application.yml": """
      zuul:
        routes:
          orders: {path: /orders/**, serviceId: orders}
          stock: {path: /stock/**, url: "http://stock:8080"}
      spring: {redis: {host: sessions}}
      """,
    ])
    #expect(try Self.shares("gateway", in: system) == ["orders": 0.5, "stock": 0.5])
    let calls = try #require(system["gateway"]?.operations.first).steps.flatMap(\.calls).map(\.component)
    #expect(calls.sorted() == ["orders", "sessions", "stock"])
    // The registry's port is open too, but nobody's request enters there, nor asks for configuration.
    #expect(system.workload.journeys.map(\.name) == ["gateway"])
    #expect(system["registry"]?.operations.flatMap(\.steps).isEmpty == true)
  }

  @Test func `a service that asks several for one answer asks them all`() throws {
    let system = try Self.system([
      "compose.yaml": """
      services:
        frontend:
          build: ./frontend
          ports: ["80:8080"]
          environment: {CART_URL: "http://cart:8080", USERS_URL: "http://users:8080"}
        cart: {build: ./cart}
        users: {build: ./users}
      """
    ])
    #expect(try Self.shares("frontend", in: system) == nil)
    #expect(system["frontend"]?.operations.flatMap(\.steps).count == 2)
  }
}
