/// One span of a trace, whatever its file's format.
struct TracedSpan: Sendable {
  /// What a span was for its service.
  enum Kind: Sendable {
    case server, client, producer, consumer, other

    /// As formats spell it: `SERVER`, `client`, `SPAN_KIND_PRODUCER`, or OpenTelemetry's numbers.
    init(_ text: String?) {
      switch text?.lowercased().replacing("span_kind_", with: "") {
      case "server", "2": self = .server
      case "client", "3": self = .client
      case "producer", "4": self = .producer
      case "consumer", "5": self = .consumer
      default: self = .other
      }
    }
  }

  var trace: String
  var id: String
  var parent: String?
  /// The name that the service gives itself.
  var service: String
  var kind: Kind
  /// Whom it asked, as far as it says so itself: a service, a database's host, a broker.
  var peer: String?
  /// The engine of the database it asked, and the database's name.
  var databaseSystem: String?
  var database: String?
  /// True when it speaks of messages.
  var isMessaging = false
  /// True where the two sides of one call bear the same id, as Zipkin's may.
  var isShared = false

  /// Takes what attributes or tags say, by the names of OpenTelemetry and of OpenTracing.
  mutating func take(_ key: String, _ value: String) {
    switch key {
    case "span.kind": kind = Kind(value)
    case "peer.service", "server.address", "net.peer.name": peer = peer ?? value
    case "db.system", "db.system.name", "db.type": databaseSystem = value
    case "db.name", "db.namespace", "db.instance": database = value
    case "messaging.system", "message_bus.destination", "kafka.topic": isMessaging = true
    default: break
    }
  }
}
