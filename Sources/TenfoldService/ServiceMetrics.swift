internal import Synchronization
internal import TenfoldPlatform

/// What a service counts, in the text format of Prometheus.
final class ServiceMetrics: Sendable {
  private struct Counts {
    var answered: Int
    var failed: Int
    var processorTime: Double
  }

  private let service: String
  private let operations: [String]
  private let counts: Mutex<[Counts]>

  init(service: String, operations: [String]) {
    self.service = service
    self.operations = operations
    counts = Mutex(operations.map { _ in Counts(answered: 0, failed: 0, processorTime: 0) })
  }

  /// Counts a request of the operation at an index, as answered or as failed by its calls, and the processor time
  /// burned for it.
  func count(_ index: Int, processorTime: Double, isAnswered: Bool) {
    counts.withLock {
      if isAnswered { $0[index].answered += 1 } else { $0[index].failed += 1 }
      $0[index].processorTime += processorTime
    }
  }

  /// All of it, as lines.
  ///
  /// - Parameter caches: For each store its name, and the reads that its cache answered and did not.
  func lines(
    busy: Int, waiting: Int, caches: [(store: String, counts: (hits: Int, misses: Int))]
  ) -> [String] {
    let counts = counts.withLock { $0 }
    func labels(_ index: Int) -> String { "{service=\"\(service)\",operation=\"\(operations[index])\"}" }
    var lines = ["# TYPE tenfold_requests_total counter"]
    lines += counts.indices.map { "tenfold_requests_total\(labels($0)) \(counts[$0].answered)" }
    lines.append("# TYPE tenfold_failures_total counter")
    lines += counts.indices.map { "tenfold_failures_total\(labels($0)) \(counts[$0].failed)" }
    lines.append("# TYPE tenfold_demand_seconds_total counter")
    lines += counts.indices.map { "tenfold_demand_seconds_total\(labels($0)) \(counts[$0].processorTime)" }
    lines.append("# TYPE tenfold_cache_reads_total counter")
    for (store, counts) in caches {
      lines += [
        "tenfold_cache_reads_total{store=\"\(store)\",outcome=\"hit\"} \(counts.hits)",
        "tenfold_cache_reads_total{store=\"\(store)\",outcome=\"miss\"} \(counts.misses)",
      ]
    }
    lines += [
      "# TYPE tenfold_busy_workers gauge", "tenfold_busy_workers{service=\"\(service)\"} \(busy)",
      "# TYPE tenfold_waiting_requests gauge", "tenfold_waiting_requests{service=\"\(service)\"} \(waiting)",
      "# TYPE process_cpu_seconds_total counter",
      "process_cpu_seconds_total \(MonotonicClock.processSeconds)",
    ]
    return lines
  }
}
