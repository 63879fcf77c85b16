internal import Synchronization
internal import TenfoldPlatform

/// Asks a broker again and again how much waits for each consumer, on a thread of its own, until it is ended.
final class BacklogWatch: Sendable {
  /// Whose messages are counted.
  struct Consumer: Sendable, Hashable {
    /// The stream, and the durable consumer of it.
    let stream: String
    let name: String
    /// The service that handles them.
    let component: String
  }

  /// What one round of questions showed.
  struct Sample: Sendable {
    /// When, by the monotonic clock.
    let time: Double
    /// Messages that wait and those that wait or are in work, by service.
    var waiting: [String: Int] = [:]
    var unhandled: [String: Int] = [:]
  }

  private let isOver = Atomic(false)
  private let samples = Mutex<[Sample]>([])
  private let thread = WorkerThread(.oldestFirst, mostWaiting: 1)

  /// Seconds between two rounds.
  private static let pause = 0.05

  /// Begins to ask.
  init(_ consumers: [Consumer], port: UInt16) {
    thread.add({ [self] in watch(consumers, port) }, dropped: {})
  }

  /// Ends it.
  ///
  /// - Returns: What it saw, in order; it ends early where the broker no longer answers.
  func end() -> [Sample] {
    isOver.store(true, ordering: .relaxed)
    return samples.withLock { $0 }
  }

  private func watch(_ consumers: [Consumer], _ port: UInt16) {
    guard let stream = try? JetStream(port: port) else { return }
    defer { stream.close() }
    while !isOver.load(ordering: .relaxed) {
      var sample = Sample(time: MonotonicClock.seconds)
      for consumer in consumers {
        guard let answer = try? stream.ask("CONSUMER.INFO.\(consumer.stream).\(consumer.name)"),
          let waiting = answer.undelivered
        else { return }
        sample.waiting[consumer.component, default: 0] += waiting
        sample.unhandled[consumer.component, default: 0] += waiting + (answer.unacknowledged ?? 0)
      }
      samples.withLock { $0.append(sample) }
      MonotonicClock.pause(forSeconds: Self.pause)
    }
  }
}

extension [BacklogWatch.Sample] {
  /// How far a consumer was behind.
  ///
  /// - Parameters:
  ///   - age: Mean age of its messages when they were handled; nil when none was.
  ///   - end: The moment at which the load ended, up to which the mean counts.
  func lag(of component: String, age: Double?, until end: Double) -> LabLag {
    let during = filter { $0.time <= end }.compactMap { $0.waiting[component].map(Double.init) }
    let counts = compactMap { $0.unhandled[component] }
    guard let most = counts.max(), let peak = firstIndex(where: { $0.unhandled[component] == most }) else {
      return LabLag(component: component, age: age)
    }
    let empty = self[peak...].first { $0.waiting[component] == 0 }
    return LabLag(
      component: component, age: age,
      waiting: during.isEmpty ? nil : during.reduce(0, +) / Double(during.count), most: Double(most),
      catchUpTime: empty.map { $0.time - self[peak].time })
  }
}
