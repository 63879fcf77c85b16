internal import Synchronization

/// Publishes messages for a service, and counts them.
final class TopicPublisher: Sendable {
  private let connection: BrokerConnection
  let topics: [String]
  /// Messages that the server took, and that it did not, by topic.
  private let counts: Mutex<[(taken: Int, failed: Int)]>

  init(topics: [String], over connection: BrokerConnection) {
    self.connection = connection
    self.topics = topics
    counts = Mutex(topics.map { _ in (0, 0) })
  }

  /// Publishes a message about a key, and waits until the server has taken it.
  ///
  /// - Parameter context: The span that publishes; nil when it is not traced.
  /// - Returns: True when it has.
  func publish(_ topic: Int, key: Int, in context: TraceContext? = nil) -> Bool {
    let isTaken = connection.publish(String(key), to: topics[topic], in: context)
    counts.withLock { if isTaken { $0[topic].taken += 1 } else { $0[topic].failed += 1 } }
    return isTaken
  }

  /// What it counted, as lines for Prometheus.
  func metrics(of service: String) -> [String] {
    let counts = counts.withLock { $0 }
    return ["# TYPE tenfold_messages_published_total counter"]
      + zip(topics, counts).flatMap { topic, counts in
        let labels = "service=\"\(service)\",topic=\"\(topic)\""
        return [
          "tenfold_messages_published_total{\(labels),outcome=\"taken\"} \(counts.taken)",
          "tenfold_messages_published_total{\(labels),outcome=\"failed\"} \(counts.failed)",
        ]
      }
  }
}
