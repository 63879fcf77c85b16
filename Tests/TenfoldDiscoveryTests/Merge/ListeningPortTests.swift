import TenfoldDiscovery
import TenfoldModel
import TenfoldTestSupport
import Testing

/// The port of a service, from what its container declares and what callers ask for.
struct ListeningPortTests {
  private func ports(_ files: [String: String]) throws -> [String: Int] {
    let folder = try FixtureFolder()
    for (path, text) in files { try folder.write(path, text) }
    let services = try Discovery.read(paths: [folder.path], options: .withoutTools).inventory.services
    return Dictionary(
      uniqueKeysWithValues: services.compactMap { found in found.port.map { (found.name, $0.number) } })
  }

  @Test func `Compose: the container's port, else the one that all callers name, else none`() throws {
    let ports = try ports([
      "compose.yaml": """
      services:
        web:
          build: web
          ports: ["80:3000"]
          environment: {ORDERS_URL: "http://orders:5050", STOCK_URL: "http://stock:7000", MAIL_URL: "http://mail"}
        orders: {build: orders}
        stock: {build: stock, environment: {SELF: "http://stock:9999"}}
        mail: {build: mail, ports: ["2525:25", "2526:26"], environment: {STOCK_URL: "http://stock:7001"}}
        both: {build: both, expose: ["8000", "9000"]}
        far: {build: far, environment: {MAIL_URL: "http://host.docker.internal:2525"}}
        bare: {build: bare}
        prometheus: {image: prom/prometheus, environment: {TARGET: "http://bare:9100"}}
      """
    ])
    // Two callers of `stock` name different ports, `both` declares two, `mail` declares two, too, and
    // a published one tells nothing; of `bare` only the port of its metrics is named.
    #expect(ports == ["web": 3000, "orders": 5050])
  }

  @Test
  func `Kubernetes: the container's port, of several the one named for requests, never that of a Service`()
    throws
  {
    func deployment(_ name: String, ports: String, environment: String = "[]") -> String {
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: \(name)}
      spec:
        selector: {matchLabels: {app: \(name)}}
        template:
          metadata: {labels: {app: \(name)}}
          spec:
            containers: [{name: \(name), image: "shop/\(name):1", ports: \(ports), env: \(environment)}]

      """
    }
    let ports = try ports([
      "web.yaml": deployment(
        "web", ports: "[{containerPort: 9102, name: metrics}, {containerPort: 8081, name: http-api}]",
        environment: "[{name: ORDERS_URL, value: \"http://orders:80\"}]"),
      "orders.yaml": deployment("orders", ports: "[]"),
      "stock.yaml": deployment("stock", ports: "[{containerPort: 7070}]"),
    ])
    #expect(ports == ["web": 8081, "stock": 7070])
  }
}
