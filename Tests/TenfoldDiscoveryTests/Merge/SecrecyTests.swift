import FoundationEssentials
import TenfoldModel
import Testing

@testable import TenfoldDiscovery

/// No output of discovery may hold a secret, in whatever form it is written.
struct SecrecyTests {
  private static let secret = "Hunter2Planted"

  @Test func `a planted password appears nowhere in what is found`() throws {
    let secret = Self.secret
    let system = InventedSystem(
      name: "planted",
      files: [
        "docker-compose.yml": """
        services:
          api:
            build: ./api
            command: ["--db", "postgres://u:\(secret)@db:5432/x", "--token=\(secret)"]
            environment:
              A_URL: postgres://u:\(secret)@db:5432/x
              B_URL: "postgres://u:a/\(secret)@db:5432/x"
              C_DSN: u:\(secret)@tcp(mysql:3306)/x
              D: Server=sql,1433;User Id=sa;Password=\(secret)
              E_URL: redis://:\(secret)@cache:6379
              F_URL: amqp://u:\(secret)@missing:5672
              G_URL: mongodb://u:\(secret)@m1:27017,m2:27017/x
              H: cache:6379,password=\(secret),ssl=True
              I: Endpoint=sb://x.servicebus.windows.net/;SharedAccessKey=\(secret)
              J_URL: https://u:\(secret)@api.partner.io/v1?key=\(secret)
              K: jdbc:postgresql://db:5432/x?user=u&password=\(secret)
              API_PASSWORD: \(secret)
            env_file: [api.env]
          db: {image: "postgres:16", environment: {POSTGRES_PASSWORD: \(secret)}}
          mysql: {image: "mysql:8", environment: {MYSQL_ROOT_PASSWORD: \(secret)}}
          sql: {image: "mcr.microsoft.com/mssql/server"}
          cache: {image: "redis:7", command: "redis-server --requirepass \(secret)"}
        """,
        "api.env": "TOKEN=\(secret)\nSENTRY_DSN=https://\(secret)@sentry.io/1\n",
        "api/application.yml":
          "spring: {datasource: {url: 'jdbc:mysql://u:\(secret)@mysql/x', password: \(secret)}}\n",
        "k8s/secret.yaml": """
        apiVersion: v1
        kind: Secret
        metadata: {name: shop}
        stringData: {url: "postgres://u:\(secret)@db/x", password: \(secret)}
        """,
      ], services: ["api"], stores: [], edges: [])
    let found = try system.read()
    #expect(!found.inventory.edges.isEmpty)
    let inventory = String(decoding: try JSONEncoder().encode(found.inventory), as: UTF8.self)
    let model = String(decoding: try JSONEncoder().encode(found.system), as: UTF8.self)
    #expect(!inventory.lowercased().contains(secret.lowercased()))
    #expect(!model.lowercased().contains(secret.lowercased()))
  }
}
