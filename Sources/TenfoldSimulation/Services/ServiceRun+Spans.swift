/// What the recorder of spans is told of executions. All of it is called only while it records.
extension ServiceRun {
  /// A call, made by an execution or by a watch over it, or by nobody who waits for it when `caller` is -1.
  @inline(never)
  mutating func beginSpan(_ execution: Int, from caller: Int) {
    let isWatched = caller >= 0 && pool.records[caller].kind == .watch
    spans.begin(
      call: execution, route: pool.records[execution].route, from: caller,
      attempt: isWatched ? pool.records[caller].left &+ 1 : 1,
      isHedge: isWatched && pool.records[caller].pending > 1,
      isMessage: caller < 0 || isWatched && pool.records[caller].parent < 0, now: now)
  }

  /// A request or call has ended, before who waits for it is told.
  @inline(never)
  mutating func endSpan(_ execution: Int, _ outcome: Outcome) {
    let parent = Int(pool.records[execution].parent)
    let isGivenUp =
      parent >= 0 && pool.records[parent].generation != pool.records[execution].parentGeneration
    spans.end(execution, outcome, isGivenUp: isGivenUp, now: now)
  }

  /// The run is over: what was recorded goes with what was counted.
  mutating func recordTraces() {
    spans.close(now: now)
    record.traces = spans.traces
    record.spans = spans.spans
  }
}
