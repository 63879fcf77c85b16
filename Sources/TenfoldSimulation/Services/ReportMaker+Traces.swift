internal import TenfoldModel

/// Traces of the first run: indices become names again.
extension ReportMaker {
  var traces: [SimulatedTrace] {
    guard let run = sample.runs.first, !run.traces.isEmpty else { return [] }
    var traces = run.traces.map {
      SimulatedTrace(request: $0.request, spans: [], spansLeftOut: $0.leftOut)
    }
    // Spans of all traces lie mixed, in the order in which they began; so parents have their places first.
    var places: [Int] = []
    for span in run.spans {
      let trace = Int(span.trace)
      places.append(traces[trace].spans.count)
      traces[trace].spans.append(named(span, parent: span.parent >= 0 ? places[Int(span.parent)] : nil))
    }
    return traces
  }

  private func named(_ span: SpanRecorder.Span, parent: Int?) -> SimulatedSpan {
    let isRequest = span.route < 0
    return SimulatedSpan(
      kind: isRequest ? .request : span.isMessage ? .message : .call, parent: parent,
      component: isRequest
        ? nil : program.componentNames[Int(program.routes[Int(span.route)].component)],
      operation: isRequest
        ? program.journeyNames[Int(span.journey)] : program.routeOperations[Int(span.route)],
      begin: span.began, end: span.ended, isFinished: span.isFinished,
      failure: span.outcome.cause, isGivenUp: span.isGivenUp, attempt: Int(span.attempt),
      isHedge: span.isHedge, connectionWait: span.connectionWait, workerWait: span.workerWait,
      coreWait: span.coreWait)
  }
}

extension Outcome {
  /// The cause that a report gives for it; nil when all was fine.
  var cause: SimulationReport.Cause? {
    self == .fine ? nil : SimulationReport.Cause.allCases[Int(rawValue) - 1]
  }
}
