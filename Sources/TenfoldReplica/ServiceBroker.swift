extension ServiceConfiguration {
  /// A NATS server with JetStream, by which it tells others of what happened and hears of it.
  public struct Broker: Codable, Sendable, Hashable {
    /// Its port.
    public var port: UInt16
    /// Seconds after which a message that was not acknowledged by the server has not been published; > 0.
    public var timeout: Double
    /// Topics: each a stream of that name with the one subject of that name; letters, digits, `-` and `_`.
    public var topics: [String]
    /// Whose messages it handles.
    public var consumers: [Consumer]

    /// Joins them.
    public init(port: UInt16, timeout: Double, topics: [String], consumers: [Consumer] = []) {
      self.port = port
      self.timeout = timeout
      self.topics = topics
      self.consumers = consumers
    }
  }

  /// How it handles the messages of a topic: each at least once, acknowledged when its work is done.
  public struct Consumer: Codable, Sendable, Hashable {
    /// The topic: its place in ``Broker/topics``.
    public var topic: Int
    /// The operation that is done for each message.
    public var operation: String
    /// Messages that it works on at once; ≥ 1.
    public var concurrency: Int
    /// How often a message is tried whose work fails; ≥ 1. Then it is given up and counted.
    public var deliveries: Int
    /// Seconds until it is tried again; ≥ 0.
    public var pause: Double
    /// Seconds after which a message that is not acknowledged is delivered again, since its consumer may be gone; > 0, and
    /// more than its work takes.
    public var patience: Double

    /// Joins them.
    public init(
      topic: Int, operation: String, concurrency: Int, deliveries: Int = 1, pause: Double = 0,
      patience: Double = 30
    ) {
      self.topic = topic
      self.operation = operation
      self.concurrency = concurrency
      self.deliveries = deliveries
      self.pause = pause
      self.patience = patience
    }
  }
}
