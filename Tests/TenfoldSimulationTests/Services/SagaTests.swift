import TenfoldModel
import TenfoldQueueing
import Testing

@testable import TenfoldSimulation

/// Sagas and messages against their formulas.
struct SagaTests {
  typealias Sample = SampleSystem

  /// A step that fails with a probability, and what undoes it.
  static func participant(_ name: String, fails: Double, undoFails: Double = 0) -> Component {
    Component(
      name: name, kind: .service, resources: Resources(cpu: .stated(1)),
      operations: [
        Operation(name: "do", failureShare: .stated(fails)),
        Operation(name: "undo", failureShare: .stated(undoFails)),
      ])
  }

  static func saga(_ parts: [Component], isParallel: Bool = false, rate: Double = 100) -> System {
    let calls = parts.map { Step.call(Call(component: $0.name, operation: "do", undo: $0.name + ".undo")) }
    return Sample.system(
      [Sample.service("order", isParallel ? [.parallel(calls)] : calls)] + parts, rate: rate)
  }

  @Test func `steps that succeeded are undone when a later one fails`() throws {
    let law = try Saga(stepSuccess: [0.95, 0.9, 0.8])
    let report = try Sample.run(
      Self.saga([
        Self.participant("stock", fails: 0.05), Self.participant("payment", fails: 0.1),
        Self.participant("shipping", fails: 0.2),
      ]), duration: 100)
    #expect(report.journey.throughput.contains(100 * law.success))
    #expect(try #require(report.journey.failures[.failed]).contains(100 * (1 - law.success)))
    let behavior = try #require(report.component("order").behavior)
    #expect(try #require(behavior.compensations).contains(100 * law.expectedCompensations))
    #expect(try #require(behavior.failedSagas).contains(100 * (0.95 * 0.1 + 0.95 * 0.9 * 0.2)))
    #expect(behavior.inconsistentShare?.estimate == 0)
    // Stock is asked by all, and undone when payment or shipping fails.
    #expect(report.component("stock").throughput.contains(100 * (1 + 0.95 * (0.1 + 0.9 * 0.2))))
  }

  @Test func `a compensation that fails leaves its saga inconsistent, and the others are still made`() throws
  {
    let report = try Sample.run(
      Self.saga([
        Self.participant("stock", fails: 0), Self.participant("payment", fails: 0, undoFails: 0.3),
        Self.participant("shipping", fails: 0.25),
      ]), duration: 100)
    let behavior = try #require(report.component("order").behavior)
    #expect(try #require(behavior.inconsistentShare).contains(0.3))
    #expect(try #require(behavior.compensations).contains(100 * 0.25 * 2))
    #expect(report.component("stock").throughput.contains(125))
  }

  @Test func `steps at once are undone where they succeeded`() throws {
    let report = try Sample.run(
      Self.saga([Self.participant("a", fails: 0.2), Self.participant("b", fails: 0.3)], isParallel: true),
      duration: 100)
    let behavior = try #require(report.component("order").behavior)
    // One fails and the other does not.
    #expect(try #require(behavior.compensations).contains(100 * (0.2 * 0.7 + 0.8 * 0.3)))
    #expect(report.journey.throughput.contains(56))
  }

  // MARK: Messages

  static func topic(_ messaging: Messaging, consumer: Component, rate: Double) -> System {
    let topic = Component(
      name: "orders", kind: .topic,
      operations: [
        Operation(name: "publish", steps: [.call(Call(component: consumer.name, mode: .asynchronous))])
      ], messaging: messaging)
    return Sample.system([topic, consumer], rate: rate)
  }

  @Test func `a message is delivered until it is taken or given up`() throws {
    var consumer = Sample.service("worker", cpu: 0.0001)
    consumer.operations[0].failureShare = .stated(0.4)
    let system = Self.topic(
      Messaging(hasDeadLetters: true, deliveryLimit: .stated(3)), consumer: consumer, rate: 100)
    let report = try Sample.run(system, duration: 100)
    #expect(report.component("worker").throughput.contains(100 * (1 + 0.4 + 0.16)))
    #expect(try #require(report.component("orders").behavior?.deadLetters).contains(100 * 0.064))
    #expect(report.journey.failures.isEmpty)
  }

  /// Four partitions, each a queue of its own, where any consumer could take any message before.
  @Test func `messages of a key keep their order at the price of a queue for each partition`() throws {
    let consumer = Sample.service("worker", cpu: 1, cores: 4)
    var messaging = Messaging(partitions: .stated(4))
    let together = try Sample.run(Self.topic(messaging, consumer: consumer, rate: 2.4), duration: 6000)
    messaging.keys = TenfoldModel.KeyPopularity(count: .stated(1e9), zipfExponent: .stated(0))
    let apart = try Sample.run(Self.topic(messaging, consumer: consumer, rate: 2.4), duration: 6000)
    let shared = try MarkovianQueue(arrivalRate: 2.4, serviceTime: 1, serverCount: 4)
    #expect(try #require(together.component("worker").connectionQueue).contains(2.4 * shared.waitingTime))
    // Four times rho^2 / (1 - rho).
    #expect(try #require(apart.component("worker").connectionQueue).contains(4 * 0.36 / 0.4))
  }
}
