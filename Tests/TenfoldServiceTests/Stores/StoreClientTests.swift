import Synchronization
import TenfoldModel
import TenfoldPlatform
import TenfoldReplica
import Testing

@testable import TenfoldLab
@testable import TenfoldService

/// Stores asked for real: PostgreSQL with a replica and Redis, where they are installed.
@Suite(.serialized) struct StoreClientTests {
  private static func client(of store: ServiceConfiguration.Store) -> StoreClient {
    StoreClient.clients(of: [store])[0]
  }

  @Test func `reads, writes, replicas and each rule of a cache do what they say`() throws {
    let searchPath = "/usr/local/bin:/usr/bin:/bin"
    guard ["postgres", "redis-server"].allSatisfy({ Doctor.find($0, searchPath: searchPath) != nil }) else {
      print("skipped: PostgreSQL and Redis are not installed")
      return
    }
    let programs = LabPrograms(searchPath: searchPath)
    let bench = try Bench(hasQuotas: false, searchPath: searchPath)
    defer { bench.stop() }
    var cluster = try PostgreSQLCluster(named: "db", rowCount: 100, on: bench, programs)
    let cache = try RedisCache(named: "cache", cores: nil, on: bench, programs)
    var store = ServiceConfiguration.Store(
      name: "db", database: PostgreSQLCluster.database, user: PostgreSQLCluster.user,
      primary: cluster.primary, poolSize: 2, timeout: 5)

    let plain = Self.client(of: store)
    #expect(try plain.access(key: 7, writes: false, work: 10) == 0)
    #expect(try plain.access(key: 7, writes: true, work: 0) == 1)
    #expect(try plain.access(key: 7, writes: false, work: 0) == 1)
    #expect(try plain.access(key: 101, writes: false, work: 0) == nil)
    #expect(plain.cacheCounts == (hits: 0, misses: 0))

    // Two stores of one service on one server share its connections, others with more of them do not.
    var larger = store
    larger.poolSize = 3
    func connections() throws -> Int? {
      Int(
        try cluster.ask("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")
          .prefix { $0.isNumber })
    }
    let before = try #require(try connections())
    let clients = StoreClient.clients(of: [store, store, larger])
    for client in clients { #expect(try client.access(key: 8, writes: false, work: 0) == 0) }
    #expect(try connections() == before + 2)
    withExtendedLifetime(clients) {}

    // Removal: the read after a write misses, the next one hits.
    store.cache = .init(port: cache.port, onWrite: .remove, poolSize: 2, timeout: 1)
    let removing = Self.client(of: store)
    for _ in 0..<3 { #expect(try removing.access(key: 1, writes: false, work: 0) == 0) }
    #expect(removing.cacheCounts == (hits: 2, misses: 1))
    #expect(try removing.access(key: 1, writes: true, work: 0) == 1)
    #expect(try removing.access(key: 1, writes: false, work: 0) == 1)
    #expect(removing.cacheCounts == (hits: 2, misses: 2))

    // Update: the write itself fills.
    store.cache?.onWrite = .update
    let updating = Self.client(of: store)
    #expect(try updating.access(key: 2, writes: true, work: 0) == 1)
    #expect(try updating.access(key: 2, writes: false, work: 0) == 1)
    #expect(updating.cacheCounts == (hits: 1, misses: 0))

    // Neither: what is shown is old.
    store.cache?.onWrite = .keep
    let keeping = Self.client(of: store)
    #expect(try keeping.access(key: 2, writes: true, work: 0) == 2)
    #expect(try keeping.access(key: 2, writes: false, work: 0) == 1)

    // A replica answers reads when it has caught up; it takes no writes.
    try cluster.addReplica()
    try cluster.waitForReplicas()
    store.cache = nil
    store.replicas = cluster.replicas
    let divided = Self.client(of: store)
    #expect(try divided.access(key: 7, writes: true, work: 0) == 2)
    try cluster.waitForReplicas()
    #expect(try divided.access(key: 7, writes: false, work: 0) == 2)

    // Without its replica it fails, and without its cache it goes on.
    bench.crash("db-replica-1")
    #expect(throws: StoreFailure.self) { try divided.access(key: 7, writes: false, work: 0) }
    bench.crash("cache")
    #expect(try removing.access(key: 1, writes: false, work: 0) == 1)
  }

  @Test func `many clients of a pooler share few connections, and each gets its own answer`() throws {
    let searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    guard ["postgres", "pgbouncer"].allSatisfy({ Doctor.find($0, searchPath: searchPath) != nil }) else {
      print("skipped: PostgreSQL and PgBouncer are not installed")
      return
    }
    let programs = LabPrograms(searchPath: searchPath)
    let bench = try Bench(hasQuotas: false, searchPath: searchPath)
    defer { bench.stop() }
    let cluster = try PostgreSQLCluster(named: "db", rowCount: 100, on: bench, programs)
    let store = Component(
      name: "db", kind: .store, resources: Resources(cpu: .stated(0.25)),
      state: StoredState(connectionsPerReplica: ["api": .stated(90)], isPooled: true))
    let pooler = try PgBouncerPooler(
      named: "db-pooler", for: store, server: cluster.primary, cores: nil, on: bench, programs)
    let client = Self.client(
      of: .init(
        name: "db", database: PostgreSQLCluster.database, user: PostgreSQLCluster.user,
        primary: pooler.port, poolSize: 90, timeout: 5, isPooled: true))
    let right = Atomic(0)
    HelperThreads(most: 90).together(
      (1...90).map { key in
        {
          // Each key is written as often as its own threads do, so a mixed-up answer shows.
          for count in 1...3
          where (try? client.access(key: key, writes: true, work: 2000)) == .some(.some(count)) {
            right.add(1, ordering: .relaxed)
          }
        }
      })
    #expect(right.load(ordering: .relaxed) == 270)
    let open = try cluster.ask(
      "SELECT count(*) FROM pg_stat_activity WHERE usename = 'tenfold' AND pid <> pg_backend_pid()")
    // It opens them one after the other, up to its usual pool.
    let count = try #require(Int(open.prefix { $0.isNumber }))
    #expect((1...20).contains(count))
    bench.crash("db-pooler")
    #expect(throws: StoreFailure.self) { try client.access(key: 1, writes: false, work: 0) }
  }

  @Test func `a store that is not there fails the request, and is counted`() throws {
    let gone = try #require(FreePorts.find(1).first)
    let service = Service(
      ServiceConfiguration(
        name: "api", port: 0, workers: 1,
        operations: [
          .init(name: "item", processorTime: 0, steps: [.access(.init(store: 0, writes: false))])
        ],
        stores: [.init(name: "db", database: "d", user: "u", primary: gone, poolSize: 1, timeout: 1)]))
    #expect(service.answer("/item", key: 3).status == 502)
    #expect(
      service.answer("/metrics").text.contains(
        "tenfold_failures_total{service=\"api\",operation=\"item\"} 1\n"))
  }

  @Test func `of a choice about the stated share is taken`() throws {
    let gone = try #require(FreePorts.find(1).first)
    // Only the branch fails, so failures count it.
    let service = Service(
      ServiceConfiguration(
        name: "api", port: 0, workers: 1,
        operations: [
          .init(
            name: "item", processorTime: 0,
            steps: [.oneOf([.init(share: 0.3, steps: [.access(.init(store: 0, writes: true))])])])
        ],
        stores: [.init(name: "db", database: "d", user: "u", primary: gone, poolSize: 1, timeout: 1)]))
    let failed = (0..<1000).count { _ in service.answer("/item").status != 200 }
    // Standard deviation 1.4 %.
    #expect(failed > 240 && failed < 360)
  }
}
