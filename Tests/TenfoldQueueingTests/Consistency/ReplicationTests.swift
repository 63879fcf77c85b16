import TenfoldQueueing
import Testing

struct ReplicationTests {
  @Test func `lag is the time at the station that applies writes`() throws {
    let lag = try ReplicationLag(writeRate: 80, applyRate: 100, transferTime: 0.005)
    expectNear(lag.meanLag, 0.055, 1e-12)
    expectNear(lag.tail(beyond: 0.105), 0.1353352832366127, 1e-12)
    expectNear(lag.tail(beyond: lag.quantile(0.99)), 0.01, 1e-12)
    #expect(lag.tail(beyond: 0.001) == 1)
    let behind = try ReplicationLag(writeRate: 200, applyRate: 100)
    #expect(!behind.isStable && behind.meanLag == .infinity && behind.tail(beyond: 1e9) == 1)
    expectNear(behind.lag(afterOverloadOf: 60), 30, 1e-12)
  }

  @Test func `copies stop helping when each is busy with writes`() throws {
    let store = try ReadReplicas(readRate: 900, writeRate: 100, readTime: 0.001, applyTime: 0.002)
    expectNear(store.utilization(copies: 3), 0.5, 1e-12)
    #expect(store.copies(forUtilization: 0.7) == 2)
    #expect(store.copies(forUtilization: 0.2) == nil)
  }

  @Test func `the hottest shard cannot fall below its most popular key`() throws {
    let popularity = try KeyPopularity.measured([40, 20, 20, 10, 10])
    let store = try ShardedStore(shardCount: 4, popularity: popularity)
    expectNear(store.hottestShare, 0.4 + 0.6 / 4, 1e-12)
    expectNear(store.skew, 2.2, 1e-12)
    let many = try ShardedStore(shardCount: 1_000_000, popularity: popularity)
    expectNear(
      many.hottestUtilization(requestRate: 1000, serviceTime: 0.002),
      many.utilizationFloor(requestRate: 1000, serviceTime: 0.002), 1e-5)
  }

  @Test func `a saga undoes what was done before the failure`() throws {
    let saga = try Saga(stepSuccess: [0.9, 0.8, 0.95])
    expectNear(saga.success, 0.684, 1e-12)
    // 0.9 · 0.2 · 1 + 0.72 · 0.05 · 2
    expectNear(saga.expectedCompensations, 0.252, 1e-12)
  }
}
