import TenfoldQueueing
import Testing

struct DowntimeTests {
  @Test func `availability follows from time between failures and to repair`() {
    expectNear(Downtime.availability(betweenFailures: 999, repair: 1), 0.999, 1e-12)
    #expect(Downtime.availability(betweenFailures: 0, repair: 0) == 1)
    expectNear(
      Downtime.failoverUnavailability(failuresPerYear: 4, detection: 20, switchover: 40), 240 / 31_557_600,
      1e-12)
  }

  @Test func `shuffle sharding makes full overlap rare`() {
    // 2 of 8 cells: 28 combinations.
    expectNear(Downtime.fullOverlap(cellCount: 8, cellsPerCustomer: 2), 1.0 / 28, 1e-12)
  }

  @Test func `batches and canaries`() {
    expectNear(ReleaseRisk.batchFailure(changeFailure: 0.02, changeCount: 25), 0.39653527022110335, 1e-12)
    expectNear(
      ReleaseRisk.badRequests(requestRate: 1000, changeFailure: 0.15, exposedShare: 0.05, exposedTime: 300),
      2250, 1e-12)
  }
}
