import TenfoldQueueing
import Testing

struct VacationAndBatchTests {
  @Test func `a vacation adds its mean rest, and its variance`() throws {
    let queue = try VacationQueue(
      arrivalRate: 0.5, service: .exponential(mean: 1), vacation: .exponential(mean: 3))
    // The rest of an exponential is exponential again.
    expectNear(queue.waitingTime, 1 + 3, 1e-12)
    expectNear(queue.waitingVariance, 3 + 9, 1e-12)
    let pause = try VacationQueue(
      arrivalRate: 0.5, service: .exponential(mean: 1), vacation: .deterministic(0.2))
    expectNear(pause.waitingTime, 1.1, 1e-12)
  }

  @Test func `batches of one are M/G/1, and batches of ten wait for each other`() throws {
    let single = try BatchArrivalQueue(
      batchRate: 0.8, batchSize: 1, batchSecondMoment: 1, service: .deterministic(1))
    expectNear(single.waitingTime, 2, 1e-12)
    let tens = try BatchArrivalQueue(
      batchRate: 0.001, batchSize: 10, batchSecondMoment: 100, service: .deterministic(1))
    // Hardly any load: the mean wait is that of places 0 … 9 in the batch.
    expectNear(tens.waitingTime, 4.5, 0.02)
  }
}
