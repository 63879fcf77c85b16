internal import TenfoldLab
internal import TenfoldLoad
internal import TenfoldOutput

/// `tenfold lab`: real servers on this machine.
package struct LabCommand: Command {
  /// What is to be done.
  private enum Task {
    case doctor
    case load(LoadPlan)
  }

  package static let specification = CommandSpecification(
    name: "lab",
    summary: "See which real servers are here, and put a load on one.",
    discussion: """
      tenfold lab doctor looks for the servers, asks their versions, tries whether processes can be given a quota of \
      the processors, and says how to get what is missing; it ends with status 1 when something is missing that every \
      experiment needs. tenfold lab load URL sends requests at moments that do not depend on the answers, counts each \
      one's time from the moment at which it was due, and says how late it was itself. It asks servers on this machine \
      only.
      """,
    arguments: [
      ArgumentSpecification(name: "task", help: "doctor or load."),
      ArgumentSpecification(
        name: "url", isOptional: true,
        help: "What load asks, such as http://127.0.0.1:8080/item?key={key}, with the request's key in it."),
    ],
    options: [.rate] + LabLoad.options + OptionSpecification.writing,
    examples: [
      "tenfold lab doctor", "tenfold lab doctor --json",
      "tenfold lab load http://127.0.0.1:8080/item?key={key} --rate 1000/s --duration 10s --keys 100K --zipf 0.99",
    ])

  private let task: Task
  private let writer: ResultWriter

  package init(_ arguments: ParsedArguments) throws(UsageError) {
    writer = ResultWriter(arguments)
    switch arguments.words[0] {
    case "doctor":
      guard arguments.words.count == 1 else { throw UsageError("tenfold lab doctor takes no URL") }
      task = .doctor
    case "load": task = .load(try LabLoad.plan(arguments))
    default:
      throw UsageError(
        "'\(arguments.words[0])' is no task of the lab; it must be doctor or load\nsee tenfold lab --help")
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
    }
  }
}
