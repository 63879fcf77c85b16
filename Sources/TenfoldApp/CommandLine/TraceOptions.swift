/// The options for requests as traces in a file.
struct TraceOptions: Sendable {
  private static let traces = OptionSpecification(
    name: "traces", value: .required("FILE"),
    help: "Write requests of the first run, or of each load of the lab, as traces in OpenTelemetry's JSON."
  )
  private static let traceSample = OptionSpecification(
    name: "trace-sample", value: .required("COUNT"),
    help: "Requests in the traces, evenly spread over the run or load, up to 1,000; 100 unless given.")

  static let options = [traces, traceSample]

  /// Where traces go.
  let file: String
  /// How many requests there are, 1...1000.
  let count: Int

  /// Reads them; nil when no traces are wanted.
  init?(_ arguments: ParsedArguments) throws(UsageError) {
    let count = try arguments.whole(Self.traceSample, in: 1...1000)
    guard let file = arguments.value(Self.traces) else {
      if count != nil { throw UsageError("--trace-sample needs --traces FILE, where the traces go") }
      return nil
    }
    if file == "-" {
      throw UsageError("--traces needs the name of a file; the standard output is for the report")
    }
    self.file = file
    self.count = count ?? 100
  }
}
