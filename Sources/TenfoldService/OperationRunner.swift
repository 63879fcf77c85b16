internal import Synchronization
internal import TenfoldModel
internal import TenfoldPlatform
internal import TenfoldReplica

/// Does the operations of a service: the work each demands, then its steps.
final class OperationRunner: Sendable {
  private let operations: [ServiceConfiguration.Operation]
  private let workers: WorkerSlots
  private let calls: [DownstreamCalls]
  private let stores: [StoreClient]
  private let storeNames: [String]
  private let publisher: TopicPublisher?
  private let helpers = HelperThreads(most: 2000)
  private let metrics: ServiceMetrics
  private let spans: SpanRecorder?
  private let random: Mutex<SplitMix64>

  /// - Parameter connection: Over which messages are published; nil when there is no broker.
  init(_ configuration: ServiceConfiguration, _ connection: BrokerConnection?) {
    operations = configuration.operations
    workers = WorkerSlots(count: configuration.workers)
    calls = configuration.calls.map(DownstreamCalls.init)
    stores = StoreClient.clients(of: configuration.stores)
    storeNames = configuration.stores.map(\.name)
    publisher = connection.map { TopicPublisher(topics: configuration.broker?.topics ?? [], over: $0) }
    metrics = ServiceMetrics(service: configuration.name, operations: operations.map(\.name))
    spans = configuration.tracing.map { SpanRecorder($0, service: configuration.name) }
    random = Mutex(SplitMix64(state: configuration.seed))
  }

  /// Does the operation at an index for a key when a worker is free, on the calling thread.
  ///
  /// - Parameters:
  ///   - kind: Whether a request or a message asks for it.
  ///   - header: The ``TraceContext`` that came with that; nil for none.
  /// - Returns: True when every call, store and topic that it waited for did its part.
  func run(_ index: Int, key: Int, as kind: TraceData.Span.Kind, header: String?) -> Bool {
    let operation = operations[index]
    let span = spans?.enter(operation.name, kind, header: header)
    let demand = sample(operation.processorTime, operation.spread)
    let delay = sample(operation.delay ?? 0, operation.spread)
    let (used, isAnswered, began) = workers.whenFree {
      let began = span.map { _ in MonotonicClock.seconds }
      let used = ProcessorBurner.burn(demand)
      if delay > 0 { MonotonicClock.pause(forSeconds: delay) }
      return (used, succeed(operation.steps, key: key, in: span?.context), began)
    }
    if let span, let began {
      spans?.end(
        span, [.number("tenfold.wait.worker_seconds", began - span.begin)],
        failure: isAnswered ? nil : "a call, a store or a topic failed")
    }
    metrics.count(index, processorTime: used, isAnswered: isAnswered)
    return isAnswered
  }

  /// What was counted, as lines for Prometheus.
  func text(of service: String) -> [String] {
    let counts = workers.counts
    let caches = zip(storeNames, stores).map { ($0, $1.cacheCounts) }
    return metrics.lines(busy: counts.busy, waiting: counts.waiting, caches: caches)
      + (publisher?.metrics(of: service) ?? []) + (spans?.metrics(of: service) ?? [])
  }

  private func succeed(_ steps: [ServiceConfiguration.Step], key: Int, in context: TraceContext?) -> Bool {
    steps.allSatisfy { succeeds($0, key: key, in: context) }
  }

  private func succeeds(_ step: ServiceConfiguration.Step, key: Int, in context: TraceContext?) -> Bool {
    switch step {
    case .call(let index):
      return traced(calls[index].name, .client, in: context) { calls[index].succeeds(key: key, in: $0) }
    case .access(let access):
      let name = storeNames[access.store]
      return traced(
        "\(name) \(access.writes ? "write" : "read")", .client,
        [
          .text("db.system.name", "postgresql"), .text("db.namespace", name),
          .text("db.operation.name", access.writes ? "UPDATE" : "SELECT"),
        ], in: context
      ) { _ in
        (try? stores[access.store].access(key: key, writes: access.writes, work: access.work)) != nil
      }
    case .oneOf(let branches):
      var rest = random.withLock { $0.unit() }
      for branch in branches {
        rest -= branch.share
        if rest < 0 { return succeed(branch.steps, key: key, in: context) }
      }
      return true
    case .together(let lanes):
      let failures = FailureCount()
      helpers.together(
        lanes.map { lane in { [self] in if !succeed(lane, key: key, in: context) { failures.add() } } })
      return failures.isNone
    case .later(let steps):
      helpers.begin { [self] in _ = succeed(steps, key: key, in: context) }
      return true
    case .publish(let topic):
      guard let publisher else { return false }
      let name = publisher.topics[topic]
      return traced(
        "publish \(name)", .producer,
        [.text("messaging.system", "nats"), .text("messaging.destination.name", name)], in: context
      ) {
        publisher.publish(topic, key: key, in: $0)
      }
    }
  }

  /// Does a piece of work, as a span of its own where the request is traced.
  ///
  /// - Parameter body: Given what its own work belongs to; true when it did well.
  private func traced(
    _ name: @autoclosure () -> String, _ kind: TraceData.Span.Kind,
    _ attributes: @autoclosure () -> [TraceData.Attribute] = [],
    in context: TraceContext?, _ body: (TraceContext?) -> Bool
  ) -> Bool {
    guard let context, let spans else { return body(nil) }
    let span = spans.begin(name(), kind, in: context)
    let isDone = body(span.context)
    spans.end(span, attributes(), failure: isDone ? nil : "no answer in time, or a failure")
    return isDone
  }

  private func sample(_ mean: Double, _ spread: ServiceConfiguration.Spread) -> Double {
    switch spread {
    case .constant: mean
    case .exponential: mean > 0 ? -logarithm(1 - random.withLock { $0.unit() }) * mean : 0
    }
  }
}

/// Whether something failed on one of several threads.
private final class FailureCount: Sendable {
  private let count = Atomic(0)

  var isNone: Bool { count.load(ordering: .acquiring) == 0 }

  func add() { count.add(1, ordering: .releasing) }
}
