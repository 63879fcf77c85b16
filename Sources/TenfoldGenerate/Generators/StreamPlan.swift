import TenfoldModel

/// The stream that takes what a component is told, so that callers need not wait for it.
struct StreamPlan {
  /// The component that takes its messages in the end.
  let component: Component
  /// The stream's name, also the beginning of its subjects.
  let name: String
  private let copies: Int
  private let topic: Component?

  /// A day, in seconds: longer than a night in which nobody mends a consumer.
  private static let usualRetention = 86_400.0
  /// Bytes that a stream may keep where nothing says how much a message has.
  private static let usualBytes = 8.0 * 1_073_741_824

  /// - Parameter copies: Copies of each message.
  init(for component: Component, copies: Int, in request: GenerationRequest) {
    self.component = component
    self.copies = copies
    let topicName = component.name + (component.kind == .external ? "-requests" : "-writes")
    topic = request.changed[topicName]
    name = Spelling.name(topicName)
  }

  /// The most it may keep.
  var bytes: Double { Self.usualBytes }

  private var retention: Double { topic?.messaging?.retention?.likely ?? Self.usualRetention }

  /// The definition as `nats stream add --config` and the server's API take it; times are in nanoseconds.
  ///
  /// A message is removed once it is acknowledged. A full stream refuses new ones, so that producers notice.
  var definition: String {
    NATSText.stream(
      name, subjects: ["\(name).>"], retention: .workQueue, copies: copies, keptFor: retention, bytes: bytes)
  }

  /// What producers and consumers must do.
  func steps(in request: GenerationRequest) -> [String] {
    let writes = component.operations.filter { $0.writes == true }.map(\.name)
    let producers = request.system.components.filter { caller in
      caller.operations.flatMap(\.steps).flatMap(\.calls).contains {
        $0.component == component.name && ($0.operation.map(writes.contains) ?? true)
      }
    }.map(\.name)
    let who = producers.isEmpty ? "the callers of \(component.name)" : producers.joined(separator: ", ")
    let subjects = (writes.isEmpty ? ["request"] : writes).map { "\(name).\(Spelling.name($0))" }
    return [
      "let \(who) publish to \(subjects.joined(separator: ", ")) instead of calling \(component.name), with a Nats-Msg-Id "
        + "each, and answer once the server acknowledged it",
      "run a durable pull consumer of \(name) that applies messages to \(component.name) in batches, acknowledges after its "
        + "commit, takes at most 5 deliveries and hands what is left to a dead-letter subject; applying one twice must do "
        + "no harm",
      "size: \(name) keeps \(QuantityText.bytes(bytes)) and \(QuantityText.duration(retention)) at most, assumptions; then "
        + "it refuses new messages: alert on the age of the oldest",
    ]
  }
}
