internal import TenfoldReplica

/// One replica of a service: answers its operations after the work each demands, and does them for messages.
final class Service: Sendable {
  /// What is sent back.
  struct Answer {
    let status: UInt32
    let text: String
  }

  private let name: String
  private let indices: [String: Int]
  private let runner: OperationRunner
  private let consumers: [TopicConsumer]

  /// Begins to consume where it does.
  init(_ configuration: ServiceConfiguration) {
    name = configuration.name
    let indices = Dictionary(
      uniqueKeysWithValues: configuration.operations.enumerated().map { ("/" + $1.name, $0) })
    self.indices = indices
    let connection = configuration.broker.map {
      BrokerConnection(port: $0.port, timeout: $0.timeout, name: configuration.name)
    }
    let runner = OperationRunner(configuration, connection)
    self.runner = runner
    var consumers: [TopicConsumer] = []
    if let broker = configuration.broker, let connection {
      for consumer in broker.consumers {
        // A configuration that names no operation of its own was refused when it was read.
        let index = indices["/" + consumer.operation] ?? 0
        consumers.append(
          TopicConsumer(
            consumer, topic: broker.topics[consumer.topic], named: configuration.name, over: connection
          ) { runner.run(index, key: $0, as: .consumer, header: $1) })
      }
    }
    self.consumers = consumers
  }

  /// Does what a path asks for, on the calling thread.
  ///
  /// - Parameters:
  ///   - key: The row that it is about.
  ///   - header: The ``TraceContext`` that it came with; nil for none.
  func answer(_ path: String, key: Int = 1, header: String? = nil) -> Answer {
    guard let index = indices[path] else {
      switch path {
      case "/metrics":
        let lines = runner.text(of: name) + TopicConsumer.metrics(of: consumers, service: name)
        return Answer(status: 200, text: lines.joined(separator: "\n") + "\n")
      case "/healthz": return Answer(status: 200, text: "ok\n")
      default: return Answer(status: 404, text: "no operation \(path)\n")
      }
    }
    return runner.run(index, key: key, as: .server, header: header)
      ? Answer(status: 200, text: "ok\n") : Answer(status: 502, text: "a call, a store or a topic failed\n")
  }
}
