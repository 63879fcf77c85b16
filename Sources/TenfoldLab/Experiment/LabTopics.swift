internal import TenfoldModel

/// The topics of a system as streams of one NATS server: one component, with an operation for each topic.
///
/// They share the server's cores, so they are one station for the prediction too.
struct LabTopics {
  /// Name of the server and of the component.
  static let server = "nats"
  /// Messages that a consumer works on at once where nothing says how many.
  private static let assumedPlaces = 8.0

  /// The component; nil where there are no topics.
  let component: Component?
  /// What is changed, in sentences.
  let remarks: [String]
  /// Names of the streams by topic.
  private let streams: [String: String]

  /// Reads the topics of a completed system.
  init(of system: System, cores: Double) {
    let topics = system.components.filter { $0.kind == .topic }
    guard !topics.isEmpty else {
      (component, remarks, streams) = (nil, [], [:])
      return
    }
    var names: [String] = []
    for topic in topics {
      var name = Self.streamName(topic.name)
      while names.contains(name) { name += "_" }
      names.append(name)
    }
    streams = Dictionary(zip(topics.map(\.name), names)) { first, _ in first }
    var remarks = [
      "\(topics.map { $0.name + ($0.engine.map { " (\($0))" } ?? "") }.joined(separator: ", ")): streams of one NATS server with "
        + "JetStream, \(Self.server); who publishes waits until it has the message"
    ]
    var messaging = Messaging()
    messaging.deliveryLimit = topics.lazy.compactMap(\.messaging?.deliveryLimit).first
    messaging.redeliveryPause = topics.lazy.compactMap(\.messaging?.redeliveryPause).first
    var (assumed, operations) = ([String](), [Operation]())
    for (topic, name) in zip(topics, names) {
      var steps: [Step] = []
      for call in topic.operations.first?.steps.flatMap(\.calls) ?? [] where call.mode == .asynchronous {
        steps.append(.call(call))
        let stated = topic.messaging?.consumers.first { $0.component == call.component }?.concurrency?.likely
        let replicas = system[call.component]?.scaling.replicas?.likely ?? 1
        let partitions = topic.messaging?.partitions?.likely
        let places = [stated.map { $0 * replicas }, partitions].compactMap { $0 }.min()
        if places == nil { assumed.append("\(call.component) of \(topic.name)") }
        messaging.consumers.append(
          .init(
            component: call.component, operation: call.operation,
            concurrency: .stated(max(1, (places ?? Self.assumedPlaces).rounded())), publication: name))
      }
      operations.append(
        Operation(
          name: name, demand: Demand(cpu: .stated(0), variability: .stated(0)), steps: steps, writes: true))
    }
    if !assumed.isEmpty {
      remarks.append(
        "nothing says how many messages are handled at once: \(Int(Self.assumedPlaces)) each for "
          + assumed.joined(separator: ", "))
    }
    if topics.contains(where: { $0.messaging?.keys != nil }) {
      remarks.append("messages of one key are handled in any order")
    }
    self.remarks = remarks
    component = Component(
      name: Self.server, kind: .topic, engine: "nats", resources: Resources(cpu: .stated(cores)),
      scaling: Scaling(replicas: .stated(1)), operations: operations, messaging: messaging)
  }

  /// A call that publishes to the server what it would to one of the topics.
  func published(_ call: Call) -> Call {
    guard let stream = streams[call.component] else { return call }
    var call = call
    (call.component, call.operation) = (Self.server, stream)
    (call.mode, call.outboxInterval) = (.synchronous, nil)
    return call
  }

  /// The service whose messages take it longest, over the places in which it works on them; nil where none handles messages.
  static func slowestConsumer(of system: System) -> String? {
    let topics = system.components.filter { $0.kind == .topic }
    var slowest: (name: String, time: Double)?
    for topic in topics {
      for stream in topic.operations {
        for call in stream.steps.flatMap(\.calls) {
          let demand = call.operation.flatMap { system[call.component]?.operation($0)?.demand }
          let places = topic.messaging?.consumer(call.component, of: stream.name)?.concurrency?.likely
          let time = ((demand?.cpu?.likely ?? 0) + (demand?.delay?.likely ?? 0)) / max(1, places ?? 1)
          if time > slowest?.time ?? -1 { slowest = (call.component, time) }
        }
      }
    }
    return slowest?.name
  }

  /// A topic's name as one of a stream: letters, digits, `-` and `_`.
  static func streamName(_ topic: String) -> String {
    String(topic.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) ? $0 : "-" })
  }
}
