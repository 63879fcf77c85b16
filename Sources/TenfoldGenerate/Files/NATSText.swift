/// Configuration of NATS servers with JetStream, and of their streams.
package enum NATSText {
  /// When a stream lets go of a message before its time.
  package enum Retention: String, Sendable {
    /// Once the one who takes its messages has acknowledged it.
    case workQueue = "workqueue"
    /// Once everyone who takes its messages has.
    case interest
  }

  /// The file of a server.
  ///
  /// - Parameters:
  ///   - address: Where it listens; nil for every address.
  ///   - folder: Where streams are kept.
  ///   - memory: Bytes of streams in memory at most.
  ///   - comment: Where that number comes from; nil for no comment.
  package static func settings(
    address: String? = nil, port: Int, monitoringPort: Int, folder: String, memory: Double,
    comment: String? = nil
  ) -> String {
    """
    \(address.map { "host: \($0)\n" } ?? "")port: \(port)
    http: \(address.map { "\"\($0):\(monitoringPort)\"" } ?? "\(monitoringPort)")
    jetstream {
      store_dir: "\(folder)"
    \(comment.map { CommentText.lines($0, margin: "  # ") } ?? "")  max_memory_store: \(Spelling.mebibytes(memory))MB
    }

    """
  }

  /// The definition of a stream as `nats stream add --config` and the server's API take it; times are in nanoseconds.
  ///
  /// A full stream refuses new messages, so that producers notice.
  ///
  /// - Parameters:
  ///   - copies: Copies of each message.
  ///   - keptFor: Seconds after which a message is removed in any case.
  ///   - bytes: Bytes that it keeps at most.
  package static func stream(
    _ name: String, subjects: [String], retention: Retention, copies: Int, keptFor: Double, bytes: Double
  ) -> String {
    """
    {
      "name": "\(name)",
      "subjects": [\(subjects.map { "\"\($0)\"" }.joined(separator: ", "))],
      "retention": "\(retention.rawValue)",
      "storage": "file",
      "num_replicas": \(copies),
      "max_age": \(Int(keptFor))000000000,
      "max_bytes": \(Int(bytes)),
      "max_msgs": -1,
      "max_consumers": -1,
      "discard": "new",
      "duplicate_window": 120000000000
    }

    """
  }
}
