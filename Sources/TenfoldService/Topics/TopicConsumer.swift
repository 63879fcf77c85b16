internal import TenfoldPlatform
internal import TenfoldReplica

/// Consumes the messages of a topic for a service, with a thread for each that may be in work at once.
final class TopicConsumer: Sendable {
  private let loop: MessageLoop
  private let threads: [WorkerThread]

  /// Starts to consume.
  ///
  /// - Parameters:
  ///   - name: Name of the durable consumer; replicas that share it share the messages.
  ///   - work: Handles a message about a key, on a thread of the consumer, with the ``TraceContext`` that it came with;
  ///     true when it was done well.
  init(
    _ consumer: ServiceConfiguration.Consumer, topic: String, named name: String,
    over connection: BrokerConnection, work: @escaping @Sendable (Int, String?) -> Bool
  ) {
    let loop = MessageLoop(consumer, topic: topic, named: name, over: connection, work: work)
    self.loop = loop
    threads = (0..<consumer.concurrency).map { _ in WorkerThread(.oldestFirst, mostWaiting: 1) }
    for thread in threads { thread.add({ loop.run() }, dropped: {}) }
  }

  /// Handles what it has begun, and ends.
  deinit { loop.end() }

  /// What consumers counted, as lines for Prometheus.
  static func metrics(of consumers: [TopicConsumer], service: String) -> [String] {
    guard !consumers.isEmpty else { return [] }
    func lines(_ name: String, _ type: String, _ value: (MessageLoop) -> [(suffix: String, value: String)])
      -> [String]
    {
      ["# TYPE \(name) \(type)"]
        + consumers.flatMap { consumer in
          value(consumer.loop).map {
            "\(name)\($0.suffix){service=\"\(service)\",topic=\"\(consumer.loop.topic)\"} \($0.value)"
          }
        }
    }
    return lines("tenfold_messages_consumed_total", "counter") { [("", "\($0.counts.consumed)")] }
      + lines("tenfold_messages_failed_total", "counter") { [("", "\($0.counts.failed)")] }
      + lines("tenfold_messages_abandoned_total", "counter") { [("", "\($0.counts.abandoned)")] }
      + lines("tenfold_message_age_seconds", "summary") { loop in
        let counts = loop.counts
        return [("_sum", "\(counts.ages)"), ("_count", "\(counts.consumed)")]
      }
      + lines("tenfold_messages_waiting", "gauge") { loop in loop.waiting.map { [("", "\($0)")] } ?? [] }
  }
}
