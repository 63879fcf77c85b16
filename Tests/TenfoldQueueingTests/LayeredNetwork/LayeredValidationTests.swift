import TenfoldQueueing
import Testing

struct LayeredValidationTests {
  private let valid = LayeredNetwork(
    processors: [.init(name: "cpu"), .init(name: "none", discipline: .delay)],
    tasks: [
      .init(name: "web", processor: 0, workers: .threads(2)),
      .init(name: "db", processor: 0, workers: .threads(1)),
      .init(name: "users", processor: 1, workers: .users(3, thinkTime: 1)),
    ],
    entries: [
      .init(name: "page", task: 0, activity: .sequence([.demand(0.1), .call(.init(1))])),
      .init(name: "query", task: 1, activity: .demand(0.1)),
      .init(name: "use", task: 2, activity: .call(.init(0))),
    ])

  private func message(_ change: (inout LayeredNetwork) -> Void) -> String {
    var network = valid
    change(&network)
    do {
      _ = try solveLayered(network)
      return ""
    } catch { return error.description }
  }

  @Test func `a valid network is solved`() throws {
    #expect(try solveLayered(valid).isConverged)
  }

  @Test func `each mistake is named with its place and value`() {
    #expect(
      message { $0.entries[1].activity = .demand(-0.004) }
        == "entry \"query\": demand is -0.004; it must be a finite number of seconds, 0 or more")
    #expect(
      message { $0.entries[1].activity = .demand(.nan) }
        == "entry \"query\": demand is nan; it must be a finite number of seconds, 0 or more")
    #expect(
      message { $0.processors[0].serverCount = 0 }
        == "processor \"cpu\": number of servers is 0.0; it must be 1 or more")
    #expect(
      message { $0.tasks[0].workers = .threads(0) }
        == "task \"web\": number of threads is 0.0; it must be 1 or more")
    #expect(
      message { $0.entries[0].activity = .call(.init(7)) }
        == "entry \"page\": entry called is number 7, but there are 3; count from 0")
    #expect(
      message { $0.entries[1].activity = .call(.init(0)) }
        == "page -> query -> page wait for each other in a circle, so that a thread waits for itself; make one of "
        + "the calls asynchronous")
    #expect(
      message { $0.entries[0].activity = .call(.init(0, count: .fixed(1.5), isSynchronous: false)) }
        .hasPrefix("each execution of entry \"page\" leads to at least one more of the same"))
    #expect(
      message { $0.entries[0].activity = .call(.init(2)) }
        .hasPrefix("task \"users\" stands for users but its entry is called"))
    #expect(
      message {
        $0.entries[0].activity = .choice([.init(share: 0.7, .delay(1)), .init(share: 0.6, .delay(1))])
      }
      .hasPrefix("entry \"page\": sum of the shares of a choice is 1.29"))
  }
}
