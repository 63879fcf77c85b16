import TenfoldDiscovery
import TenfoldModel
import Testing

/// A pooler is no store: what asks it asks the databases behind it, which are pooled.
@Suite struct PoolerTests {
  private static func read(_ files: [String: String]) throws -> Discovered {
    try InventedSystem(name: "pooled", files: files, services: [], stores: [], edges: []).read()
  }

  private static func stores(_ read: Discovered) -> [String] {
    read.inventory.stores.map { "\($0.name) \($0.engine)" }
  }

  private static func edges(_ read: Discovered) -> [String] {
    read.inventory.edges.map { "\($0.from) -> \($0.to)" }
  }

  /// Composed beside its database, with the address in a variable as images of several makers take it.
  @Test(arguments: [
    #"DATABASE_URL: "postgres://app:x@db:5432/shop""#, "DB_HOST: db", "POSTGRESQL_HOST: db",
    #"DATABASES: "shop = host=db port=5432 dbname=shop""#,
  ])
  func `it passes what it is asked to the database that it is told of`(_ address: String) throws {
    let read = try Self.read([
      "compose.yaml": """
      services:
        shop:
          build: ./shop
          ports: ["80:8080"]
          environment: {DATABASE_URL: "postgres://app:x@pooler:6432/shop"}
        pooler:
          image: "edoburu/pgbouncer:1.21"
          environment: {\(address)}
        db: {image: "postgres:16"}
        reports: {image: "postgres:16"}
      """
    ])
    #expect(Self.stores(read).contains("db postgresql"))
    #expect(Self.edges(read) == ["shop -> db"])
    #expect(read.inventory.setAside.map(\.reason).contains("connection pooler"))
    #expect(read.system["pooler"] == nil)
    #expect(read.system["db"]?.state?.isPooled == true)
    #expect(read.system["reports"]?.state?.isPooled == nil)
  }

  @Test func `one that is told nothing stands before the only database of its engine`() throws {
    let read = try Self.read([
      "compose.yaml": """
      services:
        shop: {build: ./shop, ports: ["80:8080"], environment: {DB_HOST: proxysql, DB_PORT: "6033"}}
        proxysql: {image: "proxysql/proxysql:2.6", volumes: ["./proxysql.cnf:/etc/proxysql.cnf"]}
        orders: {image: "mariadb:11"}
      """
    ])
    #expect(Self.stores(read) == ["orders mariadb"])
    #expect(Self.edges(read) == ["shop -> orders"])
    #expect(read.system["orders"]?.state?.isPooled == true)
  }

  @Test func `one whose database is in no file stands for it`() throws {
    let read = try Self.read([
      "compose.yaml": """
      services:
        shop: {build: ./shop, ports: ["80:8080"], environment: {DATABASE_URL: "postgres://pgbouncer:6432/shop"}}
        pgbouncer: {image: "pgbouncer/pgbouncer"}
      """
    ])
    #expect(Self.stores(read) == ["pgbouncer postgresql"])
    #expect(Self.edges(read) == ["shop -> pgbouncer"])
    #expect(read.system["pgbouncer"]?.state?.isPooled == true)
  }

  @Test func `an operator's pooler stands before its cluster`() throws {
    let read = try Self.read([
      "k8s.yaml": """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop}
      spec:
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: shop, image: "ghcr.io/acme/shop:1", env: [{name: DB_HOST, value: shop-pooler}]}]}
      ---
      apiVersion: postgresql.cnpg.io/v1
      kind: Cluster
      metadata: {name: shop-db}
      spec: {instances: 2}
      ---
      apiVersion: postgresql.cnpg.io/v1
      kind: Pooler
      metadata: {name: shop-pooler}
      spec: {cluster: {name: shop-db}, instances: 3, type: rw, pgbouncer: {poolMode: transaction}}
      """
    ])
    #expect(Self.stores(read) == ["shop-db postgresql"])
    #expect(Self.edges(read) == ["shop -> shop-db"])
    #expect(read.system["shop-db"]?.state?.isPooled == true)
  }
}
