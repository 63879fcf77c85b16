internal import CNATS
internal import Synchronization
internal import TenfoldPlatform
internal import TenfoldReplica

/// What each thread of a consumer does: fetches one message, works, acknowledges, and again.
///
/// A thread holds one message, so the server counts all the others, and nothing waits unseen in the service. A message whose
/// acknowledgement is lost is delivered again: each is handled at least once.
final class MessageLoop: Sendable {
  /// What became of the messages.
  struct Counts {
    /// Handled well.
    var consumed = 0
    /// Attempts whose work failed.
    var failed = 0
    /// Given up after the last attempt.
    var abandoned = 0
    /// Seconds from the moment at which the server took a message to the end of its work, over all handled well.
    var ages = 0.0
  }

  let topic: String
  /// Name of the durable consumer.
  let name: String
  private let consumer: ServiceConfiguration.Consumer
  private let connection: BrokerConnection
  private let work: @Sendable (Int, String?) -> Bool
  private let state = Mutex(Counts())
  private let hasEnded = Atomic(false)

  /// Milliseconds that a fetch waits for a message, and seconds after which a server that is not there is asked again.
  private static let patience: Int64 = 500
  private static let pause = 0.2

  init(
    _ consumer: ServiceConfiguration.Consumer, topic: String, named name: String,
    over connection: BrokerConnection, work: @escaping @Sendable (Int, String?) -> Bool
  ) {
    self.consumer = consumer
    self.topic = topic
    self.name = name
    self.connection = connection
    self.work = work
  }

  var counts: Counts { state.withLock { $0 } }

  /// Messages that are not acknowledged, whether a thread has them or not; nil when the server does not say.
  var waiting: Int? {
    guard let stream = connection.stream else { return nil }
    let count = tenfold_nats_waiting(stream, topic, name)
    return count < 0 ? nil : Int(count)
  }

  /// Lets every thread end after the message that it has.
  func end() { hasEnded.store(true, ordering: .relaxed) }

  /// Handles messages until the end; waits for a server or a stream that is not there.
  func run() {
    while !hasEnded.load(ordering: .relaxed) {
      guard let stream = connection.stream, let subscription = subscribe(to: stream) else {
        MonotonicClock.pause(forSeconds: Self.pause)
        continue
      }
      defer { natsSubscription_Destroy(subscription) }
      var status = NATS_OK
      while !hasEnded.load(ordering: .relaxed), status == NATS_OK || status == NATS_TIMEOUT {
        guard let message = tenfold_nats_next(subscription, Self.patience, &status) else { continue }
        handle(message)
        natsMsg_Destroy(message)
      }
    }
  }

  private func subscribe(to stream: OpaquePointer) -> OpaquePointer? {
    var subscription: OpaquePointer?
    guard
      tenfold_nats_consumer(stream, topic, name, consumer.patience) == NATS_OK,
      tenfold_nats_pull(&subscription, stream, topic, name) == NATS_OK
    else { return nil }
    return subscription
  }

  private func handle(_ message: OpaquePointer) {
    var (deliveries, taken) = (UInt64(1), Int64(0))
    let isTold = tenfold_nats_origin(message, &deliveries, &taken)
    let isDone = work(Self.key(in: message), Self.header(of: message))
    // The same machine's clock: what a step of it would add is not held against the consumer.
    let age = isTold ? max(0, Double(nats_NowInNanoSeconds() - taken) * 1e-9) : 0
    let isLast = deliveries >= UInt64(consumer.deliveries)
    state.withLock {
      if isDone {
        $0.consumed += 1
        $0.ages += age
      } else {
        $0.failed += 1
        if isLast { $0.abandoned += 1 }
      }
    }
    if isDone {
      natsMsg_Ack(message, nil)
    } else if isLast {
      natsMsg_Term(message, nil)
    } else {
      natsMsg_NakWithDelay(message, Int64((consumer.pause * 1e3).rounded(.up)), nil)
    }
  }

  /// The ``TraceContext`` that a message came with; nil for none.
  private static func header(of message: OpaquePointer) -> String? {
    var value: UnsafePointer<CChar>?
    guard natsMsgHeader_Get(message, TraceContext.header, &value) == NATS_OK else { return nil }
    return value.map { String(cString: $0) }
  }

  /// The key that a message is about: the number that is its text; 1 for another text.
  private static func key(in message: OpaquePointer) -> Int {
    guard let bytes = natsMsg_GetData(message) else { return 1 }
    let text = UnsafeRawBufferPointer(start: bytes, count: Int(natsMsg_GetDataLength(message)))
    return Int(String(decoding: text, as: UTF8.self)) ?? 1
  }
}
