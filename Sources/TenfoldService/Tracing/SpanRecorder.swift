internal import Synchronization
internal import TenfoldPlatform
internal import TenfoldReplica

/// A span that has begun.
struct OpenSpan: Sendable {
  /// Its trace, and itself in it: what its own work belongs to.
  let context: TraceContext
  /// The span that asked for it; nil for the first of a trace.
  let parent: String?
  let name: String
  let kind: TraceData.Span.Kind
  /// On the clock of the recorder.
  let begin: Double
}

/// Records what a service does for some of its requests, each piece of work as a line of a file when it ends.
///
/// Nothing is kept back, so a service that is killed has told all it did. A request that is not traced costs a look at
/// the clock.
final class SpanRecorder: Sendable {
  private let path: String
  private let service: TraceData.Attribute
  private let pause: Double
  /// The moment from which the next trace may begin.
  private let next: Mutex<Double>
  /// Seconds since 1970 at second 0 of the clock that spans are timed with.
  private let epoch: Double
  private let counts = Mutex((written: 0, lost: 0))

  /// - Parameter service: Name of the service.
  init(_ tracing: ServiceConfiguration.Tracing, service: String) {
    path = tracing.path
    self.service = .service(service)
    pause = 1 / tracing.tracesPerSecond
    next = Mutex(tracing.tracesPerSecond > 0 ? 0 : .infinity)
    epoch = MonotonicClock.epoch
  }

  /// Begins a span for what came from outside: one of its trace where it came with one, else perhaps the first of a new one.
  ///
  /// - Parameter header: What ``TraceContext`` was sent with it; nil for none.
  func enter(_ name: String, _ kind: TraceData.Span.Kind, header: String?) -> OpenSpan? {
    if let header { return TraceContext(header: header).map { begin(name, kind, in: $0) } }
    let now = MonotonicClock.seconds
    let isTraced = next.withLock { next in
      guard now >= next else { return false }
      next = now + pause
      return true
    }
    return isTraced
      ? OpenSpan(context: TraceContext(), parent: nil, name: name, kind: kind, begin: now) : nil
  }

  /// Begins a span for a piece of work of another span.
  func begin(_ name: String, _ kind: TraceData.Span.Kind, in parent: TraceContext) -> OpenSpan {
    OpenSpan(
      context: TraceContext(childOf: parent), parent: parent.span, name: name, kind: kind,
      begin: MonotonicClock.seconds)
  }

  /// Ends a span, and writes it down.
  ///
  /// - Parameter failure: What failed; nil when nothing did.
  func end(_ open: OpenSpan, _ attributes: [TraceData.Attribute], failure: String? = nil) {
    let span = TraceData.Span(
      traceId: open.context.trace, spanId: open.context.span, parentSpanId: open.parent, name: open.name,
      kind: open.kind, begin: nanoseconds(open.begin), end: nanoseconds(MonotonicClock.seconds),
      attributes: attributes, failure: failure)
    let line = TraceData(resourceSpans: [.init(attributes: [service], spans: [span])]).line
    let isWritten = (try? OutputFile.append(line, to: path)) != nil
    counts.withLock { if isWritten { $0.written += 1 } else { $0.lost += 1 } }
  }

  /// What it counted, as lines for Prometheus.
  func metrics(of service: String) -> [String] {
    let counts = counts.withLock { $0 }
    return [
      "# TYPE tenfold_spans_total counter",
      "tenfold_spans_total{service=\"\(service)\",outcome=\"written\"} \(counts.written)",
      "tenfold_spans_total{service=\"\(service)\",outcome=\"lost\"} \(counts.lost)",
    ]
  }

  private func nanoseconds(_ seconds: Double) -> UInt64 { UInt64(max(0, (epoch + seconds) * 1e9)) }
}
