internal import TenfoldReplica

/// The requests that were traced while loads were measured.
package enum LabTraces {
  /// All of them as one document of the OpenTelemetry protocol, on one line: a resource for each service and load.
  ///
  /// Loads are told apart by `tenfold.configuration` and `tenfold.offered_per_second`.
  package static func document(of outcomes: [LabOutcome]) -> String {
    TraceData(
      resourceSpans: outcomes.flatMap { outcome in
        outcome.rows.flatMap { row in
          (row.measurement?.traces ?? []).map { traced in
            var labelled = traced
            labelled.resource.attributes += [
              .text("tenfold.configuration", outcome.id), .number("tenfold.offered_per_second", row.offered),
            ]
            return labelled
          }
        }
      }
    ).line
  }
}
