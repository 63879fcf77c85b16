import TenfoldPlatform
import TenfoldReplica
import Testing

@testable import TenfoldService

/// Steps that are done beside each other.
struct OperationStepTests {
  /// A service that answers `/slow` after some seconds of sleep of another one that it calls.
  private static func front(
    of slow: ServiceServer, gone: UInt16, _ steps: [ServiceConfiguration.Step]
  ) -> Service {
    Service(
      ServiceConfiguration(
        name: "front", port: 0, workers: 4,
        operations: [.init(name: "page", processorTime: 0, steps: steps)],
        calls: [
          .init(ports: [slow.port], path: "/work", timeout: 5, poolSize: 8),
          .init(ports: [gone], path: "/work", timeout: 1, poolSize: 8),
        ]))
  }

  /// A service with one worker: requests that come at once are served one after the other.
  private static func slow(_ seconds: Double, workers: Int) throws -> ServiceServer {
    try ServiceServer(
      ServiceConfiguration(
        name: "slow", port: 0, workers: workers,
        operations: [.init(name: "work", processorTime: seconds, spread: .constant)]))
  }

  @Test func `steps that are done together reach the other side at once, and one that fails fails them`()
    throws
  {
    let gone = try #require(FreePorts.find(1).first)
    let slow = try Self.slow(0.05, workers: 1)
    let front = Self.front(
      of: slow, gone: gone, [.together([[.call(0)], [.call(0)], [.call(0), .call(0)]])])
    #expect(front.answer("/page").status == 200)
    let broken = Self.front(of: slow, gone: gone, [.together([[.call(0)], [.call(1)]])])
    #expect(broken.answer("/page").status == 502)
  }

  @Test func `what is done later is not waited for, and its failure is nobody's`() throws {
    let gone = try #require(FreePorts.find(1).first)
    let slow = try Self.slow(0.2, workers: 4)
    let start = MonotonicClock.seconds
    let front = Self.front(of: slow, gone: gone, [.later([.call(0)]), .later([.call(1)])])
    #expect(front.answer("/page").status == 200)
    #expect(MonotonicClock.seconds - start < 0.15)
  }

  @Test func `a delay holds the worker and no processor`() {
    let service = Service(
      ServiceConfiguration(
        name: "mail", port: 0, workers: 1,
        operations: [.init(name: "send", processorTime: 0, delay: 0.05, spread: .constant)]))
    let (start, used) = (MonotonicClock.seconds, MonotonicClock.threadSeconds)
    for _ in 0..<3 { #expect(service.answer("/send").status == 200) }
    #expect(MonotonicClock.seconds - start >= 0.15)
    #expect(MonotonicClock.threadSeconds - used < 0.05)
  }

  @Test func `together runs all, at once while threads can be had, and in turn when none can`() {
    for most in [0, 1, 5] {
      let helpers = HelperThreads(most: most)
      for _ in 0..<3 {
        let seen = Gauge()
        helpers.together(
          (0..<6).map { _ in
            {
              seen.enter()
              MonotonicClock.pause(forSeconds: 0.02)
              seen.leave()
            }
          })
        #expect(seen.total == 6)
        #expect(seen.most <= most + 1 && seen.most >= min(2, most + 1))
      }
    }
  }

  @Test func `every kind of step is written as it is read`() throws {
    let steps: [ServiceConfiguration.Step] = [
      .together([[.call(0)], [.publish(0), .later([.call(0)])]]),
      .oneOf([.init(share: 0.5, steps: [.publish(0)])]),
    ]
    let configuration = ServiceConfiguration(
      name: "a", port: 0, workers: 1, operations: [.init(name: "work", processorTime: 0, steps: steps)],
      calls: [.init(ports: [1], path: "/x", timeout: 1, poolSize: 1)],
      broker: .init(
        port: 4222, timeout: 1, topics: ["placed"],
        consumers: [.init(topic: 0, operation: "work", concurrency: 2)]))
    let read = try ServiceConfiguration(json: configuration.json, path: "a.json")
    #expect(read == configuration)
    var bad = [configuration, configuration, configuration, configuration]
    bad[0].broker?.topics = ["a.b"]
    bad[1].broker?.consumers[0].operation = "play"
    bad[2].broker?.consumers[0].concurrency = 0
    bad[3].operations[0].steps = [.together([[.publish(1)]])]
    for configuration in bad {
      #expect(throws: ServiceError.self) {
        try ServiceConfiguration(json: configuration.json, path: "a.json")
      }
    }
  }
}
