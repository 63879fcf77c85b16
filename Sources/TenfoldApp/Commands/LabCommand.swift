internal import TenfoldLab
internal import TenfoldLoad
internal import TenfoldModel
internal import TenfoldOutput
internal import TenfoldPlatform

/// `tenfold lab`: real servers on this machine.
package struct LabCommand: Command {
  /// What is to be done.
  private enum Task {
    case doctor
    case load(LoadPlan)
    case knee(LoadPlan, from: Double, p99: Double?)
    case run(LabRun)
    case clean
  }

  package static let specification = CommandSpecification(
    name: "lab",
    summary: "Stand a system up on real servers, and print what was predicted beside what was measured.",
    discussion: """
      tenfold lab doctor looks for the servers, asks their versions, tries whether processes can be given a quota of \
      the processors, and says how to get what is missing; it ends with status 1 when something is missing that every \
      experiment needs. tenfold lab load URL sends requests at moments that do not depend on the answers, counts each \
      one's time from the moment at which it was due, and says how late it was itself; with --knee it searches the load \
      up to which the server keeps up. It asks servers on this machine only.

      tenfold lab run PATH starts real PostgreSQL, Redis and service processes in the shape of the system, measures \
      what their operations take, one at a time, predicts loads by solver and simulator, and only then measures them. \
      Everything it starts listens on 127.0.0.1, runs under an account without privileges and is gone at the end, also \
      after Ctrl-C; what a killed run left is taken away by the next one, or by tenfold lab clean.
      """,
    arguments: [
      ArgumentSpecification(name: "task", help: "doctor, load, run or clean."),
      ArgumentSpecification(
        name: "target", isOptional: true,
        help:
          "What load asks, such as http://127.0.0.1:8080/item?key={key}, with the request's key in it; or the "
          + "file or folder with the system of run."),
    ],
    options: [.rate] + LabLoad.options + LabRun.options + [.html] + OptionSpecification.writing,
    examples: [
      "tenfold lab doctor", "tenfold lab doctor --json",
      "tenfold lab load http://127.0.0.1:8080/item?key={key} --rate 1000/s --duration 10s --keys 100K --zipf 0.99",
      "tenfold lab load http://127.0.0.1:8080/ --knee --rate 100/s --duration 5s --p99 200ms",
      "tenfold lab run Examples/check-question --only alone,replicas --at 0.5,1,3 --out lab.json --html lab.html",
      "tenfold lab run Examples/shop-events --only alone --traces shop.traces.json",
      "tenfold lab clean",
    ])

  private let task: Task
  private let writer: ResultWriter

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    writer = ResultWriter(arguments)
    switch arguments.words[0] {
    case "doctor":
      guard arguments.words.count == 1 else { throw UsageError("tenfold lab doctor takes no URL") }
      task = .doctor
    case "load":
      let plan = try LabLoad.plan(arguments)
      task = try LabLoad.kneeSearch(arguments).map { .knee(plan, from: $0.rate, p99: $0.p99) } ?? .load(plan)
    case "run": task = .run(try LabRun(arguments))
    case "clean":
      guard arguments.words.count == 1 else { throw UsageError("tenfold lab clean takes nothing else") }
      task = .clean
    default:
      throw UsageError(
        "'\(arguments.words[0])' is no task of the lab; it must be doctor, load, run or clean\nsee tenfold lab --help"
      )
    }
  }

  package func run(in environment: Environment) throws -> ExitStatus {
    switch task {
    case .doctor:
      let report = Doctor.examine(searchPath: environment.variables["PATH"] ?? "")
      try writer.write(
        json: DoctorText.document(of: report), text: DoctorText.text(of: report), in: environment)
      return report.isReady ? .success : .gateFailed
    case .load(let plan):
      let report: LoadReport
      do {
        report = try LoadGenerator.run(plan)
      } catch {
        throw InputError(error.description)
      }
      try writer.write(
        json: LoadReportText.document(of: report), text: LoadReportText.text(of: report), in: environment)
      return .success
    case .knee(let plan, let rate, let p99):
      let search: KneeSearch
      do {
        search = try LoadGenerator.knee(
          of: plan, from: rate, latencyLimit: p99,
          progress: { rate in
            if !writer.isQuiet { try? environment.remark("lab: asking at \(QuantityText.rate(rate))\n") }
          })
      } catch {
        throw InputError(error.description)
      }
      try writer.write(json: KneeText.document(of: search), text: KneeText.text(of: search), in: environment)
      return search.knee == nil ? .gateFailed : .success
    case .run(let run):
      let result: LabResult
      do {
        result = try run.run(in: environment, isQuiet: writer.isQuiet)
      } catch LabError.interrupted {
        try environment.remark("tenfold: \(LabError.interrupted)\n")
        return Interruption.isTermination ? .terminated : .interrupted
      } catch let error as LabError {
        throw InputError(error.description)
      }
      try writer.write(
        json: result.document, text: result.text,
        html: { LabPage.text(of: LabReport(of: result.document)) }, in: environment)
      return .success
    case .clean:
      let removals = BenchCleaning.clean()
      try writer.write(
        json: CleaningText.document(of: removals), text: CleaningText.text(of: removals), in: environment)
      return removals.allSatisfy(\.failures.isEmpty) ? .success : .failure
    }
  }
}
