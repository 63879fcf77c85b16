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
  private let random: Mutex<SplitMix64>

  /// - Parameter connection: Over which messages are published; nil when there is no broker.
  init(_ configuration: ServiceConfiguration, _ connection: BrokerConnection?) {
    operations = configuration.operations
    workers = WorkerSlots(count: configuration.workers)
    calls = configuration.calls.map(DownstreamCalls.init)
    stores = configuration.stores.map(StoreClient.init)
    storeNames = configuration.stores.map(\.name)
    publisher = connection.map { TopicPublisher(topics: configuration.broker?.topics ?? [], over: $0) }
    metrics = ServiceMetrics(service: configuration.name, operations: operations.map(\.name))
    random = Mutex(SplitMix64(state: configuration.seed))
  }

  /// Does the operation at an index for a key when a worker is free, on the calling thread.
  ///
  /// - Returns: True when every call, store and topic that it waited for did its part.
  func run(_ index: Int, key: Int) -> Bool {
    let operation = operations[index]
    let demand = sample(operation.processorTime, operation.spread)
    let delay = sample(operation.delay ?? 0, operation.spread)
    let (used, isAnswered) = workers.whenFree {
      let used = ProcessorBurner.burn(demand)
      if delay > 0 { MonotonicClock.pause(forSeconds: delay) }
      return (used, succeed(operation.steps, key: key))
    }
    metrics.count(index, processorTime: used, isAnswered: isAnswered)
    return isAnswered
  }

  /// What was counted, as lines for Prometheus.
  func text(of service: String) -> [String] {
    let counts = workers.counts
    let caches = zip(storeNames, stores).map { ($0, $1.cacheCounts) }
    return metrics.lines(busy: counts.busy, waiting: counts.waiting, caches: caches)
      + (publisher?.metrics(of: service) ?? [])
  }

  private func succeed(_ steps: [ServiceConfiguration.Step], key: Int) -> Bool {
    steps.allSatisfy { succeeds($0, key: key) }
  }

  private func succeeds(_ step: ServiceConfiguration.Step, key: Int) -> Bool {
    switch step {
    case .call(let index): return calls[index].succeeds(key: key)
    case .access(let access):
      return (try? stores[access.store].access(key: key, writes: access.writes, work: access.work)) != nil
    case .oneOf(let branches):
      var rest = random.withLock { $0.unit() }
      for branch in branches {
        rest -= branch.share
        if rest < 0 { return succeed(branch.steps, key: key) }
      }
      return true
    case .together(let lanes):
      let failures = FailureCount()
      helpers.together(
        lanes.map { lane in { [self] in if !succeed(lane, key: key) { failures.add() } } })
      return failures.isNone
    case .later(let steps):
      helpers.begin { [self] in _ = succeed(steps, key: key) }
      return true
    case .publish(let topic): return publisher?.publish(topic, key: key) ?? false
    }
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
