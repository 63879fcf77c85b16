internal import Synchronization
internal import TenfoldModel
internal import TenfoldPlatform
internal import TenfoldReplica

/// One replica of a service: answers its operations after the work each demands.
final class Service: Sendable {
  /// What is sent back.
  struct Answer {
    let status: UInt32
    let text: String
  }

  private let operations: [ServiceConfiguration.Operation]
  private let indices: [String: Int]
  private let workers: WorkerSlots
  private let calls: [DownstreamCalls]
  private let stores: [StoreClient]
  private let storeNames: [String]
  private let metrics: ServiceMetrics
  private let random: Mutex<SplitMix64>

  init(_ configuration: ServiceConfiguration) {
    operations = configuration.operations
    indices = Dictionary(uniqueKeysWithValues: operations.enumerated().map { ("/" + $1.name, $0) })
    workers = WorkerSlots(count: configuration.workers)
    calls = configuration.calls.map(DownstreamCalls.init)
    stores = configuration.stores.map(StoreClient.init)
    storeNames = configuration.stores.map(\.name)
    metrics = ServiceMetrics(service: configuration.name, operations: operations.map(\.name))
    random = Mutex(SplitMix64(state: configuration.seed))
  }

  /// Does what a path asks for, on the calling thread.
  ///
  /// - Parameter key: The row that it is about.
  func answer(_ path: String, key: Int = 1) -> Answer {
    guard let index = indices[path] else {
      switch path {
      case "/metrics":
        let counts = workers.counts
        let caches = zip(storeNames, stores).map { ($0, $1.cacheCounts) }
        return Answer(
          status: 200, text: metrics.text(busy: counts.busy, waiting: counts.waiting, caches: caches))
      case "/healthz": return Answer(status: 200, text: "ok\n")
      default: return Answer(status: 404, text: "no operation \(path)\n")
      }
    }
    let operation = operations[index]
    let demand = demand(of: operation)
    let (used, isAnswered) = workers.whenFree {
      (ProcessorBurner.burn(demand), operation.steps.allSatisfy { succeeds($0, key: key) })
    }
    metrics.count(index, processorTime: used, isAnswered: isAnswered)
    return isAnswered
      ? Answer(status: 200, text: "ok\n") : Answer(status: 502, text: "a call or a store failed\n")
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
        if rest < 0 { return branch.steps.allSatisfy { succeeds($0, key: key) } }
      }
      return true
    }
  }

  private func demand(of operation: ServiceConfiguration.Operation) -> Double {
    switch operation.spread {
    case .constant: operation.processorTime
    case .exponential: -logarithm(1 - random.withLock { $0.unit() }) * operation.processorTime
    }
  }
}
