/// Records what becomes of a sample of the requests: a span for each, and for every execution it sets off.
///
/// Requests are taken evenly over the run: time is cut into as many parts as there are requests wanted, and of each
/// part the first that begins is recorded. Whatever asks is followed by a table from executions under way to spans; a
/// watch or a branch stands for the span of its execution. Off, it holds nothing, and costs one predictable branch wherever it
/// would be told something.
struct SpanRecorder {
  /// Spans that are recorded at most; each trace has an equal part of them.
  static let mostSpans = 50_000
  /// Every trace may have so many, however many traces there are.
  static let fewestSpansOfTrace = 16

  /// What an execution waits for.
  enum Wait: UInt8, Sendable {
    case connection, worker, core
  }

  /// A span with indices for names.
  struct Span: Sendable, Hashable {
    var began: Double
    /// When it ended, or the run did.
    var ended = 0.0
    var waitBegan = 0.0
    /// Time waited, by what for.
    var connectionWait = 0.0
    var workerWait = 0.0
    var coreWait = 0.0
    /// The trace, and the span that asked for it; -1 for a request.
    var trace: Int32
    var parent: Int32 = -1
    /// The route by which it was called; -1 for a request, which has a journey.
    var route: Int32 = -1
    var journey: Int32 = 0
    var attempt: Int32 = 1
    var waitsFor: Wait?
    var outcome = Outcome.fine
    var isMessage = false
    var isHedge = false
    var isGivenUp = false
    var isFinished = false
  }

  /// A request that is recorded.
  struct Trace: Sendable, Hashable {
    /// Its number among all of the run.
    var request: Int
    var spanCount: Int32 = 0
    var leftOut = 0
  }

  /// False when nothing is to be recorded.
  let isOn: Bool
  private let interval: Double
  private let mostSpansOfTrace: Int32
  private var nextSample = 0.0
  private var requestCount = 0
  /// Span of each execution under way; -1 for those that belong to no recorded request.
  private var spanOf: [Int32] = []
  /// Who makes a call for whose answer it will not wait; -1 for nobody.
  private var sender: Int32 = -1
  private(set) var spans: [Span] = []
  private(set) var traces: [Trace] = []

  /// Prepares to record `count` ≥ 0 requests of a run of `duration` > 0 seconds.
  init(count: Int, duration: Double) {
    isOn = count > 0
    interval = duration / Double(max(1, count))
    mostSpansOfTrace = Int32(max(Self.fewestSpansOfTrace, Self.mostSpans / max(1, count)))
  }

  // MARK: Executions

  /// An execution's record is used anew, for something that belongs to no recorded request so far.
  mutating func forget(_ execution: Int) { set(execution, -1) }

  /// A watch or a branch stands for the execution that it belongs to; -1 for whoever sends without waiting.
  mutating func follow(_ execution: Int, _ other: Int) {
    set(execution, other >= 0 ? span(of: other) : sender)
  }

  /// What is sent from now on comes from an execution that does not wait; -1 for from nobody.
  mutating func sends(_ execution: Int) { sender = execution >= 0 ? span(of: execution) : -1 }

  private func span(of execution: Int) -> Int32 { execution < spanOf.count ? spanOf[execution] : -1 }

  private mutating func set(_ execution: Int, _ span: Int32) {
    while spanOf.count <= execution { spanOf.append(-1) }
    spanOf[execution] = span
  }

  // MARK: Spans

  /// A request begins; it is recorded when it is the first of its part of the run.
  @inline(never)
  mutating func begin(request: Int, journey: Int, now: Double) {
    defer { requestCount += 1 }
    guard now >= nextSample else { return forget(request) }
    nextSample = ((now / interval).rounded(.down) + 1) * interval
    traces.append(Trace(request: requestCount, spanCount: 1))
    set(request, Int32(spans.count))
    spans.append(Span(began: now, trace: Int32(traces.count - 1), journey: Int32(journey)))
  }

  /// A call begins; it is recorded when whoever makes it is.
  @inline(never)
  mutating func begin(
    call: Int, route: Int32, from caller: Int, attempt: Int32, isHedge: Bool, isMessage: Bool, now: Double
  ) {
    follow(call, caller)
    let parent = span(of: call)
    guard parent >= 0 else { return }
    let trace = Int(spans[Int(parent)].trace)
    guard traces[trace].spanCount < mostSpansOfTrace else {
      traces[trace].leftOut += 1
      return forget(call)
    }
    traces[trace].spanCount += 1
    set(call, Int32(spans.count))
    spans.append(
      Span(
        began: now, trace: Int32(trace), parent: parent, route: route, attempt: attempt,
        isMessage: isMessage, isHedge: isHedge))
  }

  /// An execution begins to wait.
  @inline(never)
  mutating func begin(_ wait: Wait, of execution: Int, now: Double) {
    let span = Int(span(of: execution))
    guard span >= 0 else { return }
    (spans[span].waitsFor, spans[span].waitBegan) = (wait, now)
  }

  /// An execution has waited.
  @inline(never)
  mutating func endWait(of execution: Int, now: Double) {
    let span = Int(span(of: execution))
    if span >= 0 { spans[span].endWait(now) }
  }

  /// A request or a call has ended.
  @inline(never)
  mutating func end(_ execution: Int, _ outcome: Outcome, isGivenUp: Bool, now: Double) {
    let span = Int(span(of: execution))
    guard span >= 0 else { return }
    spans[span].endWait(now)
    (spans[span].ended, spans[span].isFinished) = (now, true)
    spans[span].outcome = outcome
    spans[span].isGivenUp = isGivenUp
    forget(execution)
  }

  /// The run is over: what is under way, and what it waits for, lasts until then.
  mutating func close(now: Double) {
    for span in spans.indices where !spans[span].isFinished {
      spans[span].endWait(now)
      spans[span].ended = now
    }
  }
}

extension SpanRecorder.Span {
  fileprivate mutating func endWait(_ now: Double) {
    switch waitsFor {
    case .connection: connectionWait += now - waitBegan
    case .worker: workerWait += now - waitBegan
    case .core: coreWait += now - waitBegan
    case nil: return
    }
    waitsFor = nil
  }
}
